//! An event in words: its kind, and what it was about.
//!
//! Deliberately absent: looks.

use crate::text::{Lang, launcher as l, report as r};
use crate::wording;
use shared::content::Content;
use shared::event::{Body, Dismissal, Event, ItemState, Run};
use shared::id::{ContentKey, ItemKey, StepKey};
use shared::value::{Value, ValueChanges};

/// What the keys of messages to one person begin with; they have no version to be asked for.
const MESSAGE: &str = "message-";

/// Whether this is the key of a message to one person.
pub fn is_message(key: &ContentKey) -> bool {
    let digits = key.as_str().strip_prefix(MESSAGE);
    digits.is_some_and(|digits| digits.len() == 20 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// What members called a content when it was published; its key where that is not known.
pub fn content_name(lang: Lang, key: &ContentKey, wording: Option<&Content>) -> String {
    match wording {
        Some(content) => content.name.clone(),
        None if is_message(key) => lang.say(l::KIND_MESSAGE).to_owned(),
        None => key.to_string(),
    }
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
    let name = |run: &Run| content_name(lang, &run.content, wording);
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
        Body::Effort { run, step, .. } => ("effort", format!("{} · {}", name(run), step_name(lang, step, wording))),
        Body::Item { run, item, state } => {
            ("item", format!("{} · {} · {}", name(run), item_name(lang, item, wording), lang.say(state_words(*state))))
        }
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

/// What an item of the version that was displayed says; its key where that is not known.
fn item_name(lang: Lang, key: &ItemKey, wording: Option<&Content>) -> String {
    let items = match wording.map(|content| &content.body) {
        Some(shared::content::Body::Checklist(list)) => list.items.as_slice(),
        _ => &[],
    };
    let title = items.iter().find(|item| item.key == *key).map(|item| lang.pick(&item.title));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| key.to_string())
}

fn state_words(state: ItemState) -> crate::text::Words {
    match state {
        ItemState::Open => l::ITEM_OPEN,
        ItemState::Done => l::ITEM_DONE,
        ItemState::Dropped => l::ITEM_DROPPED,
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
