//! An event in words: its kind, and what it was about.
//!
//! Deliberately absent: looks.

use crate::text::{Lang, report as r};
use crate::wording;
use shared::content::Content;
use shared::event::{Body, Dismissal, Event, Run};
use shared::id::{ContentKey, StepKey};
use shared::value::{Value, ValueChanges};

/// What members called a content when it was published; its key where that is not known.
pub fn content_name(key: &ContentKey, wording: Option<&Content>) -> String {
    wording.map_or_else(|| key.to_string(), |content| content.name.clone())
}

/// The heading of a step of the version that was gone through; its key where that is not known.
fn step_name(lang: Lang, key: &StepKey, wording: Option<&Content>) -> String {
    let step = wording.and_then(|content| content.body.steps().iter().find(|step| step.key == *key));
    step.map(|step| wording::step_title(lang, step))
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| key.to_string())
}

fn changes(lang: Lang, traits: &ValueChanges) -> String {
    let one = |(name, value): (&String, &Option<Value>)| {
        lang.fill(r::TRAIT_PAIR, &[name, &value.as_ref().map_or_else(|| "–".to_owned(), Value::label)])
    };
    traits.iter().map(one).collect::<Vec<_>>().join(lang.comma())
}

/// The kind of an event and what it was about; `wording` is the version of its run.
pub fn describe(lang: Lang, event: &Event, wording: Option<&Content>) -> (&'static str, String) {
    let name = |run: &Run| content_name(&run.content, wording);
    let run = |kind, run: &Run| (kind, format!("{} · {}", name(run), lang.fill(r::ONE_VERSION, &[&run.version])));
    match &event.body {
        Body::Identify { traits } => ("identify", changes(lang, traits)),
        Body::Group { traits, .. } => ("group", changes(lang, traits)),
        Body::Track { name, .. } => ("track", name.clone()),
        Body::Page { .. } => ("page", event.context.url.clone().unwrap_or_default()),
        Body::Clicked { selector } => ("clicked", selector.clone()),
        Body::Present { selector } => ("present", selector.clone()),
        Body::Due(it) => run("due", it),
        Body::Displayed(it) => run("displayed", it),
        Body::Withheld(it) => run("withheld", it),
        Body::Started(it) => run("started", it),
        Body::Completed(it) => run("completed", it),
        Body::Ignored(it) => run("ignored", it),
        Body::Answered { question, answer, .. } => {
            let asked = wording.and_then(|content| wording::question(content, question));
            let title = asked.map_or_else(|| question.to_string(), |question| lang.pick(&question.title));
            let said = answer.as_ref().map(|answer| wording::say(lang, asked, answer));
            (
                "answered",
                lang.fill(r::ANSWER_TO, &[&title, &said.unwrap_or_else(|| lang.say(r::ANSWER_WITHDRAWN).to_owned())]),
            )
        }
        Body::Step { run, step } => ("step", format!("{} · {}", name(run), step_name(lang, step, wording))),
        Body::TargetMissing { run, step, selector } => {
            ("target_missing", format!("{} · {} · {selector}", name(run), step_name(lang, step, wording)))
        }
        Body::Dismissed { run, how } => ("dismissed", format!("{} · {}", name(run), lang.say(how_words(*how)))),
        Body::Marked { content } => ("marked", content.to_string()),
        Body::Consent { given } => {
            ("consent", lang.say(if *given { crate::text::general::YES } else { crate::text::general::NO }).to_owned())
        }
        Body::Failed { code, message } => ("failed", format!("{code} {message}")),
    }
}

fn how_words(how: Dismissal) -> crate::text::Words {
    match how {
        Dismissal::Closed => r::HOW_CLOSED,
        Dismissal::Snoozed => r::HOW_SNOOZED,
        Dismissal::Refused => r::HOW_REFUSED,
        Dismissal::ByHost => r::HOW_BY_HOST,
    }
}
