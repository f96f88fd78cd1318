//! Members of a workspace and the one-time links that invite more.
//!
//! Deliberately absent: how members sign in; that is [`super::account`].

use super::account::{NewMemberRow, SIGN_OUT_MEMBER, insert_member, role};
use super::{Store, StoreError, read, within, write};
use shared::api::account::{Member, Role};
use shared::time::Timestamp;

const MEMBERS: &str =
    "select member, email, role, created_at from members where workspace = $1 order by created_at, member";
const SET_ROLE: &str = "update members set role = $3 where workspace = $1 and member = $2";
const REMOVE_MEMBER: &str = "delete from members where workspace = $1 and member = $2";
const OWNERS: &str = "select count(*) from members where workspace = $1 and role = 'owner'";
const INVITE: &str = "insert into invitations (hash, workspace, email, role, expires_at) values ($1, $2, $3, $4, $5) \
    on conflict (workspace, email) do update set hash = excluded.hash, role = excluded.role, expires_at = excluded.expires_at";
const TAKE_INVITATION: &str =
    "delete from invitations where hash = $1 and expires_at > $2 returning workspace, email, role";
const INVITATION: &str = "select workspace, email, role from invitations where hash = $1 and expires_at > $2";

/// A one-time link for a further member.
#[derive(Debug)]
pub struct InvitationRow {
    /// The workspace.
    pub workspace: String,
    /// The invited e-mail address.
    pub email: String,
    /// What they will be able to do.
    pub role: Role,
}

/// What became of a change that must leave an owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberChange {
    /// It is made.
    Made,
    /// There is no such member.
    Unknown,
    /// Nobody would be left to manage the workspace.
    LastOwner,
}

impl Store {
    /// All members of the workspace, in the order they joined.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn members(&self, workspace: &str) -> Result<Vec<Member>, StoreError> {
        let rows: Vec<(String, String, String, i64)> =
            read!(self, pool => sqlx::query_as(MEMBERS).bind(workspace).fetch_all(pool).await)?;
        rows.into_iter()
            .map(|(id, email, text, at)| Ok(Member { id, email, role: role(&text)?, created_at: Timestamp(at) }))
            .collect()
    }

    /// Gives a member another role, or takes the member away (`None`) with their sign-ins; an owner always remains.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_member(
        &self,
        workspace: &str,
        member: &str,
        to: Option<Role>,
    ) -> Result<MemberChange, StoreError> {
        let mut tx = self.begin().await?;
        let (changed, owners) = within!(&mut tx, c => {
            let changed = if let Some(role) = to {
                let query = sqlx::query(SET_ROLE).bind(workspace).bind(member).bind(role.name());
                query.execute(&mut *c).await?.rows_affected()
            } else {
                sqlx::query(SIGN_OUT_MEMBER).bind(workspace).bind(member).bind("").execute(&mut *c).await?;
                sqlx::query(REMOVE_MEMBER).bind(workspace).bind(member).execute(&mut *c).await?.rows_affected()
            };
            let (owners,): (i64,) = sqlx::query_as(OWNERS).bind(workspace).fetch_one(&mut *c).await?;
            (changed, owners)
        });
        let outcome = match (changed, owners) {
            (0, _) => MemberChange::Unknown,
            (_, 0) => MemberChange::LastOwner,
            _ => MemberChange::Made,
        };
        if outcome == MemberChange::Made {
            tx.commit().await?;
        } else {
            tx.rollback().await?;
        }
        Ok(outcome)
    }

    /// Keeps the hash of an invitation; an earlier one for the same address ends.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invite(
        &self,
        hash: &str,
        invitation: &InvitationRow,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let InvitationRow { workspace, email, role } = invitation;
        write!(self, pool => {
            let query = sqlx::query(INVITE).bind(hash).bind(workspace).bind(email).bind(role.name()).bind(expires_at.0);
            query.execute(pool).await.map(drop)
        })?;
        Ok(())
    }

    /// The invitation behind this hash, while it is good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitation(&self, hash: &str, now: Timestamp) -> Result<Option<InvitationRow>, StoreError> {
        let row: Option<(String, String, String)> =
            read!(self, pool => sqlx::query_as(INVITATION).bind(hash).bind(now.0).fetch_optional(pool).await)?;
        row.map(|(workspace, email, text)| Ok(InvitationRow { workspace, email, role: role(&text)? })).transpose()
    }

    /// Uses up an invitation and makes the member; false when it was used in the meantime.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the address has a member already, or the database fails.
    pub async fn join(&self, hash: &str, member: &NewMemberRow<'_>) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let taken: Option<(String, String, String)> = within!(&mut tx, c =>
            sqlx::query_as(TAKE_INVITATION).bind(hash).bind(member.at.0).fetch_optional(&mut *c).await?);
        if taken.is_none() {
            tx.rollback().await?;
            return Ok(false);
        }
        insert_member(&mut tx, member).await?;
        tx.commit().await?;
        Ok(true)
    }
}
