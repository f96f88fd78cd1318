//! How often: when it may come again, quiet days, the gate, the quota, the priority.
//!
//! Deliberately absent: caps over all content; those are settings of the environment.

use super::draft::Edit;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::{Choice, Switch};
use crate::part::number::{NumberField, OptionalNumberField};
use crate::text::{Lang, content as c, launcher as l};
use shared::content::frequency::{Frequency, Repeat};
use shared::content::survey::QuestionKind;
use shared::content::{Content, Kind};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OftenProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
}

fn repeat_name(repeat: Repeat) -> &'static str {
    match repeat {
        Repeat::Once => "once",
        Repeat::UntilAnswered => "until_answered",
        Repeat::EveryDays(_) => "every_days",
        Repeat::Always => "always",
    }
}

fn repeat_of(name: &str) -> Repeat {
    match name {
        "once" => Repeat::Once,
        "every_days" => Repeat::EveryDays(90),
        "always" => Repeat::Always,
        _ => Repeat::UntilAnswered,
    }
}

/// The frequency in a few words.
pub fn sentence(lang: Lang, frequency: &Frequency) -> String {
    let base = match frequency.repeat {
        Repeat::Once => lang.say(c::REPEAT_ONCE).to_owned(),
        Repeat::UntilAnswered => lang.say(c::REPEAT_UNTIL_ANSWERED).to_owned(),
        Repeat::EveryDays(days) => lang.fill(c::OFTEN_SAY_DAYS, &[&days]),
        Repeat::Always => return lang.say(c::REPEAT_ALWAYS).to_owned(),
    };
    if frequency.repeat == Repeat::Once {
        return base;
    }
    base + &lang.fill(c::OFTEN_SAY_DISMISSED, &[&frequency.after_dismissal_days])
}

/// The section.
#[component]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "every field bounds its number to its type"
)]
pub fn Often(props: &OftenProps) -> Html {
    let lang = use_lang();
    let edit = &props.edit;
    let content = &props.content;
    let frequency = &content.frequency;
    if content.body.kind() == Kind::Article {
        return html! { <p>{ lang.say(l::ARTICLE_OFTEN) }</p> };
    }
    let repeats = [
        ("once", c::REPEAT_ONCE),
        ("until_answered", c::REPEAT_UNTIL_ANSWERED),
        ("every_days", c::REPEAT_EVERY_DAYS),
        ("always", c::REPEAT_ALWAYS),
    ];
    // Where nothing is asked, no answer ever comes.
    let (asks, now) = (content.body.questions().next().is_some(), repeat_name(frequency.repeat));
    let offered = repeats.iter().filter(|(name, _)| asks || *name == now || matches!(*name, "once" | "always"));
    let options: Vec<(AttrValue, AttrValue)> = offered.map(|(k, w)| ((*k).into(), lang.say(*w).into())).collect();
    // The gate holds recommendation questions and promotions back; without either there is nothing to hold.
    let recommends = content.body.questions().any(|question| matches!(question.kind, QuestionKind::Nps { .. }));
    let days = edit.with(|content, n: f64| content.frequency.repeat = Repeat::EveryDays(n as u16));
    let dismissal = edit.with(|content, n: f64| content.frequency.after_dismissal_days = n as u16);
    let snooze = edit.with(|content, n: f64| content.frequency.snooze_days = n as u16);
    let quota = edit.with(|content, n: Option<f64>| content.quota = n.map(|n| n as u32));
    let priority = edit.with(|content, n: f64| content.priority = n as i16);
    html! {
        <>
            <Choice label={lang.say(c::REPEAT)} value={now} {options}
                onchange={edit.with(|content, name: String| content.frequency.repeat = repeat_of(&name))} />
            if let Repeat::EveryDays(n) = frequency.repeat {
                <NumberField label={lang.say(c::REPEAT_DAYS)} value={f64::from(n)} min=1.0 max=3650.0 onchange={days} />
            }
            if frequency.repeat != Repeat::Once && frequency.repeat != Repeat::Always {
                <NumberField label={lang.say(c::AFTER_DISMISSAL)} value={f64::from(frequency.after_dismissal_days)} max=3650.0 onchange={dismissal} />
            }
            <NumberField label={lang.say(c::SNOOZE)} value={f64::from(frequency.snooze_days)} max=3650.0 onchange={snooze} />
            if !matches!(content.body.kind(), Kind::ResourceCentre | Kind::Message) {
                <Switch label={lang.say(c::PROMOTES)} hint={lang.say(c::PROMOTES_HINT)} on={content.promotes}
                    onchange={edit.with(|content, on| content.promotes = on)} />
            }
            <AdviceAt at="promotes" />
            if recommends || content.promotes {
                <Switch label={lang.say(c::GATE)} hint={lang.say(c::GATE_HINT)} on={frequency.gate}
                    onchange={edit.with(|content, on| content.frequency.gate = on)} />
            }
            <AdviceAt at="frequency" />
            <OptionalNumberField label={lang.say(c::QUOTA)} value={content.quota.map(f64::from)} min=1.0 max=1_000_000_000.0
                hint={lang.say(c::QUOTA_HINT)} onchange={quota} />
            <AdviceAt at="quota" />
            <NumberField label={lang.say(c::PRIORITY)} value={f64::from(content.priority)} min={-1000.0} max=1000.0
                hint={lang.say(c::PRIORITY_HINT)} onchange={priority} />
        </>
    }
}
