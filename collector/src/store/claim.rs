//! The right to display: one per person for a short time, so that two devices never ask at once.
//!
//! Deliberately absent: whether the content may be displayed at all; the caller decides that again first.

use super::{Store, StoreError, write};
use shared::event::Run;
use shared::time::{MINUTE_MS, Timestamp};

const CLAIM: &str = "insert into claims (workspace, environment, subject, content, run, at) values ($1, $2, $3, $4, $5, $6) \
     on conflict (workspace, environment, subject) do update set content = excluded.content, run = excluded.run, at = excluded.at \
     where claims.run = excluded.run or claims.at < $7 returning run";

/// How long a claim holds; by then the display has been recorded, or never will be.
const CLAIM_MS: i64 = MINUTE_MS;

impl Store {
    /// Claims the right to display a run; `false` when another run of this person holds it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim(
        &self,
        place: (&str, &str),
        subject: &str,
        run: &Run,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let id = run.id.to_string();
        let granted: Option<(String,)> = write!(self, pool => {
            sqlx::query_as(CLAIM).bind(place.0).bind(place.1).bind(subject).bind(run.content.as_str()).bind(&id)
                .bind(now.0).bind(now.0 - CLAIM_MS).fetch_optional(pool).await
        })?;
        Ok(granted.is_some())
    }
}
