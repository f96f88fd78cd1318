//! What the engine reports, written as the JSON of an event's `body`.
//!
//! Written by hand: the engine makes ten kinds of event and no number but a revision and a score, and a JSON library
//! would weigh more than all of its cards. The tests hold the output against [`shared::event::Body`].
//! Deliberately absent: id, time, who and context; the loader adds them.

use shared::content::Kind;
use shared::content::survey::Answer;
use shared::event::{Body, Dismissal, ItemState, Run};
use shared::id::{OptionKey, RunId, StepKey};
use shared::session::Mark;
use shared::value::Value;

/// The JSON of an event's body; `None` for the kinds that only the loader makes.
pub fn body(body: &Body) -> Option<String> {
    let mut json = Json::new();
    match body {
        Body::Due(run) => json.about("due", run),
        Body::Displayed(run) => json.about("displayed", run),
        Body::Withheld(run) => json.about("withheld", run),
        Body::Started(run) => json.about("started", run),
        Body::Completed(run) => json.about("completed", run),
        Body::Ignored(run) => json.about("ignored", run),
        Body::Dismissed { run, how } => {
            json.raw("{\"dismissed\":{\"run\":").run(run).raw(",\"how\":").text(dismissal(*how)).raw("}}")
        }
        Body::Answered { run, question, revision, answer } => {
            json.raw("{\"answered\":{\"run\":").run(run);
            json.raw(",\"question\":").text(question.as_str());
            json.raw(",\"revision\":").number(*revision).raw(",\"answer\":");
            match answer {
                Some(answer) => json.answer(answer),
                None => json.raw("null"),
            };
            json.raw("}}")
        }
        Body::Step { run, step } => json.raw("{\"step\":").step(run, step).raw("}}"),
        Body::TargetMissing { run, step, selector } => {
            json.raw("{\"target_missing\":").step(run, step).raw(",\"selector\":").text(selector).raw("}}")
        }
        Body::Item { run, item, state } => {
            json.raw("{\"item\":{\"run\":").run(run).raw(",\"item\":").text(item.as_str());
            let state = match state {
                ItemState::Open => "open",
                ItemState::Done => "done",
                ItemState::Dropped => "dropped",
            };
            json.raw(",\"state\":").text(state).raw("}}")
        }
        Body::Marked { content } => json.raw("{\"marked\":{\"content\":").text(content.as_str()).raw("}}"),
        _ => return None,
    };
    Some(json.0)
}

/// The JSON of a run, for a claim.
pub fn run(run: &Run) -> String {
    let mut json = Json::new();
    json.run(run);
    json.0
}

/// The JSON of a run and the step that it has come to, for the meter.
pub fn step(run: &Run, step: &StepKey) -> String {
    let mut json = Json::new();
    json.step(run, step).raw("}");
    json.0
}

/// The JSON of a mark; what is not set is left out, so that merging keeps what the device has.
pub fn mark(mark: &Mark) -> String {
    let mut json = Json::new();
    let mut separator = "{";
    if mark.kind != Kind::Survey {
        json.raw(separator).raw("\"kind\":").text(mark.kind.as_str());
        separator = ",";
    }
    if let Some(place) = &mark.place {
        json.raw(separator).raw("\"place\":{\"run\":").id(place.run).raw(",\"version\":").number(place.version);
        json.raw(",\"step\":").text(place.step.as_str()).raw(",\"at\":").raw(&place.at.0.to_string()).raw("}");
        separator = ",";
    }
    for (name, time) in [
        ("displayed_at", mark.displayed_at),
        ("answered_at", mark.answered_at),
        ("completed_at", mark.completed_at),
        ("dismissed_at", mark.dismissed_at),
        ("snoozed_until", mark.snoozed_until),
    ] {
        if let Some(time) = time {
            json.raw(separator).text(name).raw(":").raw(&time.0.to_string());
            separator = ",";
        }
    }
    if !mark.displays.is_empty() {
        json.raw(separator).raw("\"displays\":[");
        for (i, time) in mark.displays.iter().enumerate() {
            json.raw(if i > 0 { "," } else { "" }).raw(&time.0.to_string());
        }
        json.raw("]");
        separator = ",";
    }
    if mark.refused {
        json.raw(separator).raw("\"refused\":true");
        separator = ",";
    }
    if separator == "{" {
        json.raw("{");
    }
    json.raw("}");
    json.0
}

/// The JSON of a trait that an answer sets: a text, a list of texts, or a whole number; `null` for none.
pub fn value(value: Option<&Value>) -> String {
    let mut json = Json::new();
    match value {
        Some(Value::Text(text)) => json.text(text),
        Some(Value::List(texts)) => json.texts(texts.iter().map(String::as_str)),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a score is a small whole number")]
        Some(Value::Number(score)) => json.number(*score as u32),
        _ => json.raw("null"),
    };
    json.0
}

fn dismissal(how: Dismissal) -> &'static str {
    match how {
        Dismissal::Closed => "closed",
        Dismissal::Snoozed => "snoozed",
        Dismissal::Refused => "refused",
        Dismissal::ByHost => "by_host",
    }
}

pub(crate) struct Json(pub(crate) String);

impl Json {
    pub(crate) fn new() -> Self {
        Self(String::with_capacity(192))
    }

    pub(crate) fn raw(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text);
        self
    }

    pub(crate) fn number(&mut self, number: u32) -> &mut Self {
        self.raw(&number.to_string())
    }

    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '\n' => self.0.push_str("\\n"),
                c if c < ' ' => {
                    self.0.push_str("\\u00");
                    self.0.push(if c < '\u{10}' { '0' } else { '1' });
                    self.0.push(char::from_digit(u32::from(c) & 15, 16).unwrap_or('0'));
                }
                c => self.0.push(c),
            }
        }
        self.0.push('"');
        self
    }

    /// A UUID in its usual form, written by hand: the crate's own writer serves every form there is.
    fn id(&mut self, id: RunId) -> &mut Self {
        self.raw("\"");
        for at in 0..32_u32 {
            if matches!(at, 8 | 12 | 16 | 20) {
                self.raw("-");
            }
            let digit = (id.0.as_u128() >> (124 - 4 * at)) & 15;
            self.0.extend(u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 16)));
        }
        self.raw("\"")
    }

    fn run(&mut self, run: &Run) -> &mut Self {
        self.raw("{\"id\":").id(run.id);
        self.raw(",\"content\":").text(run.content.as_str());
        self.raw(",\"version\":").number(run.version).raw("}")
    }

    /// A run and a step, left open.
    fn step(&mut self, run: &Run, step: &StepKey) -> &mut Self {
        self.raw("{\"run\":").run(run).raw(",\"step\":").text(step.as_str())
    }

    fn about(&mut self, kind: &str, run: &Run) -> &mut Self {
        self.raw("{").text(kind).raw(":").run(run).raw("}")
    }

    fn keys(&mut self, keys: &[OptionKey]) -> &mut Self {
        self.texts(keys.iter().map(OptionKey::as_str))
    }

    fn texts<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> &mut Self {
        self.raw("[");
        for (i, text) in texts.enumerate() {
            self.raw(if i > 0 { "," } else { "" }).text(text);
        }
        self.raw("]")
    }

    fn answer(&mut self, answer: &Answer) -> &mut Self {
        match answer {
            Answer::Score(score) => self.raw("{\"score\":").number(u32::from(*score)).raw("}"),
            Answer::Text(text) => self.raw("{\"text\":").text(text).raw("}"),
            Answer::Pressed => self.raw("\"pressed\""),
            Answer::Chosen { options, other, order } => {
                self.raw("{\"chosen\":{\"options\":").keys(options);
                if let Some(other) = other {
                    self.raw(",\"other\":").text(other);
                }
                self.raw(",\"order\":").keys(order).raw("}}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::{ContentKey, QuestionKey};
    use shared::time::Timestamp;

    fn reference() -> Run {
        let json = r#"{"id":"0190a000-0000-7000-8000-000000000001","content":"nps","version":3}"#;
        serde_json::from_str(json).expect("a run")
    }

    fn check(expected: &Body) {
        let json = body(expected).expect("the engine makes this kind");
        assert_eq!(&serde_json::from_str::<Body>(&json).expect(&json), expected, "{json}");
    }

    #[test]
    fn every_report_reads_as_the_event_it_means() {
        let run = reference();
        assert_eq!(serde_json::from_str::<Run>(&super::run(&run)).expect("a run"), run);
        check(&Body::Due(run.clone()));
        check(&Body::Displayed(run.clone()));
        check(&Body::Withheld(run.clone()));
        check(&Body::Started(run.clone()));
        check(&Body::Completed(run.clone()));
        check(&Body::Ignored(run.clone()));
        for how in [Dismissal::Closed, Dismissal::Snoozed, Dismissal::Refused, Dismissal::ByHost] {
            check(&Body::Dismissed { run: run.clone(), how });
        }
        check(&Body::Marked { content: ContentKey::new("nps").expect("a key") });
        assert_eq!(body(&Body::Consent { given: true }), None);
    }

    #[test]
    fn every_answer_reads_as_it_was_given() {
        let option = |key: &str| OptionKey::new(key).expect("a key");
        let awkward = "quote \" backslash \\ line\n tab\t bell\u{7} unit\u{1f} 日本語 🙂";
        for answer in [
            None,
            Some(Answer::Score(10)),
            Some(Answer::Text(awkward.into())),
            Some(Answer::Pressed),
            Some(Answer::Chosen { options: vec![], other: None, order: vec![] }),
            Some(Answer::Chosen {
                options: vec![option("a"), option("b")],
                other: Some(awkward.into()),
                order: vec![option("b"), option("a")],
            }),
        ] {
            let question = QuestionKey::new("why").expect("a key");
            check(&Body::Answered { run: reference(), question, revision: 7, answer });
        }
    }

    #[test]
    fn a_mark_says_only_what_is_set() {
        assert_eq!(mark(&Mark::default()), "{}");
        let full = Mark {
            displayed_at: Some(Timestamp(1)),
            displays: vec![Timestamp(-1), Timestamp(0)],
            snoozed_until: Some(Timestamp(1_790_000_000_000)),
            refused: true,
            ..Mark::default()
        };
        assert_eq!(serde_json::from_str::<Mark>(&mark(&full)).expect("a mark"), full);
        assert_eq!(mark(&Mark { refused: true, ..Mark::default() }), r#"{"refused":true}"#);
    }
}
