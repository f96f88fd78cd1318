//! One row of a condition: what it is about, whether it is negated, and the test.
//!
//! Deliberately absent: groups; those are in [`super`].

use super::Choices;
use crate::app::use_lang;
use crate::part::field::{Choice, Field, Switch};
use crate::part::number::{ListField, OptionalNumberField};
use crate::part::test::TestField;
use crate::sentence::{deed_words, device_words};
use crate::text::{Lang, Words, rules as r};
use shared::content::audience::{Condition, Deed, Device, Test, TraitTest, Visitor};
use shared::id::{ContentKey, SegmentKey};
use shared::value::Value;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RowProps {
    /// The condition.
    pub value: Condition,
    /// The changed condition; `None` takes it away.
    pub onchange: Callback<Option<Condition>>,
    /// What can be named.
    pub choices: Choices,
}

fn kind(condition: &Condition) -> &'static str {
    match condition {
        Condition::Company(_) => "company",
        Condition::Segment(_) => "segment",
        Condition::Locale(_) => "locale",
        Condition::Device(_) => "device",
        Condition::Visitor(_) => "visitor",
        Condition::History { .. } => "history",
        _ => "person",
    }
}

/// A fresh condition of another kind; a trait test keeps its name and test.
fn of_kind(kind: &str, before: &Condition, choices: &Choices) -> Condition {
    let test = match before {
        Condition::Person(test) | Condition::Company(test) => test.clone(),
        _ => TraitTest { name: String::new(), test: Test::Is(Value::Text(String::new())) },
    };
    match kind {
        "company" => Condition::Company(test),
        "segment" => choices.segments.first().map_or(Condition::Person(test), |s| Condition::Segment(s.key.clone())),
        "locale" => Condition::Locale(vec!["ja".to_owned()]),
        "device" => Condition::Device(vec![Device::Phone]),
        "visitor" => Condition::Visitor(Visitor::Returning),
        "history" => match choices.contents.first().and_then(|key| ContentKey::new(key.as_str()).ok()) {
            Some(content) => Condition::History { content, did: Deed::Answered, within_days: Some(90) },
            None => Condition::Person(test),
        },
        _ => Condition::Person(test),
    }
}

fn kinds(lang: Lang, choices: &Choices) -> Vec<(AttrValue, AttrValue)> {
    let all: [(&str, Words, bool); 7] = [
        ("person", r::KIND_PERSON, true),
        ("company", r::KIND_COMPANY, true),
        ("segment", r::KIND_SEGMENT, !choices.segments.is_empty()),
        ("locale", r::KIND_LOCALE, true),
        ("device", r::KIND_DEVICE, true),
        ("visitor", r::KIND_VISITOR, true),
        ("history", r::KIND_HISTORY, !choices.contents.is_empty()),
    ];
    all.iter().filter(|kind| kind.2).map(|(key, words, _)| ((*key).into(), lang.say(*words).into())).collect()
}

/// The row.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let lang = use_lang();
    let (negated, inner) = match &props.value {
        Condition::Not(inner) => (true, (**inner).clone()),
        plain => (false, plain.clone()),
    };
    let wrap = move |condition: Condition| Some(if negated { Condition::Not(Box::new(condition)) } else { condition });
    let put = props.onchange.reform(wrap);
    let change_kind = {
        let (before, choices) = (inner.clone(), props.choices.clone());
        put.reform(move |kind: String| of_kind(&kind, &before, &choices))
    };
    let negate = {
        let inner = inner.clone();
        props
            .onchange
            .reform(move |not: bool| Some(if not { Condition::Not(Box::new(inner.clone())) } else { inner.clone() }))
    };
    let remove = props.onchange.reform(|_: MouseEvent| None);
    html! {
        <div class="rule">
            <Choice bare=true label={lang.say(r::CONDITION_KIND)} value={kind(&inner)} options={kinds(lang, &props.choices)}
                onchange={change_kind} />
            { fields(lang, &inner, &props.choices, &put) }
            <Switch label={lang.say(r::NEGATE)} on={negated} onchange={negate} />
            <button type="button" class="quiet icon" aria-label={lang.say(r::REMOVE_CONDITION)} onclick={remove}>{ "×" }</button>
        </div>
    }
}

fn fields(lang: Lang, condition: &Condition, choices: &Choices, put: &Callback<Condition>) -> Html {
    match condition {
        Condition::Person(test) => trait_fields(lang, test, choices, &put.reform(Condition::Person)),
        Condition::Company(test) => trait_fields(lang, test, choices, &put.reform(Condition::Company)),
        Condition::Segment(key) => segment_field(lang, key, choices, put),
        Condition::Locale(tags) => html! {
            <ListField label={lang.say(r::LOCALES_HINT)} values={tags.clone()} onchange={put.reform(Condition::Locale)} />
        },
        Condition::Device(devices) => device_fields(lang, devices, put),
        Condition::Visitor(visitor) => {
            let options: Vec<(AttrValue, AttrValue)> = vec![
                ("new".into(), lang.say(r::VISITOR_NEW).into()),
                ("returning".into(), lang.say(r::VISITOR_RETURNING).into()),
            ];
            let value = if *visitor == Visitor::New { "new" } else { "returning" };
            let choose = put.reform(|text: String| {
                Condition::Visitor(if text == "new" { Visitor::New } else { Visitor::Returning })
            });
            html! { <Choice bare=true label={lang.say(r::KIND_VISITOR)} {value} {options} onchange={choose} /> }
        }
        Condition::History { content, did, within_days } => {
            history_fields(lang, content, *did, *within_days, choices, put)
        }
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => Html::default(),
    }
}

fn trait_fields(lang: Lang, test: &TraitTest, choices: &Choices, put: &Callback<TraitTest>) -> Html {
    let rename = {
        let test = test.test.clone();
        put.reform(move |name: String| TraitTest { name, test: test.clone() })
    };
    let change = {
        let name = test.name.clone();
        put.reform(move |test: Test| TraitTest { name: name.clone(), test })
    };
    let offers: Vec<AttrValue> = choices.traits.iter().map(|name| name.clone().into()).collect();
    html! {
        <>
            <Field bare=true label={lang.say(r::TRAIT)} placeholder={lang.say(r::TRAIT)} value={test.name.clone()} required=true onchange={rename} {offers} />
            <TestField value={test.test.clone()} onchange={change} />
        </>
    }
}

fn segment_field(lang: Lang, key: &SegmentKey, choices: &Choices, put: &Callback<Condition>) -> Html {
    let mut options: Vec<(AttrValue, AttrValue)> =
        choices.segments.iter().map(|s| (s.key.to_string().into(), s.name.clone().into())).collect();
    if !choices.segments.iter().any(|segment| segment.key == *key) {
        options.push((key.to_string().into(), key.to_string().into()));
    }
    let before = key.clone();
    let choose = put.reform(move |text: String| Condition::Segment(SegmentKey::new(text).unwrap_or(before.clone())));
    html! { <Choice bare=true label={lang.say(r::KIND_SEGMENT)} value={key.to_string()} {options} onchange={choose} /> }
}

fn device_fields(lang: Lang, devices: &[Device], put: &Callback<Condition>) -> Html {
    let toggle = |device: Device| {
        let devices = devices.to_vec();
        put.reform(move |on: bool| {
            let mut devices: Vec<_> = devices.iter().copied().filter(|other| *other != device).collect();
            if on {
                devices.push(device);
                devices.sort();
            }
            Condition::Device(devices)
        })
    };
    html! {
        <span class="switches">
            for device in [Device::Phone, Device::Tablet, Device::Desktop] {
                <Switch label={lang.say(device_words(device))} on={devices.contains(&device)} onchange={toggle(device)} />
            }
        </span>
    }
}

fn history_fields(
    lang: Lang,
    content: &ContentKey,
    did: Deed,
    within_days: Option<u16>,
    choices: &Choices,
    put: &Callback<Condition>,
) -> Html {
    let mut contents: Vec<(AttrValue, AttrValue)> =
        choices.contents.iter().map(|key| (key.clone().into(), key.clone().into())).collect();
    if !choices.contents.iter().any(|key| key == content.as_str()) {
        contents.push((content.to_string().into(), content.to_string().into()));
    }
    let deeds = [Deed::Seen, Deed::Answered, Deed::Completed, Deed::Dismissed, Deed::Abandoned];
    let name = |deed: Deed| format!("{deed:?}");
    let options: Vec<(AttrValue, AttrValue)> =
        deeds.iter().map(|deed| (name(*deed).into(), lang.say(deed_words(*deed)).into())).collect();
    let before = content.clone();
    let choose_content = put.reform(move |text: String| Condition::History {
        content: ContentKey::new(text).unwrap_or(before.clone()),
        did,
        within_days,
    });
    let before = content.clone();
    let choose_deed = put.reform(move |text: String| {
        let did = deeds.into_iter().find(|deed| name(*deed) == text).unwrap_or(Deed::Seen);
        Condition::History { content: before.clone(), did, within_days }
    });
    let before = content.clone();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it")]
    let choose_days = put.reform(move |days: Option<f64>| Condition::History {
        content: before.clone(),
        did,
        within_days: days.map(|days| days as u16),
    });
    html! {
        <>
            <Choice bare=true label={lang.say(r::CONTENT_KEY)} value={content.to_string()} options={contents} onchange={choose_content} />
            <Choice bare=true label={lang.say(r::DEED)} value={name(did)} {options} onchange={choose_deed} />
            <OptionalNumberField label={lang.say(r::WITHIN)} value={within_days.map(f64::from)} min=1.0 max=3650.0 onchange={choose_days} />
        </>
    }
}
