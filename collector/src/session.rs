//! What a page is told: who is here and what is published in, what may be due out. A pure read; nothing is written.
//!
//! Traits and marks that the page has just said are laid over what is stored, for this decision only.
//! Deliberately absent: the clock, the store, and what only the page knows (address, elements, events); the engine
//! decides those by the same rules.

mod briefing;

use crate::catalog::{Published, Served};
use crate::store::profile::Known;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::content::survey::Answer;
use shared::content::{Content, Trigger};
use shared::id::{ContentKey, QuestionKey};
use shared::session::{EngineFiles, Marks, Resume, SessionAnswer, SessionRequest, Watch};
use shared::targeting::decision::{Candidate, Decision, decide};
use shared::targeting::frequency::merge_mark;
use shared::targeting::{Facts, Reason};
use shared::time::Timestamp;
use shared::value::{ValueChanges, Values};
use shared::wake::{WakeRule, merge_rules};
use std::collections::BTreeMap;

pub use briefing::{Encoded, preview_briefing};

/// Everything a session is decided by.
#[derive(Debug)]
pub struct Question<'a> {
    /// The collector's time.
    pub now: Timestamp,
    /// The environment.
    pub served: &'a Served,
    /// What the page says.
    pub request: &'a SessionRequest,
    /// What is stored of the person and their company.
    pub known: Known,
    /// What sampling and holdout are drawn by.
    pub bucket: String,
    /// Whether the user id is signed: only then do stored traits travel to the page, since anyone may claim a user id.
    pub signed: bool,
    /// Runs begun elsewhere, with their answers.
    pub resumes: BTreeMap<ContentKey, Resume>,
    /// A draft to show, from a signed preview.
    pub preview: Option<Content>,
    /// The engine to load.
    pub engine: Option<EngineFiles>,
}

/// One answer of a run begun elsewhere, as the briefing carries it.
pub type ResumedAnswer = (QuestionKey, u32, Answer);

/// Decides what may be due.
pub fn answer(question: Question<'_>) -> SessionAnswer {
    let Question { now, served, request, known, bucket, signed, resumes, preview, engine } = question;
    let settings = &served.settings;
    let mut person = known.traits;
    person.extend(known.membership);
    let (said_of_person, said_of_company) = (said(&request.traits), said(&request.company_traits));
    overlay(&mut person, &request.traits);
    let mut company = known.company_traits;
    overlay(&mut company, &request.company_traits);
    let mut marks = known.marks;
    for (content, mark) in &request.marks {
        merge_mark(marks.get_or_default(content.clone()), mark);
    }
    let facts = Facts {
        now,
        person: &person,
        company: &company,
        locale: &request.locale,
        device: request.device,
        first_seen: known.first_seen,
        marks: &marks,
        segments: &served.segments,
        bucket: &bucket,
        // The loader asks for nothing that is recorded before consent, so here it is given or need not be.
        consent: true,
        gpc: request.gpc,
        effort: known.effort,
    };
    let mut told = Told::default();
    if let Some(draft) = &preview {
        told.preview(draft);
    }
    for published in &served.published {
        let skip = preview.as_ref().is_some_and(|draft| draft.key == published.content.key);
        if !skip {
            told.decide(served, published, &facts, resumes.get(&published.content.key));
        }
    }
    let travelling = if signed { (&person, &company) } else { (&said_of_person, &said_of_company) };
    let briefing = told.briefing(now, settings, &marks, travelling);
    let watch = if settings.stopped { Watch::default() } else { served.watch.clone() };
    let watches = !watch.clicks.is_empty() || !watch.elements.is_empty();
    SessionAnswer {
        now,
        // A member who holds a preview link looks at a draft; each content of the environment is stopped by itself.
        stopped: settings.stopped && preview.is_none(),
        consent_required: settings.consent_required,
        wake: merge_rules(told.wake),
        watch,
        // What goals watch is watched by the module beside the WASM.
        engine: engine.filter(|_| watches || !briefing.is_empty()),
        briefing,
        explain: told.explain,
    }
}

/// What is told so far.
#[derive(Default)]
struct Told<'a> {
    due: Vec<briefing::Piece<'a>>,
    wake: Vec<WakeRule>,
    explain: BTreeMap<ContentKey, Vec<Reason>>,
}

impl<'a> Told<'a> {
    fn preview(&mut self, draft: &Content) {
        self.wake.push(WakeRule::default());
        self.due.push(briefing::Piece::preview(draft));
    }

    fn decide(&mut self, served: &Served, published: &'a Published, facts: &Facts<'_>, resume: Option<&'a Resume>) {
        let candidate = Candidate {
            content: &published.content,
            stopped: served.settings.stopped,
            paused: published.paused,
            responses: published.responses,
            caps: &served.settings.caps,
            resumes: resume.is_some(),
        };
        let decision = decide(&candidate, facts);
        if !decision.reasons().is_empty() {
            self.explain.insert(published.content.key.clone(), decision.reasons().to_vec());
        }
        let on_request = match &decision {
            Decision::NotDue(_) => return,
            Decision::OnRequest(_) => true,
            Decision::Due | Decision::Withheld => false,
        };
        match resume {
            Some(_) => self.wake.push(WakeRule::default()),
            None if on_request => self.wake.extend_from_slice(&published.wake_on_request),
            None => self.wake.extend_from_slice(&published.wake),
        }
        self.due.push(briefing::Piece::Published {
            encoded: &published.encoded,
            withheld: decision.is_withheld() && resume.is_none(),
            on_request,
            resume,
        });
    }

    /// The briefing as postcard in base64; empty when nothing may be due.
    fn briefing(
        &self,
        now: Timestamp,
        settings: &shared::api::environment::EnvironmentSettings,
        marks: &Marks,
        traits: (&Values, &Values),
    ) -> String {
        if self.due.is_empty() {
            return String::new();
        }
        STANDARD.encode(briefing::encode(now, &settings.theme, &settings.caps, marks, traits, &self.due))
    }
}

/// The traits the page itself has said.
fn said(changes: &ValueChanges) -> Values {
    changes.iter().filter_map(|(name, value)| value.as_ref().map(|value| (name.clone(), value.clone()))).collect()
}

fn overlay(traits: &mut Values, changes: &ValueChanges) {
    for (name, value) in changes {
        match value {
            Some(value) => drop(traits.insert(name.clone(), value.clone())),
            None => drop(traits.remove(name)),
        }
    }
}

/// A trigger that waits for `waymark.start`.
pub(crate) fn on_request(trigger: &Trigger) -> Trigger {
    Trigger { cause: shared::content::trigger::Cause::Manual, ..trigger.clone() }
}
