//! For whom: the audience, the sampled share, the held-out share with the day until which it is measured, and its plan.
//!
//! Deliberately absent: the making of segments; that is in the settings.

use super::draft::Edit;
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::page::results::Planner;
use crate::part::advice::AdviceAt;
use crate::part::condition::ConditionBuilder;
use crate::part::field::Field;
use crate::part::number::NumberField;
use crate::text::content as c;
use shared::api::lift::Planning;
use shared::content::{Condition, Content, PerMille};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WhoProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
}

/// A share as a member writes it.
fn percent(share: PerMille) -> f64 {
    f64::from(share) / 10.0
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the fields bound it to 0 to 100")]
fn per_mille(percent: f64) -> PerMille {
    (percent * 10.0).round() as PerMille
}

/// The section.
#[component]
pub fn Who(props: &WhoProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let content = &props.content;
    let edit = &props.edit;
    let known = use_fetched((), |()| async {
        let segments = api::workspace::segments().await?.segments;
        let list = api::content::list().await?.content;
        let keys: Vec<String> = list.iter().map(|content| content.key.to_string()).collect();
        Ok::<_, Problem>((Rc::new(segments), Rc::new(keys)))
    });
    let (segments, contents) = known.value.as_ref().map(|value| (*value).as_ref().clone()).unwrap_or_default();
    let traits = desk.environment.as_ref().map(|e| e.settings.reportable_traits.clone()).unwrap_or_default();
    let sampling = edit.with(|content, n: f64| content.sampling = per_mille(n));
    let until = content.measure_until.map(browser::write_local_time).unwrap_or_default();
    let measure = edit.with(|content, text: String| content.measure_until = browser::read_local_time(&text));
    let place = (content.key.to_string(), desk.environment_key());
    let lift = use_fetched(place, |(key, environment)| async move { api::report::lift(&key, &environment).await });
    let holdout = edit.with(|content, n: f64| content.holdout = per_mille(n));
    html! {
        <>
            <h2>{ lang.say(c::AUDIENCE) }</h2>
            <ConditionBuilder value={content.audience.clone()} {segments} {contents} traits={Rc::new(traits)}
                onchange={edit.with(|content, audience: Condition| content.audience = audience)} />
            <AdviceAt at="audience" />
            <NumberField label={lang.say(c::SAMPLING)} value={percent(content.sampling)} max=100.0 fractions=true
                hint={lang.say(c::SAMPLING_HINT)} onchange={sampling} />
            <AdviceAt at="sampling" />
            <NumberField label={lang.say(c::HOLDOUT)} value={percent(content.holdout)} max=100.0 fractions=true
                hint={lang.say(c::HOLDOUT_HINT)} onchange={holdout} />
            <AdviceAt at="holdout" />
            if content.holdout > 0 || content.measure_until.is_some() {
                <Field kind="datetime-local" label={lang.say(c::MEASURE_UNTIL)} value={until}
                    hint={lang.say(c::MEASURE_UNTIL_HINT)} onchange={measure} />
                <AdviceAt at="measure_until" />
                if let Some(lift) = &lift.value {
                    <Planner planning={Planning { holdout: content.holdout, ..lift.planning }} />
                }
            }
        </>
    }
}
