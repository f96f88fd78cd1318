//! Notices that wait to be sent to webhooks: queued in the transaction that hands somebody over, gone with it or once they arrive.
//!
//! What a notice says is read when it is sent. `due_at` is both when it may be sent and the claim of whoever sends it: a collector
//! takes a notice by putting it off, and only the one that found it as it was has it. Deliberately absent: sending
//! ([`crate::webhook::round`]).

use super::content::content_key;
use super::hand_over::when_of;
use super::person::plain;
use super::rollup::Place;
use super::{Store, StoreError, Tx, bulk, read, within, write};
use crate::auth::secret::Secret;
use crate::webhook::post::Receiver;
use crate::webhook::{GONE, notice_id};
use shared::api::webhook::Delivery;
use shared::content::{Content, HandOverWhen};
use shared::id::{ContentKey, RunId, StepKey};
use shared::time::Timestamp;
use shared::value::Value;

const ANY: &str = "select count(*) from webhooks where workspace = $1 and environment = $2";
const QUEUE: &str = "insert into notices (workspace, environment, run, notice, due_at, attempts) values";
const QUEUED: &str = "on conflict (workspace, environment, run) do nothing";
const WITHDRAW: &str = "delete from notices where workspace = $1 and environment = $2 and run = $3";
/// A few of each environment, so that one whose receiver is slow does not hold up the others.
const DUE: &str = "select workspace, environment, run, notice, due_at, attempts from \
    (select n.workspace, n.environment, n.run, n.notice, n.due_at, n.attempts, \
    row_number() over (partition by n.workspace, n.environment order by n.due_at, n.run) as turn from notices n \
    join webhooks w on w.workspace = n.workspace and w.environment = n.environment and w.stopped_at is null \
    where n.due_at <= $1) waiting where turn <= 4 order by turn, due_at limit 16";
const CLAIM: &str = "update notices set due_at = $5, attempts = attempts + 1, tried_at = $6 \
    where workspace = $1 and environment = $2 and notice = $3 and due_at = $4 and run = $7";
const LETTER: &str = "select w.url, w.secret, w.console, h.content, v.body, h.reason, h.step, h.at, h.subject, h.company, \
    c.value as company_name, h.owner from notices n \
    join webhooks w on w.workspace = n.workspace and w.environment = n.environment \
    join hand_overs h on h.workspace = n.workspace and h.environment = n.environment and h.run = n.run \
    join follow_ups f on f.workspace = n.workspace and f.environment = n.environment and f.run = n.run and f.status <> 'done' \
    join versions v on v.workspace = h.workspace and v.content = h.content and v.version = h.version \
    left join traits c on c.workspace = h.workspace and c.environment = h.environment and c.subject = 'c:' || h.company \
    and c.name = 'name' where n.workspace = $1 and n.environment = $2 and n.run = $3 and n.notice = $4";
const DONE: &str = "delete from notices where workspace = $1 and environment = $2 and run = $3 and notice = $4";
const PUT_OFF: &str = "update notices set due_at = $6 \
    where workspace = $1 and environment = $2 and run = $3 and notice = $4 and due_at = $5";
const OLD: &str = "delete from notices where due_at is null and tried_at < $1 or exists (select 1 from webhooks w \
    join hand_overs h on h.workspace = w.workspace and h.environment = w.environment where w.workspace = notices.workspace \
    and w.environment = notices.environment and w.stopped_at is not null and h.run = notices.run and h.at < $1)";
/// Queued while the webhook was being taken away.
const ORPHANS: &str = "delete from notices where not exists (select 1 from webhooks w \
    where w.workspace = notices.workspace and w.environment = notices.environment)";

/// A notice that may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The workspace.
    pub workspace: String,
    /// The environment's key.
    pub environment: String,
    /// The run that handed over.
    pub run: String,
    /// What its receiver knows it by.
    pub notice: String,
    /// Since when it may be sent; of one that is being sent, until when nobody else sends it.
    pub due_at: Timestamp,
    /// How often it was sent, this time included while it is being sent.
    pub attempts: u32,
}

impl Due {
    fn place(&self) -> Place<'_> {
        Place { workspace: &self.workspace, environment: &self.environment }
    }
}

/// Columns in the order of [`DUE`].
type DueColumns = (String, String, String, String, i64, i64);

/// What a notice says, as it is stored now, and to whom.
#[derive(Debug)]
pub struct Letter {
    /// To whom.
    pub to: Receiver,
    /// The content.
    pub content: ContentKey,
    /// What members called it in this version.
    pub content_name: String,
    /// A code for what handed over.
    pub why: &'static str,
    /// The step, where one did.
    pub step: Option<StepKey>,
    /// When.
    pub at: Timestamp,
    /// User id or anonymous id.
    pub person: String,
    /// The company.
    pub company: Option<String>,
    /// Its name.
    pub company_name: Option<String>,
    /// Who was asked; empty for nobody.
    pub owner: String,
}

/// Columns of [`LETTER`].
#[derive(sqlx::FromRow)]
struct LetterRow {
    url: String,
    secret: String,
    console: String,
    content: String,
    body: String,
    reason: String,
    step: Option<String>,
    at: i64,
    subject: String,
    company: Option<String>,
    company_name: Option<String>,
    owner: String,
}

impl LetterRow {
    fn read(self) -> Result<Letter, StoreError> {
        let content: Content =
            serde_json::from_str(&self.body).map_err(|error| StoreError::corrupt("content version", error))?;
        let when = when_of(&self.reason, self.step.as_deref())?;
        let (why, _) = super::hand_over::reason_of(&when);
        let name: Option<Value> = self
            .company_name
            .map(|value| serde_json::from_str(&value))
            .transpose()
            .map_err(|error| StoreError::corrupt("trait", error))?;
        let to = Receiver {
            url: Secret::presented(self.url),
            secret: Secret::presented(self.secret),
            console: self.console,
        };
        Ok(Letter {
            to,
            content: content_key(self.content)?,
            content_name: content.name,
            why,
            step: match when {
                HandOverWhen::Step(step) => Some(step),
                _ => None,
            },
            at: Timestamp(self.at),
            person: plain(&self.subject).to_owned(),
            company: self.company,
            company_name: name.map(|name| name.label()),
            owner: self.owner,
        })
    }
}

impl Tx {
    /// Queues a notice for each of these runs, which hand over since then, where the environment has a webhook.
    pub(in crate::store) async fn queue_notices(
        &mut self,
        place: Place<'_>,
        runs: &[(RunId, Timestamp)],
    ) -> Result<(), StoreError> {
        if runs.is_empty() {
            return Ok(());
        }
        let (webhooks,): (i64,) = within!(self, connection => {
            sqlx::query_as(ANY).bind(place.workspace).bind(place.environment).fetch_one(connection).await
        })?;
        if webhooks == 0 {
            return Ok(());
        }
        for piece in bulk::pieces(runs) {
            let sql = self.statement(QUEUE, 6, piece.len(), QUEUED);
            within!(self, connection => {
                let mut query = sqlx::query(sql);
                for (run, at) in piece {
                    query = query.bind(place.workspace).bind(place.environment).bind(run.to_string())
                        .bind(notice_id(*run, *at)).bind(0_i64).bind(0_i64);
                }
                query.execute(connection).await.map(drop)
            })?;
        }
        Ok(())
    }

    /// Takes out what was not sent yet of this run.
    pub(in crate::store) async fn withdraw_notice(&mut self, place: Place<'_>, run: RunId) -> Result<(), StoreError> {
        within!(self, connection => {
            let query = sqlx::query(WITHDRAW).bind(place.workspace).bind(place.environment).bind(run.to_string());
            query.execute(connection).await.map(drop)
        })?;
        Ok(())
    }
}

impl Store {
    /// Notices that may be sent now, at most 16, at most four of an environment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_notices(&self, now: Timestamp) -> Result<Vec<Due>, StoreError> {
        let rows: Vec<DueColumns> = read!(self, pool => sqlx::query_as(DUE).bind(now.0).fetch_all(pool).await)?;
        let due = |(workspace, environment, run, notice, due_at, attempts): DueColumns| {
            let attempts = u32::try_from(attempts).map_err(|error| StoreError::corrupt("notice", error))?;
            Ok(Due { workspace, environment, run, notice, due_at: Timestamp(due_at), attempts })
        };
        rows.into_iter().map(due).collect()
    }

    /// Takes a notice to be sent until then; `None` when somebody else has, or it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_notice(&self, due: Due, now: Timestamp, until: Timestamp) -> Result<Option<Due>, StoreError> {
        let taken = write!(self, pool => {
            let query = sqlx::query(CLAIM).bind(&due.workspace).bind(&due.environment).bind(&due.notice).bind(due.due_at.0);
            query.bind(until.0).bind(now.0).bind(&due.run).execute(pool).await.map(|done| done.rows_affected())
        })?;
        Ok((taken > 0).then(|| Due { due_at: until, attempts: due.attempts.saturating_add(1), ..due }))
    }

    /// What a notice says now; `None` when its follow-up is gone or done with.
    ///
    /// # Errors
    /// When the database fails or a row cannot be read back.
    pub async fn letter(&self, due: &Due) -> Result<Option<Letter>, StoreError> {
        let row: Option<LetterRow> = read!(self, pool => {
            let query = sqlx::query_as(LETTER).bind(&due.workspace).bind(&due.environment);
            query.bind(&due.run).bind(&due.notice).fetch_optional(pool).await
        })?;
        row.map(LetterRow::read).transpose()
    }

    /// Takes a notice out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_notice(&self, due: &Due) -> Result<(), StoreError> {
        write!(self, pool => {
            let query = sqlx::query(DONE).bind(&due.workspace).bind(&due.environment).bind(&due.run).bind(&due.notice);
            query.execute(pool).await.map(drop)
        })?;
        Ok(())
    }

    /// Writes down what became of sending a notice to this address: gone once it arrived, else to be sent again then, or given
    /// up. What a receiver wants no more waits until it wants it again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_notice(
        &self,
        due: &Due,
        url: &str,
        delivery: &Delivery,
        next: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        tx.told(due.place(), url, delivery).await?;
        let next = if delivery.status == Some(GONE) { Some(delivery.at) } else { next };
        within!(&mut tx, connection => {
            let query = sqlx::query(if delivery.arrived() { DONE } else { PUT_OFF });
            let query = query.bind(&due.workspace).bind(&due.environment).bind(&due.run).bind(&due.notice);
            let query = if delivery.arrived() { query } else { query.bind(due.due_at.0).bind(next.map(|at| at.0)) };
            query.execute(connection).await.map(drop)
        })?;
        tx.commit().await
    }

    /// Writes down that a notice could not be made: to be tried again then, or given up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_off_notice(&self, due: &Due, next: Option<Timestamp>) -> Result<(), StoreError> {
        write!(self, pool => {
            let query = sqlx::query(PUT_OFF).bind(&due.workspace).bind(&due.environment).bind(&due.run).bind(&due.notice);
            query.bind(due.due_at.0).bind(next.map(|at| at.0)).execute(pool).await.map(drop)
        })?;
        Ok(())
    }

    /// Deletes what was given up before `floor`, and what is of a hand-over before it and not wanted by its receiver.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_old_notices(&self, floor: Timestamp) -> Result<(), StoreError> {
        write!(self, pool => sqlx::query(OLD).bind(floor.0).execute(pool).await.map(drop))?;
        write!(self, pool => sqlx::query(ORPHANS).execute(pool).await.map(drop))?;
        Ok(())
    }
}
