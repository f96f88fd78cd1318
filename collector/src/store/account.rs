//! The first member's set-up, sign-ins, passwords. Secrets come in as hashes only.
//!
//! Deliberately absent: the clock, hashing, and who may do what.

use super::{Store, StoreError, read, within, write};
use shared::api::account::Role;
use shared::time::Timestamp;

const ANY_MEMBER: &str = "select count(*) from members";
const OFFER_SETUP: &str = "insert into setup_links (hash, expires_at) values ($1, $2)";
const WITHDRAW_SETUPS: &str = "delete from setup_links";
const TAKE_SETUP: &str = "delete from setup_links where hash = $1 and expires_at > $2";
const INSERT_WORKSPACE: &str = "insert into workspaces (workspace, name, created_at) values ($1, $2, $3)";
const WORKSPACE_NAME: &str = "select name from workspaces where workspace = $1";
const INSERT_MEMBER: &str =
    "insert into members (workspace, member, email, password, role, created_at) values ($1, $2, $3, $4, $5, $6)";
const MEMBER_BY_EMAIL: &str = "select workspace, member, email, password, role from members where email = $1";
const SET_PASSWORD: &str = "update members set password = $3 where workspace = $1 and member = $2";
pub(super) const SIGN_OUT_MEMBER: &str = "delete from sign_ins where workspace = $1 and member = $2 and hash <> $3";
const INSERT_SIGN_IN: &str =
    "insert into sign_ins (hash, workspace, member, created_at, expires_at) values ($1, $2, $3, $4, $5)";
const SWEEP_SIGN_INS: &str = "delete from sign_ins where expires_at <= $1";
const SIGNED_IN: &str = "select s.workspace, s.member, m.email, m.role, s.expires_at from sign_ins s \
    join members m on m.workspace = s.workspace and m.member = s.member where s.hash = $1 and s.expires_at > $2";
const PROLONG: &str = "update sign_ins set expires_at = $2 where hash = $1";
const SIGN_OUT: &str = "delete from sign_ins where hash = $1";

/// A member as sign-in needs them; has no `Debug`, for the hash in it.
pub struct Credentials {
    /// The workspace.
    pub workspace: String,
    /// The member.
    pub member: String,
    /// The e-mail address.
    pub email: String,
    /// The PHC string of the password.
    pub password: String,
    /// What they may do.
    pub role: Role,
}

/// Somebody signed in by cookie.
#[derive(Debug)]
pub struct SignedIn {
    /// The workspace.
    pub workspace: String,
    /// The member.
    pub member: String,
    /// The e-mail address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// When the sign-in ends.
    pub expires_at: Timestamp,
}

/// A new member; has no `Debug`, for the hash in it.
pub struct NewMemberRow<'a> {
    /// The workspace.
    pub workspace: &'a str,
    /// The member's id.
    pub member: &'a str,
    /// The e-mail address, lower case.
    pub email: &'a str,
    /// The PHC string of the password.
    pub password: &'a str,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub at: Timestamp,
}

/// Reads a role back.
pub(super) fn role(text: &str) -> Result<Role, StoreError> {
    Role::named(text).ok_or_else(|| StoreError::corrupt("role", text))
}

impl Store {
    /// Whether nobody can sign in yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn setup_needed(&self) -> Result<bool, StoreError> {
        let (members,): (i64,) = read!(self, pool => sqlx::query_as(ANY_MEMBER).fetch_one(pool).await)?;
        Ok(members == 0)
    }

    /// Keeps the hash of a fresh one-time link; earlier ones end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn offer_setup(&self, hash: &str, expires_at: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        within!(&mut tx, c => {
            sqlx::query(WITHDRAW_SETUPS).execute(&mut *c).await?;
            sqlx::query(OFFER_SETUP).bind(hash).bind(expires_at.0).execute(&mut *c).await?;
        });
        tx.commit().await
    }

    /// Uses up a one-time link and makes workspace and first member; false when the link is not (or no longer) good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_up(&self, hash: &str, name: &str, first: &NewMemberRow<'_>) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let taken = within!(&mut tx, c => {
            let taken = sqlx::query(TAKE_SETUP).bind(hash).bind(first.at.0).execute(&mut *c).await?.rows_affected();
            let (members,): (i64,) = sqlx::query_as(ANY_MEMBER).fetch_one(&mut *c).await?;
            taken == 1 && members == 0
        });
        if !taken {
            tx.rollback().await?;
            return Ok(false);
        }
        within!(&mut tx, c => {
            sqlx::query(INSERT_WORKSPACE).bind(first.workspace).bind(name).bind(first.at.0).execute(&mut *c).await?;
        });
        insert_member(&mut tx, first).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The workspace's name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn workspace_name(&self, workspace: &str) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> =
            read!(self, pool => sqlx::query_as(WORKSPACE_NAME).bind(workspace).fetch_optional(pool).await)?;
        Ok(row.map(|(name,)| name))
    }

    /// The member with this e-mail address (lower case).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn member_by_email(&self, email: &str) -> Result<Option<Credentials>, StoreError> {
        let row: Option<(String, String, String, String, String)> =
            read!(self, pool => sqlx::query_as(MEMBER_BY_EMAIL).bind(email).fetch_optional(pool).await)?;
        row.map(|(workspace, member, email, password, text)| {
            Ok(Credentials { workspace, member, email, password, role: role(&text)? })
        })
        .transpose()
    }

    /// Replaces a member's password and ends their other sign-ins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(&self, workspace: &str, member: &str, phc: &str, keep: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        within!(&mut tx, c => {
            sqlx::query(SET_PASSWORD).bind(workspace).bind(member).bind(phc).execute(&mut *c).await?;
            sqlx::query(SIGN_OUT_MEMBER).bind(workspace).bind(member).bind(keep).execute(&mut *c).await?;
        });
        tx.commit().await
    }

    /// Keeps a sign-in, and forgets those that have ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_in(
        &self,
        hash: &str,
        who: &Credentials,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        within!(&mut tx, c => {
            sqlx::query(SWEEP_SIGN_INS).bind(now.0).execute(&mut *c).await?;
            let insert = sqlx::query(INSERT_SIGN_IN).bind(hash).bind(&who.workspace).bind(&who.member);
            insert.bind(now.0).bind(until.0).execute(&mut *c).await?;
        });
        tx.commit().await
    }

    /// Who is signed in with this secret, if the sign-in has not ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signed_in(&self, hash: &str, now: Timestamp) -> Result<Option<SignedIn>, StoreError> {
        let row: Option<(String, String, String, String, i64)> =
            read!(self, pool => sqlx::query_as(SIGNED_IN).bind(hash).bind(now.0).fetch_optional(pool).await)?;
        row.map(|(workspace, member, email, text, until)| {
            Ok(SignedIn { workspace, member, email, role: role(&text)?, expires_at: Timestamp(until) })
        })
        .transpose()
    }

    /// Moves the end of a sign-in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prolong_sign_in(&self, hash: &str, until: Timestamp) -> Result<(), StoreError> {
        write!(self, pool => sqlx::query(PROLONG).bind(hash).bind(until.0).execute(pool).await.map(drop))?;
        Ok(())
    }

    /// Ends a sign-in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_out(&self, hash: &str) -> Result<(), StoreError> {
        write!(self, pool => sqlx::query(SIGN_OUT).bind(hash).execute(pool).await.map(drop))?;
        Ok(())
    }
}

pub(super) async fn insert_member(tx: &mut super::Tx, member: &NewMemberRow<'_>) -> Result<(), StoreError> {
    within!(tx, c => {
        let query = sqlx::query(INSERT_MEMBER).bind(member.workspace).bind(member.member).bind(member.email);
        query.bind(member.password).bind(member.role.name()).bind(member.at.0).execute(&mut *c).await?;
    });
    Ok(())
}
