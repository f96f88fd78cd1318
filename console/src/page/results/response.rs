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
use shared::api::report::{Measure, PathStep, QuestionReport, Response, SurveyReport};
use shared::content::survey::Answer;
use shared::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// The response.
    pub response: Rc<Response>,
    /// The survey's report, for words.
    pub report: Rc<SurveyReport>,
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
    let mut answers: Vec<(Option<&QuestionReport>, &Answer)> = Vec::new();
    for question in &props.report.questions {
        if let Some(answer) = response.answers.get(&question.question) {
            answers.push((Some(question), answer));
        }
    }
    let known = |key: &_| props.report.questions.iter().any(|question| question.question == *key);
    answers.extend(response.answers.iter().filter(|(key, _)| !known(*key)).map(|(_, answer)| (None, answer)));
    html! {
        <li class="response">
            <div class="response-head">
                { who(lang, response) }
                <span class="hint">{ lang.ago(response.at, browser::now()) }</span>
            </div>
            <div class="response-answers">{ for answers.into_iter().map(|(question, answer)| one(lang, question, answer)) }</div>
            { tags(lang, response) }
            { path(lang, response) }
            <Follow response={response.clone()} environment={props.environment.clone()} on_change={props.on_change.clone()} />
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

fn one(lang: Lang, question: Option<&QuestionReport>, answer: &Answer) -> Html {
    let title = question.map(|question| lang.pick(&question.title));
    match answer {
        Answer::Score(score) => score_line(lang, question, title, *score),
        Answer::Text(text) => html! {
            <div class="answer"><p class="hint">{ title }</p><blockquote dir="auto">{ text }</blockquote></div>
        },
        Answer::Chosen { options, other, .. } => {
            let label = |key: &shared::id::OptionKey| {
                let known = question.and_then(|q| q.options.iter().find(|option| option.option.as_ref() == Some(key)));
                known.map_or_else(|| key.to_string(), |option| lang.pick(&option.label))
            };
            let mut words: Vec<String> = options.iter().map(label).collect();
            words.extend(other.iter().map(|text| lang.fill(r::OTHER_SAID, &[text])));
            html! { <div class="answer"><p class="hint">{ title }</p><p dir="auto">{ words.join(", ") }</p></div> }
        }
        Answer::Pressed => {
            html! { <div class="answer"><p class="hint">{ title }</p><p>{ lang.say(r::PRESSED) }</p></div> }
        }
    }
}

fn score_line(lang: Lang, question: Option<&QuestionReport>, title: Option<String>, score: u8) -> Html {
    let measure = question.map_or(Measure::Rating, |question| question.measure);
    let most = match measure {
        Measure::Nps => 10,
        Measure::Ces7 => 7,
        _ => question.and_then(|q| q.scores.iter().map(|s| s.score).max()).unwrap_or(5),
    };
    html! {
        <div class="answer">
            <p class="hint">{ title }</p>
            <p><span class={classes!("score", score_class(measure, score))}>{ lang.fill(r::SCORE_OF, &[&score, &most]) }</span></p>
        </div>
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
            <summary>{ lang.say(r::PATH) }{ format!(" ({})", response.path.len()) }</summary>
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
    lang.fill(words, &[&(ms / unit)])
}
