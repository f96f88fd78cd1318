//! One response: score, words, who and what they are, the path that led to it, what members do about it.
//!
//! Deliberately absent: the person's name; a survey shows what the vendor's own ids say, nothing more.

use super::follow::Follow;
use crate::app::use_lang;
use crate::browser;
use crate::chart::bars::score_class;
use crate::part::guard::Anchor;
use crate::route::Route;
use crate::text::{Lang, Words, locale_name, report as r};
use crate::wording;
use shared::api::report::{Measure, PathStep, Response};
use shared::content::Content;
use shared::content::survey::{Answer, Question, QuestionKind};
use shared::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// The response.
    pub response: Rc<Response>,
    /// The version that was answered, for its words; `None` until it is known.
    pub wording: Option<Rc<Content>>,
    /// The environment.
    pub environment: String,
    /// The response with a changed follow-up.
    pub on_change: Callback<Response>,
}

/// The card.
#[component]
pub fn ResponseCard(props: &CardProps) -> Html {
    let lang = use_lang();
    let response = &props.response;
    let asked = props.wording.as_deref().map(wording::questions).unwrap_or_default();
    let answer_to = |question: &'_ Question| response.answers.get(&question.key);
    let mut answers: Vec<(Option<&Question>, &Answer)> =
        asked.iter().filter_map(|question| Some((Some(*question), answer_to(question)?))).collect();
    let known = |key: &_| asked.iter().any(|question| question.key == *key);
    answers.extend(response.answers.iter().filter(|(key, _)| !known(*key)).map(|(_, answer)| (None, answer)));
    let on_change = {
        let response = response.clone();
        props.on_change.reform(move |follow_up| Response { follow_up: Some(follow_up), ..(*response).clone() })
    };
    html! {
        <li class="response">
            <div class="response-head">
                { who(lang, response) }
                <span class="hint">{ lang.ago(response.at, browser::now()) }</span>
            </div>
            <div class="response-answers">{ for answers.into_iter().map(|(question, answer)| one(lang, question, answer)) }</div>
            { tags(lang, response) }
            { path(lang, response) }
            <Follow run={response.run} person={response.person.clone()} locale={response.locale.clone()}
                follow_up={response.follow_up.clone()} environment={props.environment.clone()} {on_change} />
        </li>
    }
}

fn who(lang: Lang, response: &Response) -> Html {
    html! {
        <span class="response-who">
            if let Some(person) = &response.person {
                <Anchor to={Route::Person} id={person.clone()}>{ person }</Anchor>
            } else { { lang.say(r::SOMEBODY) } }
            if let Some(company) = &response.company { <span>{ " · " }{ company }</span> }
        </span>
    }
}

fn one(lang: Lang, question: Option<&Question>, answer: &Answer) -> Html {
    // The line is there before its words are, so that nothing moves when they arrive.
    let title = question.map_or_else(|| "\u{a0}".to_owned(), |question| lang.pick(&question.title));
    let said = wording::say(lang, question, answer);
    let said = match answer {
        Answer::Score(score) => {
            html! { <p><span class={classes!("score", score_class(measure(question), *score))}>{ said }</span></p> }
        }
        Answer::Text(_) => html! { <blockquote dir="auto">{ said }</blockquote> },
        Answer::Chosen { .. } | Answer::Pressed => html! { <p dir="auto">{ said }</p> },
    };
    html! { <div class="answer"><p class="hint">{ title }</p>{ said }</div> }
}

/// What colours a score: only a recommendation has groups.
fn measure(question: Option<&Question>) -> Measure {
    match question.map(|question| &question.kind) {
        Some(QuestionKind::Nps { .. }) => Measure::Nps,
        _ => Measure::Rating,
    }
}

/// Traits at the display, version and language.
fn tags(lang: Lang, response: &Response) -> Html {
    html! {
        <ul class="tags">
            for (name, value) in &response.traits { <li key={name.clone()}>{ lang.fill(r::TRAIT_PAIR, &[name, &value.label()]) }</li> }
            if let Some(tag) = &response.locale { <li>{ locale_name(tag) }</li> }
            <li>{ lang.fill(r::ONE_VERSION, &[&response.version]) }</li>
        </ul>
    }
}

/// What a kind of event is called.
pub fn kind_words(kind: &str) -> Option<Words> {
    Some(match kind {
        "page" => r::KIND_PAGE,
        "track" => r::KIND_TRACK,
        "identify" => r::KIND_IDENTIFY,
        "group" => r::KIND_GROUP,
        "due" => r::KIND_DUE,
        "displayed" => r::KIND_DISPLAYED,
        "withheld" => r::KIND_WITHHELD,
        "started" => r::KIND_STARTED,
        "answered" => r::KIND_ANSWERED,
        "completed" => r::KIND_COMPLETED,
        "dismissed" => r::KIND_DISMISSED,
        "ignored" => r::KIND_IGNORED,
        "step" => r::KIND_STEP,
        "item" => crate::text::launcher::KIND_ITEM,
        "effort" => r::KIND_EFFORT,
        "target_missing" => r::KIND_TARGET_MISSING,
        "clicked" => r::KIND_CLICKED,
        "present" => r::KIND_PRESENT,
        "consent" => r::KIND_CONSENT,
        "marked" => r::KIND_MARKED,
        "failed" => r::KIND_FAILED,
        _ => return None,
    })
}

fn path(lang: Lang, response: &Response) -> Html {
    if response.path.is_empty() {
        return Html::default();
    }
    let step = |step: &PathStep| {
        let kind = kind_words(&step.kind).map_or_else(|| step.kind.clone(), |words| lang.say(words).to_owned());
        html! {
            <li>
                <span class="path-when">{ lang.fill(r::PATH_STEP, &[&length(lang, step.at, response.at)]) }</span>
                <span class="tag">{ kind }</span><code translate="no">{ &step.what }</code>
            </li>
        }
    };
    html! {
        <details class="path">
            <summary>{ lang.fill(r::PATH_COUNT, &[&lang.say(r::PATH), &response.path.len()]) }</summary>
            <ol>{ for response.path.iter().map(step) }</ol>
        </details>
    }
}

/// How long it was from one time to another, in the largest unit that is not zero.
fn length(lang: Lang, from: Timestamp, to: Timestamp) -> String {
    let ms = to.since(from).max(0);
    let (words, unit) = match ms {
        MINUTE_MS..HOUR_MS => (r::MINUTES, MINUTE_MS),
        HOUR_MS..DAY_MS => (r::HOURS, HOUR_MS),
        DAY_MS.. => (r::DAYS, DAY_MS),
        _ => (r::SECONDS, SECOND_MS),
    };
    let count = ms / unit;
    lang.fill(if unit == DAY_MS && count == 1 { r::DAYS_ONE } else { words }, &[&count])
}
