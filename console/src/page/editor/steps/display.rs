//! Where and how a step is displayed: the ways that fit the kind of content, and what a bubble has besides.
//!
//! Deliberately absent: sizes and colours; the theme has those.

use super::StepEdit;
use super::one::Place;
use super::target::{TargetFields, fresh_target};
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::{Choice, Switch};
use crate::part::number::NumberField;
use crate::text::{Lang, Words, steps as t};
use shared::content::tour::{Align, Bubble, Display, Missing, MissingThen, Side, Spotlight, Target};
use shared::content::{Kind, Step};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DisplayProps {
    /// The step.
    pub place: Place,
    /// Changes it.
    pub edit: StepEdit,
}

/// Every way with the name it has in files.
const WAYS: [(&str, Words); 8] = [
    ("bubble", t::DISPLAY_BUBBLE),
    ("modal", t::DISPLAY_MODAL),
    ("card", t::DISPLAY_CARD),
    ("hidden", t::DISPLAY_HIDDEN),
    ("top", t::DISPLAY_TOP),
    ("bottom", t::DISPLAY_BOTTOM),
    ("inline", t::DISPLAY_INLINE),
    ("beacon", t::DISPLAY_BEACON),
];

fn name(display: &Display) -> &'static str {
    match display {
        Display::Bubble(_) => "bubble",
        Display::Modal => "modal",
        Display::Card => "card",
        Display::Hidden => "hidden",
        Display::Top => "top",
        Display::Bottom => "bottom",
        Display::Inline(_) => "inline",
        Display::Beacon(_) => "beacon",
    }
}

fn fits(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Survey | Kind::Checklist | Kind::ResourceCentre | Kind::Article => false,
        Kind::Message => name == "card",
        Kind::Tour => matches!(name, "bubble" | "modal" | "card" | "hidden"),
        Kind::Announcement => matches!(name, "modal" | "card"),
        Kind::Banner => matches!(name, "top" | "bottom" | "inline"),
        Kind::Hotspot => name == "beacon",
    }
}

/// The way of this name; the target is kept where the new way has one too.
fn display_of(name: &str, before: &Display) -> Display {
    let target = before.target().cloned().unwrap_or_else(fresh_target);
    let bubble = || match before {
        Display::Bubble(bubble) | Display::Beacon(bubble) => bubble.clone(),
        _ => Bubble {
            target: target.clone(),
            missing: Missing::default(),
            side: Side::default(),
            align: Align::default(),
            spotlight: None,
        },
    };
    match name {
        "bubble" => Display::Bubble(bubble()),
        "beacon" => Display::Beacon(bubble()),
        "inline" => Display::Inline(target),
        "modal" => Display::Modal,
        "hidden" => Display::Hidden,
        "top" => Display::Top,
        "bottom" => Display::Bottom,
        _ => Display::Card,
    }
}

/// Changes the bubble of a step, where it has one.
fn with_bubble<V: 'static>(edit: &StepEdit, change: fn(&mut Bubble, V)) -> Callback<V> {
    let put = edit.with(|step: &mut Step, (change, value): (fn(&mut Bubble, V), V)| {
        if let Display::Bubble(bubble) | Display::Beacon(bubble) = &mut step.display {
            change(bubble, value);
        }
    });
    put.reform(move |value| (change, value))
}

/// The fields.
#[component]
pub fn DisplayFields(props: &DisplayProps) -> Html {
    let lang = use_lang();
    let (edit, kind) = (&props.edit, props.place.kind);
    let display = &edit.step.display;
    let at = format!("{}.display", props.place.at());
    let now = name(display);
    let offered = WAYS.iter().filter(|(name, _)| fits(kind, name) || *name == now);
    let options: Vec<(AttrValue, AttrValue)> =
        offered.map(|(name, words)| ((*name).into(), lang.say(*words).into())).collect();
    html! {
        <fieldset class="block">
            <legend>{ lang.say(t::DISPLAY) }</legend>
            if options.len() > 1 {
                <Choice bare=true label={lang.say(t::DISPLAY)} value={now} {options}
                    onchange={edit.with(|step, name: String| step.display = display_of(&name, &step.display))} />
            }
            { match display {
                Display::Bubble(bubble) | Display::Beacon(bubble) => bubble_fields(lang, bubble, kind, edit, &at),
                Display::Inline(target) => html! {
                    <TargetFields value={target.clone()} at={format!("{at}.inline")}
                        onchange={edit.with(|step, target: Target| step.display = Display::Inline(target))} />
                },
                Display::Hidden => html! { <p class="hint">{ lang.say(t::HIDDEN_HINT) }</p> },
                Display::Modal | Display::Card | Display::Top | Display::Bottom => Html::default(),
            } }
            <AdviceAt exact=true at={at.clone()} />
        </fieldset>
    }
}

fn choices<T: Copy + PartialEq>(lang: Lang, list: &[(&'static str, T, Words)]) -> Vec<(AttrValue, AttrValue)> {
    list.iter().map(|(name, _, words)| ((*name).into(), lang.say(*words).into())).collect()
}

/// The name of a value in such a list.
fn name_in<T: Copy + PartialEq>(list: &[(&'static str, T, Words)], value: T) -> &'static str {
    list.iter().find(|(_, other, _)| *other == value).map_or("", |(name, ..)| name)
}

/// The value of a name in such a list; its default where there is none.
fn value_in<T: Copy + Default>(list: &[(&'static str, T, Words)], name: &str) -> T {
    list.iter().find(|(other, ..)| *other == name).map(|(_, value, _)| *value).unwrap_or_default()
}

const SIDES: [(&str, Side, Words); 5] = [
    ("auto", Side::Auto, t::SIDE_AUTO),
    ("above", Side::Above, t::SIDE_ABOVE),
    ("below", Side::Below, t::SIDE_BELOW),
    ("start", Side::Start, t::SIDE_START),
    ("end", Side::End, t::SIDE_END),
];
const ALIGNS: [(&str, Align, Words); 3] = [
    ("start", Align::Start, t::ALIGN_START),
    ("center", Align::Center, t::ALIGN_CENTER),
    ("end", Align::End, t::ALIGN_END),
];
const THEN: [(&str, MissingThen, Words); 4] = [
    ("wait", MissingThen::Wait, t::MISSING_WAIT),
    ("skip", MissingThen::Skip, t::MISSING_SKIP),
    ("centre", MissingThen::Centre, t::MISSING_CENTRE),
    ("end", MissingThen::End, t::MISSING_END),
];

fn bubble_fields(lang: Lang, bubble: &Bubble, kind: Kind, edit: &StepEdit, at: &str) -> Html {
    let at = format!("{at}.{}", name(&edit.step.display));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to ten minutes")]
    let after = with_bubble(edit, |bubble, n: f64| bubble.missing.after_ms = (n * 1000.0) as u32);
    // A beacon is alone: there is nothing to skip to and no card to put in the middle.
    let then = if kind == Kind::Hotspot { &THEN[..1] } else { &THEN[..] };
    html! {
        <>
            <TargetFields value={bubble.target.clone()} at={format!("{at}.target")}
                onchange={with_bubble(edit, |bubble, target| bubble.target = target)} />
            <div class="row">
                <Choice label={lang.say(t::SIDE)} value={name_in(&SIDES, bubble.side)} options={choices(lang, &SIDES)}
                    onchange={with_bubble(edit, |bubble, name: String| bubble.side = value_in(&SIDES, &name))} />
                <Choice label={lang.say(t::ALIGN)} value={name_in(&ALIGNS, bubble.align)} options={choices(lang, &ALIGNS)}
                    onchange={with_bubble(edit, |bubble, name: String| bubble.align = value_in(&ALIGNS, &name))} />
            </div>
            <div class="row">
                if then.len() > 1 {
                    <Choice label={lang.say(t::MISSING)} value={name_in(&THEN, bubble.missing.then)} options={choices(lang, then)}
                        onchange={with_bubble(edit, |bubble, name: String| bubble.missing.then = value_in(&THEN, &name))} />
                }
                <NumberField label={lang.say(t::MISSING_AFTER)} value={f64::from(bubble.missing.after_ms) / 1000.0} max=600.0
                    fractions=true onchange={after} />
            </div>
            <p class="hint">{ lang.say(t::MISSING_HINT) }</p>
            if kind != Kind::Hotspot || bubble.spotlight.is_some() { { spotlight_fields(lang, bubble.spotlight, edit) } }
            <AdviceAt exact=true {at} />
        </>
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the fields bound their numbers to 100")]
fn spotlight_fields(lang: Lang, spotlight: Option<Spotlight>, edit: &StepEdit) -> Html {
    let toggle = with_bubble(edit, |bubble, on: bool| bubble.spotlight = on.then(Spotlight::default));
    let padding = with_bubble(edit, |bubble, n: f64| bubble.spotlight.iter_mut().for_each(|s| s.padding = n as u8));
    let radius = with_bubble(edit, |bubble, n: f64| bubble.spotlight.iter_mut().for_each(|s| s.radius = n as u8));
    let blocked = with_bubble(edit, |bubble, on: bool| bubble.spotlight.iter_mut().for_each(|s| s.blocked = on));
    html! {
        <>
            <Switch label={lang.say(t::SPOTLIGHT)} on={spotlight.is_some()} onchange={toggle} />
            if let Some(spotlight) = spotlight {
                <div class="row">
                    <NumberField label={lang.say(t::SPOTLIGHT_PADDING)} value={f64::from(spotlight.padding)} max=100.0 onchange={padding} />
                    <NumberField label={lang.say(t::SPOTLIGHT_RADIUS)} value={f64::from(spotlight.radius)} max=100.0 onchange={radius} />
                </div>
                <Switch label={lang.say(t::SPOTLIGHT_BLOCKED)} on={spotlight.blocked} onchange={blocked} />
            }
        </>
    }
}
