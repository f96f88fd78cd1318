//! What a session needs besides what is known of the person: runs begun elsewhere with their answers, drafts to preview.
//!
//! Deliberately absent: deciding; that is `session.rs`, which is pure.

use crate::catalog::Served;
use crate::preview::Preview;
use crate::state::App;
use crate::store::StoreError;
use crate::store::profile::OpenRun;
use shared::content::Content;
use shared::event::Who;
use shared::id::{ContentKey, QuestionKey, RunId};
use shared::session::Resume;
use shared::time::Timestamp;
use std::collections::BTreeMap;

impl App {
    /// Runs that may go on here: those of versions that are still published, the newest of each content. Anybody may claim a
    /// user id, so where it is not signed a run goes on only on the device it was begun on, known by its anonymous id.
    ///
    /// # Errors
    /// When the database fails or an answer cannot be read back.
    pub async fn resumes(
        &self,
        served: &Served,
        open: &[OpenRun],
        who: &Who,
        signed: bool,
    ) -> Result<BTreeMap<ContentKey, Resume>, StoreError> {
        let mut resumes: BTreeMap<ContentKey, Resume> = BTreeMap::new();
        for run in open {
            let goes_on = served.published(&run.content).is_some_and(|published| published.version == run.version);
            let newer = resumes.get(&run.content).is_none_or(|resume| resume.run < run.run);
            if goes_on && newer && (signed || self.began_here(served, run.run, who).await?) {
                let rows = self.store.answers_of_run(&served.workspace, &served.environment, run.run).await?;
                let answers = rows.into_iter().map(answer).collect::<Result<_, _>>()?;
                resumes.insert(run.content.clone(), Resume { run: run.run, answers });
            }
        }
        Ok(resumes)
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

fn answer((question, revision, answer): (String, i64, String)) -> Result<crate::session::ResumedAnswer, StoreError> {
    let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("answer", error);
    let question = QuestionKey::new(question).map_err(|error| corrupt(&error))?;
    let revision = u32::try_from(revision).map_err(|error| corrupt(&error))?;
    Ok((question, revision, serde_json::from_str(&answer).map_err(|error| corrupt(&error))?))
}
