//! One run that wants a person: who, why, and what is done about it.
//!
//! Deliberately absent: the answers; they are in the results of the content.

use crate::app::use_lang;
use crate::browser;
use crate::page::results::Follow;
use crate::part::guard::Anchor;
use crate::route::Route;
use crate::text::{Lang, follow_up as f, report as r};
use crate::wording::step_title;
use shared::api::follow_up::{HandedOver, Wanted};
use shared::api::report::FollowUp;
use shared::content::{Content, HandOverWhen};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// What wants a person.
    pub wanted: Rc<Wanted>,
    /// The version that was gone through, for its words; `None` until it is known.
    pub wording: Option<Rc<Content>>,
    /// The environment.
    pub environment: String,
    /// What is done about it now.
    pub on_change: Callback<FollowUp>,
}

/// Why somebody was handed over, in words that go on from who it was: where they were stuck rather than where they were told that
/// somebody was asked.
pub fn why(lang: Lang, handed: &HandedOver, wording: Option<&Content>) -> String {
    match &handed.when {
        HandOverWhen::Step(key) => {
            let key = handed.from.as_ref().unwrap_or(key);
            let step = wording.and_then(|content| content.body.steps().iter().find(|step| step.key == *key));
            let title = step.map(|step| step_title(lang, step)).filter(|title| !title.is_empty());
            lang.fill(f::WHY_STEP, &[&title.unwrap_or_else(|| key.to_string())])
        }
        HandOverWhen::HighEffort => lang.say(f::WHY_HIGH_EFFORT).to_owned(),
        HandOverWhen::Dismissed => lang.say(f::WHY_DISMISSED).to_owned(),
        HandOverWhen::NotAttained => lang.say(f::WHY_NOT_ATTAINED).to_owned(),
    }
}

/// The card.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let lang = use_lang();
    let it = &props.wanted;
    let wording = props.wording.as_deref();
    let name = wording.map_or_else(|| it.content.to_string(), |content| content.name.clone());
    let reason = match &it.hand_over {
        Some(handed) => why(lang, handed, wording),
        None => lang.say(f::WHY_RESPONSE).to_owned(),
    };
    let asked = it.hand_over.as_ref().map(|handed| handed.owner.as_str()).filter(|owner| !owner.is_empty());
    let asked = asked.filter(|owner| *owner != it.follow_up.owner);
    html! {
        <li class="response">
            <div class="response-head">
                { who(lang, it) }
                <span class="hint">{ lang.ago(it.at, browser::now()) }</span>
            </div>
            <p class="follow-why">{ reason }</p>
            <p class="hint">
                { lang.say(f::FROM_CONTENT) }{ " " }
                <Anchor to={Route::Results { key: it.content.to_string() }}>{ name }</Anchor>
                if let Some(owner) = asked { { " · " }{ lang.fill(f::ASKED_TO, &[&owner]) } }
            </p>
            <Follow run={it.run} person={it.person.clone()} locale={it.locale.clone()} follow_up={it.follow_up.clone()}
                environment={props.environment.clone()} on_change={props.on_change.clone()} />
        </li>
    }
}

/// The person, by name where it is known, and the company; both lead on.
fn who(lang: Lang, it: &Wanted) -> Html {
    let person = it.person.as_ref().map(|id| (id.clone(), it.person_name.clone().unwrap_or_else(|| id.clone())));
    let company = it.company.as_ref().map(|id| (id.clone(), it.company_name.clone().unwrap_or_else(|| id.clone())));
    html! {
        <span class="response-who">
            if let Some((id, name)) = person { <Anchor to={Route::Person} {id}>{ name }</Anchor> }
            else { { lang.say(r::SOMEBODY) } }
            if let Some((id, name)) = company { { " · " }<Anchor to={Route::Company} {id}>{ name }</Anchor> }
        </span>
    }
}
