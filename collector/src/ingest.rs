//! From a raw batch to events that can be stored, one by one: pure, so that one bad event never costs the others.
//!
//! Deliberately absent: the clock, the store and the network. Whether a person was erased is decided where the event is
//! written, in the same transaction.

mod anonymous;
mod row;

use crate::store::event::{EventRow, anonymous_subject, user_subject};
use serde::Deserialize;
use serde_json::value::RawValue;
use shared::content::survey::PrivacyMode;
use shared::content::{Body as ContentBody, Content};
use shared::event::check::{check, check_answer};
use shared::event::{Body, Event, RejectReason};
use shared::id::{ContentKey, uuid_v7_time};
use shared::time::{DAY_MS, SECOND_MS, Timestamp};
use std::sync::Arc;

pub use anonymous::Veil;

/// Largest single event, bytes of JSON.
pub const MAX_EVENT_BYTES: usize = 64 * 1024;
/// A client's clock may differ by this much before its times are moved; less is the way through the network.
const SKEW_MS: i64 = 30 * SECOND_MS;

/// A batch as it comes in; events stay raw.
#[derive(Debug, Deserialize)]
pub struct Batch<'a> {
    /// The environment's write key.
    pub key: String,
    /// The event schema the client writes.
    pub schema: u16,
    /// The client's clock when the batch was sent.
    #[serde(default)]
    pub sent_at: Option<Timestamp>,
    /// Signs the user id (JWT, HS256), where the environment demands it.
    #[serde(default)]
    pub token: Option<String>,
    /// The events.
    #[serde(borrow)]
    pub events: Vec<&'a RawValue>,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A page, with the public write key.
    Page,
    /// The host's back end, with a secret token.
    Server,
}

/// Whether the user ids in a batch can be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Nobody signs user ids here, or a back end says so.
    Believed,
    /// Only this user id is signed.
    Signed(String),
    /// User ids must be signed, and none is, for this reason.
    Refused(String),
}

/// What decides over a batch besides its events.
pub struct Surroundings<'a> {
    /// The collector's time.
    pub now: Timestamp,
    /// Events that happened before are refused.
    pub floor: Timestamp,
    /// The client's clock when it sent the batch.
    pub sent_at: Option<Timestamp>,
    /// Who says so.
    pub source: Source,
    /// Whether user ids can be believed.
    pub identity: Identity,
    /// Workspace and environment.
    pub place: (Arc<str>, Arc<str>),
    /// Versions of content.
    pub content: &'a dyn Fn(&ContentKey, u32) -> Option<Arc<Content>>,
    /// Hides when and by whom an anonymous answer was given.
    pub veil: &'a Veil,
}

/// An event that can be stored.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// As it is stored.
    pub row: EventRow,
    /// As it was understood: corrected, and without the person where the survey is anonymous.
    pub event: Event,
    /// Who did it, even where the stored event does not say so: what is remembered of them is brought up to date.
    pub subject: Option<String>,
    /// The version a run goes through.
    pub content: Option<Arc<Content>>,
}

/// An event that never can be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub reason: RejectReason,
    /// The reason in words.
    pub detail: String,
    /// The event's id, where it could be read.
    pub id: Option<String>,
}

/// Reads one raw event.
///
/// # Errors
/// [`Refused`] says why it can never be stored.
pub fn read_event(raw: &str) -> Result<Event, Refused> {
    let refused = |reason, detail: String| Refused { reason, detail, id: id_in(raw) };
    if raw.len() > MAX_EVENT_BYTES {
        return Err(refused(RejectReason::TooLarge, format!("an event must have at most {MAX_EVENT_BYTES} bytes")));
    }
    serde_json::from_str(raw).map_err(|error| {
        let detail = error.to_string();
        // What serde_json says of `\ud83d` without its other half; the words are asserted by a test.
        let half = detail.contains("surrogate") || detail.contains("end of hex escape");
        if half {
            refused(RejectReason::BadText, "a text has half a surrogate pair".into())
        } else {
            refused(RejectReason::Malformed, detail)
        }
    })
}

/// The id of an event that cannot be read as a whole.
fn id_in(raw: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: uuid::Uuid,
    }
    serde_json::from_str::<OnlyId>(raw).ok().map(|only| only.id.to_string())
}

/// Decides over one event: corrects its time, checks it, strips it where the survey is anonymous.
///
/// # Errors
/// [`Refused`] says why it can never be stored.
pub fn judge(mut event: Event, surroundings: &Surroundings<'_>) -> Result<Recorded, Refused> {
    let content = examine(&mut event, surroundings)?;
    record(event, content, surroundings)
}

/// Corrects an event's time and checks it; answers the version its run goes through.
///
/// # Errors
/// [`Refused`] says why it can never be stored.
pub fn examine(event: &mut Event, surroundings: &Surroundings<'_>) -> Result<Option<Arc<Content>>, Refused> {
    let checked = check(event)
        .and_then(|()| correct_time(event, surroundings))
        .and_then(|()| check_identity(event, &surroundings.identity))
        .and_then(|()| check_content(&event.body, surroundings));
    checked.map_err(|(reason, detail)| Refused { reason, detail, id: Some(event.id.to_string()) })
}

/// An examined event as it is stored.
///
/// # Errors
/// [`Refused`] when its body cannot be written as JSON.
pub fn record(
    mut event: Event,
    content: Option<Arc<Content>>,
    surroundings: &Surroundings<'_>,
) -> Result<Recorded, Refused> {
    let subject = subject_of(&event);
    let mut received_at = surroundings.now;
    if content.as_deref().is_some_and(is_anonymous) {
        surroundings.veil.cover(&mut event);
        received_at = Timestamp::of_day(received_at.day());
    }
    let body = serde_json::to_string(&event.body).map_err(|error| Refused {
        reason: RejectReason::Malformed,
        detail: error.to_string(),
        id: Some(event.id.to_string()),
    })?;
    let row = row::row(&event, surroundings, received_at, body);
    Ok(Recorded { row, event, subject, content })
}

fn correct_time(event: &mut Event, surroundings: &Surroundings<'_>) -> Result<(), (RejectReason, String)> {
    let now = surroundings.now;
    let shift = surroundings.sent_at.map_or(0, |sent| now.since(sent));
    if shift.abs() > SKEW_MS {
        event.at = event.at.plus_ms(shift);
    }
    let made = uuid_v7_time(event.id.0).unwrap_or_default();
    for (what, time) in [("id", made), ("at", event.at)] {
        if time.since(now) > DAY_MS {
            return Err((
                RejectReason::FromTheFuture,
                format!("the {what} is more than 24 hours ahead of the collector's clock"),
            ));
        }
        if time < surroundings.floor {
            return Err((RejectReason::TooOld, format!("the {what} is older than this collector keeps events")));
        }
    }
    event.at = event.at.min(now);
    Ok(())
}

fn check_identity(event: &Event, identity: &Identity) -> Result<(), (RejectReason, String)> {
    let Some(user) = &event.who.user_id else { return Ok(()) };
    match identity {
        Identity::Believed => Ok(()),
        Identity::Signed(signed) if signed == user.as_str() => Ok(()),
        Identity::Signed(_) => Err((RejectReason::BadToken, "the token signs another user id".into())),
        Identity::Refused(why) => Err((RejectReason::BadToken, why.clone())),
    }
}

fn check_content(body: &Body, surroundings: &Surroundings<'_>) -> Result<Option<Arc<Content>>, (RejectReason, String)> {
    let unknown = |detail: String| (RejectReason::UnknownContent, detail);
    let Some(run) = body.run() else { return Ok(None) };
    let content = (surroundings.content)(&run.content, run.version)
        .ok_or_else(|| unknown(format!("there is no version {} of content {}", run.version, run.content)))?;
    let lacks = |what: String| unknown(format!("version {} of {} has no {what}", run.version, run.content));
    match body {
        Body::Answered { question, answer, .. } => {
            let asked = content.body.questions().find(|asked| asked.key == *question);
            let asked = asked.ok_or_else(|| lacks(format!("question {question}")))?;
            if let Some(answer) = answer {
                check_answer(asked, answer).map_err(|error| unknown(format!("question {question}: {error}")))?;
            }
        }
        Body::Step { step, .. } | Body::TargetMissing { step, .. } | Body::Effort { step, .. } => {
            let known = content.body.steps().iter().any(|known| known.key == *step);
            known.then_some(()).ok_or_else(|| lacks(format!("step {step}")))?;
        }
        Body::Item { item, .. } => {
            let known = matches!(&content.body, ContentBody::Checklist(list) if list.items.iter().any(|known| known.key == *item));
            known.then_some(()).ok_or_else(|| lacks(format!("item {item}")))?;
        }
        _ => {}
    }
    Ok(Some(content))
}

/// Whether answers to a content are stored without the person.
pub fn is_anonymous(content: &Content) -> bool {
    content.body.privacy() == PrivacyMode::Anonymous
}

fn subject_of(event: &Event) -> Option<String> {
    let user = event.who.user_id.as_ref().map(|id| user_subject(id.as_str()));
    user.or_else(|| event.who.anonymous_id.as_ref().map(|id| anonymous_subject(id.as_str())))
}
