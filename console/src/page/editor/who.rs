//! For whom: the audience, the sampled share, the held-out share.
//!
//! Deliberately absent: the making of segments; that is in the settings.

use super::draft::Edit;
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::fetch::use_fetched;
use crate::part::advice::AdviceAt;
use crate::part::condition::ConditionBuilder;
use crate::part::number::NumberField;
use crate::text::content as c;
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
        </>
    }
}
