//! Caps over all automatic content, and the traits that results can be split by.
//!
//! Deliberately absent: caps per content; those are in its editor.

use super::environment::RoomProps;
use super::{SaveBar, use_settings};
use crate::app::{use_desk, use_lang};
use crate::part::number::{ListField, NumberField};
use crate::text::settings as s;
use yew::prelude::*;

/// The room.
#[component]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "every field bounds its number to its type"
)]
pub fn Limits(props: &RoomProps) -> Html {
    let lang = use_lang();
    let disabled = !use_desk().may_own();
    let draft = use_settings(&props.environment);
    let caps = &draft.settings.caps;
    let per_day = draft.with(|settings, n: f64| settings.caps.per_day = n as u16);
    let surveys = draft.with(|settings, n: f64| settings.caps.surveys = n as u16);
    let days = draft.with(|settings, n: f64| settings.caps.survey_days = n as u16);
    let low_effort = draft.with(|settings, n: f64| settings.caps.low_effort_days = n as u16);
    html! {
        <>
            <section class="panel">
                <h2>{ lang.say(s::CAPS) }</h2>
                <p class="hint">{ lang.say(s::CAPS_LEAD) }</p>
                <NumberField label={lang.say(s::PER_DAY)} value={f64::from(caps.per_day)} max=100.0 onchange={per_day} {disabled} />
                <div class="row">
                    <NumberField label={lang.say(s::SURVEYS)} value={f64::from(caps.surveys)} max=100.0 onchange={surveys} {disabled} />
                    <NumberField label={lang.say(s::SURVEY_DAYS)} value={f64::from(caps.survey_days)} min=1.0 max=365.0 onchange={days} {disabled} />
                </div>
                <NumberField label={lang.say(s::LOW_EFFORT_DAYS)} value={f64::from(caps.low_effort_days)} max=365.0 onchange={low_effort} {disabled} />
            </section>
            <section class="panel">
                <h2>{ lang.say(s::TRAITS) }</h2>
                <ListField label={lang.say(s::TRAITS)} values={draft.settings.reportable_traits.clone()} hint={lang.say(s::TRAITS_HINT)} {disabled}
                    error={draft.error(lang, "reportable_traits")}
                    onchange={draft.with(|settings, list| settings.reportable_traits = list)} />
            </section>
            <SaveBar {draft} />
        </>
    }
}
