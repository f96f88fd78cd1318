//! What a page is told: who is here and what is published in, what may be due out. A pure read; nothing is written.
//!
//! Traits and marks that the page has just said are laid over what is stored, for this decision only.
//! Deliberately absent: the clock, the store, and what only the page knows (address, elements, events); the engine
//! decides those by the same rules.

mod briefing;
mod ground;
mod reader;
mod told_in_full;

use crate::catalog::{Published, Served};
use crate::checklist;
use crate::explain::{Asking, Looked, explain};
use crate::message::{self, Sent};
use crate::store::profile::Known;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::content::frequency::Caps;
use shared::content::survey::Answer;
use shared::content::{Body, Content, Kind, Trigger};
use shared::id::{ContentKey, QuestionKey};
use shared::machine::desk::Guidance;
use shared::session::{EngineFiles, InFull, Marks, Progress, Resume, SessionAnswer, SessionRequest, Watch};
use shared::targeting::decision::{Candidate, Decision, decide};
use shared::targeting::frequency::is_strained;
use shared::targeting::{Facts, Reason};
use shared::theme::Appearance;
use shared::time::Timestamp;
use shared::value::{ValueChanges, Values};
use shared::wake::{WakeRule, merge_rules};
use std::collections::BTreeMap;

pub use briefing::{Encoded, preview_briefing};
pub(crate) use ground::Ground;
pub use reader::Reader;

/// Everything a session is decided by.
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
    /// Who is here: `u:` and the user id, or `a:` and the anonymous id; empty for nobody.
    pub subject: &'a str,
    /// Makes the address of the page on which a checklist can be printed.
    pub page: &'a dyn Fn(&ContentKey) -> String,
    /// Whether the user id is signed: only then do stored traits travel to the page, since anyone may claim a user id.
    pub signed: bool,
    /// Runs begun elsewhere, with their answers.
    pub resumes: BTreeMap<ContentKey, Resume>,
    /// A draft to show, from a signed preview.
    pub preview: Option<Content>,
    /// Whether a member's debug token came along: then the whole chain is told.
    pub debug: bool,
    /// The engine to load.
    pub engine: Option<EngineFiles>,
}

/// One answer of a run begun elsewhere, as the briefing carries it.
pub type ResumedAnswer = (QuestionKey, u32, Answer);

/// Decides what may be due.
pub fn answer(question: Question<'_>) -> SessionAnswer {
    let Question { now, served, request, mut known, bucket, subject, page, signed, resumes, preview, debug, engine } =
        question;
    let (made, by_hand) = (known.made.clone(), std::mem::take(&mut known.by_hand));
    let messages = std::mem::take(&mut known.messages);
    let settings = &served.settings;
    let (mut said_of_person, said_of_company) = (said(&request.traits), said(&request.company_traits));
    let ground = Ground::of(known, request, served, now);
    // How much guidance somebody wants tells nothing else about them, and the page shows it to be changed.
    if let Some(wanted) = ground.person.get(Guidance::TRAIT) {
        said_of_person.insert(Guidance::TRAIT.to_owned(), wanted.clone());
    }
    let facts = ground.facts(now, served, request, &bucket);
    let mut told = Told::default();
    if let Some(draft) = &preview {
        told.preview(draft);
    }
    // Where user ids are signed, a session of a user has got here only with a signature.
    if !settings.stopped {
        let open = messages.iter().filter(|(_, sent)| message::is_open(ground.marks.get(&sent.key), now));
        told.messages(open);
    }
    for published in &served.published {
        let previewed = preview.as_ref().is_some_and(|draft| draft.key == published.content.key);
        // Articles are found, not displayed.
        if !previewed && published.content.body.kind() != Kind::Article {
            let list = checklist::Known { made: &made, by_hand: &by_hand, subject, names: signed };
            told.decide(served, published, &facts, resumes.get(&published.content.key), (list, page));
        }
    }
    if debug {
        told.debug(&told_in_full::asking(&facts, served, request, &resumes));
    }
    let travelling = if signed { (&ground.person, &ground.company) } else { (&said_of_person, &said_of_company) };
    let strained = is_strained(&settings.caps, facts.effort, now);
    let briefing = told.briefing((&served.appearance, &settings.caps), strained, &ground.marks, travelling);
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
        debug: told.in_full,
    }
}

/// What is told so far.
#[derive(Default)]
struct Told<'a> {
    due: Vec<briefing::Piece<'a>>,
    wake: Vec<WakeRule>,
    explain: BTreeMap<ContentKey, Vec<Reason>>,
    in_full: BTreeMap<ContentKey, InFull>,
    is_debugged: bool,
}

impl<'a> Told<'a> {
    fn preview(&mut self, draft: &Content) {
        self.wake.push(WakeRule::default());
        self.due.push(briefing::Piece::preview(draft));
    }

    /// What members wrote to the person, ahead of everything else, the oldest first.
    fn messages<'b>(&mut self, open: impl Iterator<Item = &'b (Timestamp, Sent)>) {
        let mut open: Vec<_> = open.collect();
        open.sort_by_key(|(at, _)| *at);
        for (_, sent) in open {
            self.wake.push(WakeRule::default());
            self.due.push(briefing::Piece::message(sent));
        }
    }

    /// Tells the whole chain of each content, through the engine, which adds its own part.
    fn debug(&mut self, asking: &Asking<'_>) {
        self.is_debugged = true;
        self.wake.push(WakeRule::default());
        let mut codes = std::mem::take(&mut self.explain);
        for published in &asking.served.published {
            let key = &published.content.key;
            let looked = Looked { content: &published.content, published: Some(published) };
            let in_full = InFull { codes: codes.remove(key).unwrap_or_default(), chain: explain(asking, looked) };
            self.in_full.insert(key.clone(), in_full);
        }
    }

    fn decide(
        &mut self,
        served: &Served,
        published: &'a Published,
        facts: &Facts<'_>,
        resume: Option<&'a Resume>,
        (list, page): (checklist::Known<'_>, &dyn Fn(&ContentKey) -> String),
    ) {
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
        let key = &published.content.key;
        let body = if let Body::Checklist(body) = &published.content.body { Some(body) } else { None };
        let progress = body.map(|body| {
            let mut progress = Progress { page: page(key), ..list.progress(key, body) };
            checklist::complete_by_traits(&mut progress, body, facts);
            progress
        });
        // Who has all of it behind them needs no list; they can still ask for it.
        let finished = resume.is_none()
            && body.zip(progress.as_ref()).is_some_and(|(body, progress)| checklist::is_finished(body, progress));
        if finished && !on_request {
            self.explain.insert(key.clone(), vec![Reason::AnsweredBefore]);
        }
        let on_request = on_request || finished;
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
            progress,
        });
    }

    /// The briefing as postcard in base64; empty when nothing may be due.
    fn briefing(
        &self,
        look: (&Appearance, &Caps),
        strained: bool,
        marks: &Marks,
        traits: (&Values, &Values),
    ) -> String {
        // Who debugs is answered by what travels with the engine, also where nothing is due.
        if self.due.is_empty() && !self.is_debugged {
            return String::new();
        }
        STANDARD.encode(briefing::encode(look, strained, marks, traits, &self.due))
    }
}

/// The traits the page itself has said.
fn said(changes: &ValueChanges) -> Values {
    changes.iter().filter_map(|(name, value)| value.as_ref().map(|value| (name.clone(), value.clone()))).collect()
}

/// A trigger that waits for `waymark.start`.
pub(crate) fn on_request(trigger: &Trigger) -> Trigger {
    Trigger { cause: shared::content::trigger::Cause::Manual, ..trigger.clone() }
}
