//! Webhooks of environments, with how the last delivery went.
//!
//! Rows are written in one order everywhere (webhooks, notices), so that collectors never wait for each other in a circle.
//! Deliberately absent: the notices (`notice.rs`), and whether an address may be sent to ([`crate::webhook::address`]).

use super::rollup::Place;
use super::{Store, StoreError, Tx, read, within};
use crate::auth::secret::Secret;
use crate::webhook::post::Receiver;
use crate::webhook::{GONE, words};
use shared::api::webhook::{Delivery, DeliveryFault, Webhook};
use shared::time::Timestamp;

const READ: &str = "select w.url, w.stopped_at, w.last_at, w.last_status, w.last_fault, \
    (select count(*) from notices n where n.workspace = $1 and n.environment = $2 and n.due_at is not null) as waiting, \
    (select count(*) from notices n where n.workspace = $1 and n.environment = $2 and n.due_at is null) as failed \
    from webhooks w where w.workspace = $1 and w.environment = $2";
const RECEIVER: &str = "select url, secret, console from webhooks where workspace = $1 and environment = $2";
const KEEP_SECRET: &str = "update webhooks set url = $3, console = $4, stopped_at = null, last_at = null, last_status = null, \
    last_fault = null where workspace = $1 and environment = $2";
const MAKE: &str = "insert into webhooks (workspace, environment, url, console, secret) values ($1, $2, $3, $4, $5) \
    on conflict (workspace, environment) do update set url = excluded.url, console = excluded.console, \
    secret = excluded.secret, stopped_at = null, last_at = null, last_status = null, last_fault = null";
const REMOVE: &str = "delete from webhooks where workspace = $1 and environment = $2";
const REMOVE_NOTICES: &str = "delete from notices where workspace = $1 and environment = $2";
/// Of this address only: what another one answered before it was changed says nothing of it.
const TOLD: &str = "update webhooks set last_at = $4, last_status = $5, last_fault = $6, stopped_at = coalesce($7, stopped_at) \
    where workspace = $1 and environment = $2 and url = $3";
const GO_ON: &str = "update webhooks set stopped_at = null where workspace = $1 and environment = $2 and url = $3";
const AGAIN: &str =
    "update notices set due_at = 0, attempts = 0 where workspace = $1 and environment = $2 and due_at is null";

#[derive(sqlx::FromRow)]
struct Row {
    url: String,
    stopped_at: Option<i64>,
    last_at: Option<i64>,
    last_status: Option<i64>,
    last_fault: Option<String>,
    waiting: i64,
    failed: i64,
}

impl Row {
    fn read(self) -> Result<Webhook, StoreError> {
        let corrupt = |error: &dyn std::fmt::Display| StoreError::corrupt("webhook", error);
        let status = self.last_status.map(u16::try_from).transpose().map_err(|error| corrupt(&error))?;
        let fault: Option<DeliveryFault> = self
            .last_fault
            .map(|name| serde_json::from_value(name.into()))
            .transpose()
            .map_err(|error| corrupt(&error))?;
        let last = self.last_at.map(|at| Delivery { at: Timestamp(at), status, fault, detail: words(status, fault) });
        Ok(Webhook {
            url: self.url,
            secret: None,
            stopped_at: self.stopped_at.map(Timestamp),
            last,
            waiting: self.waiting,
            failed: self.failed,
        })
    }
}

/// The name under which a fault is stored.
fn fault_name(fault: DeliveryFault) -> Result<String, StoreError> {
    let name = serde_json::to_value(fault).ok().and_then(|value| value.as_str().map(str::to_owned));
    name.ok_or_else(|| StoreError::corrupt("webhook", "a fault without a name"))
}

impl Store {
    /// The webhook of an environment, without its secret.
    ///
    /// # Errors
    /// When the database fails or the row cannot be read back.
    pub async fn webhook(&self, place: Place<'_>) -> Result<Option<Webhook>, StoreError> {
        let row: Option<Row> = read!(self, pool => {
            sqlx::query_as(READ).bind(place.workspace).bind(place.environment).fetch_optional(pool).await
        })?;
        row.map(Row::read).transpose()
    }

    /// Where its notices go.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn receiver(&self, place: Place<'_>) -> Result<Option<Receiver>, StoreError> {
        let row: Option<(String, String, String)> = read!(self, pool => {
            sqlx::query_as(RECEIVER).bind(place.workspace).bind(place.environment).fetch_optional(pool).await
        })?;
        Ok(row.map(|(url, secret, console)| Receiver {
            url: Secret::presented(url),
            secret: Secret::presented(secret),
            console,
        }))
    }

    /// Saves where notices go, and goes on sending, also what was given up. The secret that is there is kept unless `renew` says
    /// otherwise; answers whether this one is now its secret.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_webhook(&self, place: Place<'_>, to: &Receiver, renew: bool) -> Result<bool, StoreError> {
        let (url, console) = (to.url.reveal(), &to.console);
        let mut tx = self.begin().await?;
        let kept = !renew
            && within!(&mut tx, connection => {
                let query = sqlx::query(KEEP_SECRET).bind(place.workspace).bind(place.environment).bind(url).bind(console);
                query.execute(connection).await.map(|done| done.rows_affected())
            })? > 0;
        if !kept {
            within!(&mut tx, connection => {
                let query = sqlx::query(MAKE).bind(place.workspace).bind(place.environment).bind(url).bind(console);
                query.bind(to.secret.reveal()).execute(connection).await.map(drop)
            })?;
        }
        send_again(&mut tx, place).await?;
        tx.commit().await?;
        Ok(!kept)
    }

    /// Takes the webhook away with the notices that wait; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_webhook(&self, place: Place<'_>) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let mut gone = 0;
        for sql in [REMOVE, REMOVE_NOTICES] {
            let deleted = within!(&mut tx, connection => {
                let query = sqlx::query(sql).bind(place.workspace).bind(place.environment);
                query.execute(connection).await.map(|done| done.rows_affected())
            })?;
            gone = if sql == REMOVE { deleted } else { gone };
        }
        tx.commit().await?;
        Ok(gone > 0)
    }

    /// Writes down how a test of this address went; one that arrived goes on with sending, also what was given up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tested(&self, place: Place<'_>, url: &str, delivery: &Delivery) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        tx.told(place, url, delivery).await?;
        if delivery.arrived() {
            within!(&mut tx, connection => {
                let query = sqlx::query(GO_ON).bind(place.workspace).bind(place.environment).bind(url);
                query.execute(connection).await.map(drop)
            })?;
            send_again(&mut tx, place).await?;
        }
        tx.commit().await
    }
}

async fn send_again(tx: &mut Tx, place: Place<'_>) -> Result<(), StoreError> {
    within!(tx, connection => {
        sqlx::query(AGAIN).bind(place.workspace).bind(place.environment).execute(connection).await.map(drop)
    })?;
    Ok(())
}

impl Tx {
    /// Writes down how the last delivery to this address went; one that says that no more is wanted stops it.
    pub(in crate::store) async fn told(
        &mut self,
        place: Place<'_>,
        url: &str,
        delivery: &Delivery,
    ) -> Result<(), StoreError> {
        let fault = delivery.fault.map(fault_name).transpose()?;
        let stopped_at = (delivery.status == Some(GONE)).then_some(delivery.at.0);
        within!(self, connection => {
            let query = sqlx::query(TOLD).bind(place.workspace).bind(place.environment).bind(url).bind(delivery.at.0);
            query.bind(delivery.status.map(i64::from)).bind(fault).bind(stopped_at).execute(connection).await.map(drop)
        })?;
        Ok(())
    }
}
