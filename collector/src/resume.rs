//! What a session needs besides what is known of the person: runs that go on, with their answers, and drafts to preview.
//!
//! A survey goes on where somebody began and neither finished nor dismissed it. What has steps goes on from the place that
//! device or collector remember, the later one, until the run ends; a place older than 14 days is left alone.
//!
//! Deliberately absent: deciding; that is `session.rs`, which is pure.

use crate::catalog::{Published, Served};
use crate::preview::Preview;
use crate::session::ResumedAnswer;
use crate::state::App;
use crate::store::StoreError;
use crate::store::profile::Known;
use shared::content::{Body, Content, Kind};
use shared::event::Who;
use shared::id::{ContentKey, QuestionKey, RunId};
use shared::session::{Mark, Place, Resume, SessionRequest};
use shared::targeting::frequency::merge_mark;
use shared::time::Timestamp;
use std::collections::BTreeMap;

impl App {
    /// Runs that may go on here: those of versions that are still published, the newest of each content. Anybody may claim a
    /// user id, so where it is not signed a run goes on only on the device it was begun on, known by its anonymous id or by
    /// what the device remembers of it.
    ///
    /// # Errors
    /// When the database fails or an answer cannot be read back.
    pub async fn resumes(
        &self,
        served: &Served,
        known: &Known,
        request: &SessionRequest,
        signed: bool,
        now: Timestamp,
    ) -> Result<BTreeMap<ContentKey, Resume>, StoreError> {
        let mut resumes: BTreeMap<ContentKey, Resume> = BTreeMap::new();
        let who = &request.who;
        for run in &known.open_runs {
            let goes_on = served.published(&run.content).is_some_and(|published| {
                published.version == run.version && published.content.body.kind() == Kind::Survey
            });
            let newer = resumes.get(&run.content).is_none_or(|resume| resume.run < run.run);
            if goes_on && newer && (signed || self.began_here(served, run.run, who).await?) {
                let answers = self.answers(served, run.run).await?;
                resumes.insert(run.content.clone(), Resume { run: run.run, answers, step: None });
            }
        }
        for published in served.published.iter().filter(|published| goes_through_steps(&published.content.body)) {
            let key = &published.content.key;
            let (stored, device) = (known.marks.get(key), request.marks.get(key));
            if let Some(resume) = self.stands(served, published, (stored, device), (who, signed), now).await? {
                resumes.insert(key.clone(), resume);
            }
        }
        Ok(resumes)
    }

    /// Where a run through steps stands, as the marks of collector and device tell.
    async fn stands(
        &self,
        served: &Served,
        published: &Published,
        (stored, device): (Option<&Mark>, Option<&Mark>),
        (who, signed): (&Who, bool),
        now: Timestamp,
    ) -> Result<Option<Resume>, StoreError> {
        let mut mark = stored.cloned().unwrap_or_default();
        if let Some(device) = device {
            merge_mark(&mut mark, device);
        }
        let own = device.and_then(|device| device.place.as_ref());
        // Where the later place is not for this device, its own may be.
        for place in mark.place.iter().chain(own).filter(|place| goes_on(published, &mark, place, now)) {
            let remembered = own.is_some_and(|own| own.run == place.run);
            let asks = published.content.body.questions().next().is_some();
            // Answers are not told to whoever merely names a run.
            let known = signed || ((asks || !remembered) && self.began_here(served, place.run, who).await?);
            if known || remembered {
                let answers = if asks && known { self.answers(served, place.run).await? } else { Vec::new() };
                return Ok(Some(Resume { run: place.run, answers, step: Some(place.step.clone()) }));
            }
        }
        Ok(None)
    }

    async fn answers(&self, served: &Served, run: RunId) -> Result<Vec<ResumedAnswer>, StoreError> {
        let rows = self.store.answers_of_run(&served.workspace, &served.environment, run).await?;
        rows.into_iter().map(answer).collect()
    }

    async fn began_here(&self, served: &Served, run: RunId, who: &Who) -> Result<bool, StoreError> {
        let Some(anonymous) = &who.anonymous_id else { return Ok(false) };
        self.store.run_has_device(&served.workspace, &served.environment, run, anonymous.as_str()).await
    }

    /// The draft that a signed preview lets see in this environment.
    ///
    /// # Errors
    /// When the database fails or the draft cannot be read back.
    pub async fn preview(
        &self,
        served: &Served,
        token: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<Content>, StoreError> {
        let Some(preview) = token.and_then(|token| Preview::verify(token, &self.secret, now)) else { return Ok(None) };
        if *preview.workspace != *served.workspace || *preview.environment != *served.environment {
            return Ok(None);
        }
        self.store.draft_to_preview(&served.workspace, preview.content.as_str()).await
    }
}

/// Whether the run that stands at this place has not ended since: the mark tells of the end, and ends nothing that came later.
pub(crate) fn goes_on(published: &Published, mark: &Mark, place: &Place, now: Timestamp) -> bool {
    let content = &published.content;
    // A list is worked on for as long as it takes.
    let is_list = content.body.kind() == Kind::Checklist;
    let snoozed_at = mark.snoozed_until.map(|until| until.plus_days(-i64::from(content.frequency.snooze_days)));
    let ended = [mark.completed_at, mark.dismissed_at, snoozed_at].into_iter().flatten().any(|end| place.at <= end);
    // Whoever refused it earlier and asked for it again goes on with that.
    let refused = mark.refused && mark.dismissed_at.is_none();
    place.version == published.version
        && (is_list || content.body.steps().iter().any(|step| step.key == place.step))
        && (is_list || now < place.at.plus_days(Place::DAYS))
        && !refused
        && !ended
}

/// Whether runs of it stand somewhere: at a step, or at the list itself.
fn goes_through_steps(body: &Body) -> bool {
    !body.steps().is_empty() || body.kind() == Kind::Checklist
}

fn answer((question, revision, answer): (String, i64, String)) -> Result<ResumedAnswer, StoreError> {
    let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("answer", error);
    let question = QuestionKey::new(question).map_err(|error| corrupt(&error))?;
    let revision = u32::try_from(revision).map_err(|error| corrupt(&error))?;
    Ok((question, revision, serde_json::from_str(&answer).map_err(|error| corrupt(&error))?))
}
