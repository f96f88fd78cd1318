//! A briefing as bytes. What does not depend on the person is encoded once, when content is published; a session joins the
//! pieces. Postcard writes the fields of a struct one after the other, so joined pieces are what the whole would be; a test
//! holds this against [`shared::session::Briefing`].
//!
//! Deliberately absent: deciding what is in it.

use super::on_request;
use crate::message::{self, Sent};
use serde::Serialize;
use shared::content::frequency::Caps;
use shared::content::{Body, Content, Frequency, Theme, Trigger};
use shared::session::{Briefing, Due, Marks, Progress, Resume};
use shared::targeting::frequency::has_gate;
use shared::theme::{Appearance, appearance};
use shared::time::Timestamp;
use shared::value::Values;

/// The parts of a published content that are the same for everybody.
#[derive(Clone, Debug, Default)]
pub struct Encoded {
    /// Key and version.
    head: Vec<u8>,
    /// From the trigger to the body.
    tail: Vec<u8>,
    /// The same with a trigger that waits for `waymark.start`.
    tail_on_request: Vec<u8>,
}

impl Encoded {
    /// Encodes a published version.
    pub fn new(content: &Content, version: u32) -> Self {
        Self {
            head: bytes(&(&content.key, version)),
            tail: tail(content, &content.trigger),
            tail_on_request: tail(content, &on_request(&content.trigger)),
        }
    }
}

fn tail(content: &Content, trigger: &Trigger) -> Vec<u8> {
    let fields: (&Trigger, &Frequency, Option<Timestamp>, Option<Timestamp>, &Body) =
        (trigger, &frequency(content), content.schedule.from, content.schedule.until, &content.body);
    bytes(&fields)
}

/// Postcard of a value of our own types, which never fails.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).expect("our own types can be encoded")
}

/// One content in a briefing.
pub(super) enum Piece<'a> {
    /// A published version.
    Published {
        /// What is the same for everybody.
        encoded: &'a Encoded,
        /// Held out.
        withheld: bool,
        /// Comes by `waymark.start` only.
        on_request: bool,
        /// A run begun elsewhere.
        resume: Option<&'a Resume>,
        /// How far a checklist has come.
        progress: Option<Progress>,
    },
    /// A draft or a message, already encoded.
    Whole(Vec<u8>),
}

impl Piece<'_> {
    /// A draft that is shown at once.
    pub(super) fn preview(draft: &Content) -> Self {
        Self::Whole(bytes(&preview_due(draft)))
    }

    /// A message to the person, due at once.
    pub(super) fn message(sent: &Sent) -> Self {
        let content = message::content(sent);
        let frequency = frequency(&content);
        let Content { key, trigger, body, .. } = content;
        Self::Whole(bytes(&Due {
            key,
            version: message::VERSION,
            withheld: false,
            preview: false,
            trigger,
            frequency,
            from: None,
            until: None,
            body: body.into(),
            resume: None,
            progress: None,
        }))
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Whole(due) => out.extend_from_slice(due),
            Self::Published { encoded, withheld, on_request, resume, progress } => {
                out.extend_from_slice(&encoded.head);
                out.extend_from_slice(&[u8::from(*withheld), 0]);
                out.extend_from_slice(if *on_request { &encoded.tail_on_request } else { &encoded.tail });
                out.extend_from_slice(&bytes(&(resume, progress)));
            }
        }
    }
}

/// Joins a briefing.
pub(super) fn encode(
    (appearance, caps): (&Appearance, &Caps),
    strained: bool,
    marks: &Marks,
    (person, company): (&Values, &Values),
    due: &[Piece<'_>],
) -> Vec<u8> {
    let mut out = bytes(&(appearance, strained, caps, marks, person, company, due.len()));
    for piece in due {
        piece.write(&mut out);
    }
    out
}

/// How often, with the gate only where there is something that waits: the engine need not look for it.
fn frequency(content: &Content) -> Frequency {
    Frequency { gate: has_gate(content), ..content.frequency.clone() }
}

fn preview_due(draft: &Content) -> Due {
    Due {
        key: draft.key.clone(),
        version: 0,
        withheld: false,
        preview: true,
        trigger: Trigger::default(),
        frequency: frequency(draft),
        from: None,
        until: None,
        body: draft.body.clone().into(),
        resume: None,
        progress: matches!(draft.body, Body::Checklist(_)).then(Progress::default),
    }
}

/// The briefing that shows nothing but this draft, at once: for the preview beside the editor.
pub fn preview_briefing(theme: &Theme, draft: &Content) -> Vec<u8> {
    bytes(&Briefing {
        appearance: appearance(theme),
        strained: false,
        caps: Caps::default(),
        marks: Marks::new(),
        person: Values::new(),
        company: Values::new(),
        due: vec![preview_due(draft)],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::content::survey::Answer;
    use shared::id::{QuestionKey, RunId, StepKey};
    use shared::session::Mark;
    use shared::value::Value;

    const CONTENT: &str = r#"{"key":"nps","name":"NPS","frequency":{"repeat":{"every_days":90}},"schedule":{"from":5},
        "trigger":{"cause":{"event":{"name":"saved"}},"delay_ms":3000},
        "body":{"survey":{"questions":[{"key":"score","title":{"en":"How likely?"},"kind":{"nps":{}}}]}}}"#;

    #[test]
    fn joined_pieces_are_the_whole_briefing() {
        let content: Content = serde_json::from_str(CONTENT).expect("content");
        let run = RunId::from_parts(Timestamp(9), [1; 10]);
        let question = QuestionKey::new("score").expect("a key");
        let step = StepKey::new("score").ok();
        let resume = Resume { run, answers: vec![(question, 2, Answer::Score(9))], step };
        let marks = Marks::from([(content.key.clone(), Mark { displayed_at: Some(Timestamp(7)), ..Mark::default() })]);
        let person = Values::from([("plan".to_owned(), Value::Text("pro".into()))]);
        let company = Values::from([("seats".to_owned(), Value::Number(5.0))]);
        let whole = |due: Due| Briefing {
            appearance: appearance(&Theme::default()),
            strained: true,
            caps: Caps::default(),
            marks: marks.clone(),
            person: person.clone(),
            company: company.clone(),
            due: vec![due],
        };
        let encoded = Encoded::new(&content, 300);
        for (withheld, on_request_only, resume) in
            [(false, false, Some(&resume)), (true, false, None), (false, true, None)]
        {
            let due = Due {
                key: content.key.clone(),
                version: 300,
                withheld,
                preview: false,
                trigger: if on_request_only { on_request(&content.trigger) } else { content.trigger.clone() },
                frequency: frequency(&content),
                from: content.schedule.from,
                until: content.schedule.until,
                body: content.body.clone().into(),
                resume: resume.cloned(),
                progress: None,
            };
            let expected = whole(due);
            let piece =
                Piece::Published { encoded: &encoded, withheld, on_request: on_request_only, resume, progress: None };
            let joined = encode(
                (&expected.appearance, &expected.caps),
                expected.strained,
                &marks,
                (&person, &company),
                &[piece],
            );
            assert_eq!(postcard::from_bytes::<Briefing>(&joined).expect("decodes"), expected);
        }
    }

    #[test]
    fn a_preview_shows_the_draft_at_once_and_is_never_recorded() {
        let content: Content = serde_json::from_str(CONTENT).expect("content");
        let bytes = preview_briefing(&Theme::default(), &content);
        let briefing: Briefing = postcard::from_bytes(&bytes).expect("decodes");
        assert!(briefing.due[0].preview);
        assert_eq!(briefing.due[0].trigger, Trigger::default());
        let joined = encode(
            (&briefing.appearance, &briefing.caps),
            briefing.strained,
            &Marks::new(),
            (&Values::new(), &Values::new()),
            &[Piece::preview(&content)],
        );
        assert_eq!(joined, bytes);
    }
}
