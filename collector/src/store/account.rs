//! Members, their sign-ins, one-time links, API tokens. Secrets come in as hashes only.
//!
//! Deliberately absent: the clock, hashing, and who may do what.

use super::{Store, StoreError, read, within, write};
use shared::api::account::{Member, Role, Token};
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
const MEMBERS: &str = "select member, email, role, created_at from members where workspace = $1 order by created_at, member";
const SET_PASSWORD: &str = "update members set password = $3 where workspace = $1 and member = $2";
const SET_ROLE: &str = "update members set role = $3 where workspace = $1 and member = $2";
const REMOVE_MEMBER: &str = "delete from members where workspace = $1 and member = $2";
const OWNERS: &str = "select count(*) from members where workspace = $1 and role = 'owner'";
const SIGN_OUT_MEMBER: &str = "delete from sign_ins where workspace = $1 and member = $2 and hash <> $3";
const INSERT_SIGN_IN: &str =
    "insert into sign_ins (hash, workspace, member, created_at, expires_at) values ($1, $2, $3, $4, $5)";
const SWEEP_SIGN_INS: &str = "delete from sign_ins where expires_at <= $1";
const SIGNED_IN: &str = "select s.workspace, s.member, m.email, m.role, s.expires_at from sign_ins s \
    join members m on m.workspace = s.workspace and m.member = s.member where s.hash = $1 and s.expires_at > $2";
const PROLONG: &str = "update sign_ins set expires_at = $2 where hash = $1";
const SIGN_OUT: &str = "delete from sign_ins where hash = $1";
const INVITE: &str = "insert into invitations (hash, workspace, email, role, expires_at) values ($1, $2, $3, $4, $5) \
    on conflict (workspace, email) do update set hash = excluded.hash, role = excluded.role, expires_at = excluded.expires_at";
const TAKE_INVITATION: &str = "delete from invitations where hash = $1 and expires_at > $2 returning workspace, email, role";
const INVITATION: &str = "select workspace, email, role from invitations where hash = $1 and expires_at > $2";
const INSERT_TOKEN: &str = "insert into tokens (workspace, token, name, role, prefix, hash, created_at, created_by) \
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
const TOKENS: &str = "select workspace, token, name, role, prefix, created_at, used_at from tokens where workspace = $1 \
    order by created_at desc, token desc";
const TOKEN_BY_HASH: &str = "select workspace, token, name, role, prefix, created_at, used_at from tokens where hash = $1";
const TOUCH_TOKEN: &str = "update tokens set used_at = $3 where workspace = $1 and token = $2";
const REVOKE_TOKEN: &str = "delete from tokens where workspace = $1 and token = $2";

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

/// An API token with its workspace.
#[derive(Debug)]
pub struct TokenRow {
    /// The workspace.
    pub workspace: String,
    /// The token.
    pub token: Token,
}

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

fn role_text(role: Role) -> &'static str {
    match role {
        Role::Viewer => "viewer",
        Role::Editor => "editor",
        Role::Owner => "owner",
    }
}

fn role(text: &str) -> Result<Role, StoreError> {
    match text {
        "viewer" => Ok(Role::Viewer),
        "editor" => Ok(Role::Editor),
        "owner" => Ok(Role::Owner),
        other => Err(StoreError::corrupt("role", other)),
    }
}

type TokenColumns = (String, String, String, String, String, i64, Option<i64>);

fn token_row(row: TokenColumns) -> Result<TokenRow, StoreError> {
    let (workspace, id, name, role_text, prefix, created_at, used_at) = row;
    let (created_at, used_at) = (Timestamp(created_at), used_at.map(Timestamp));
    Ok(TokenRow { workspace, token: Token { id, name, role: role(&role_text)?, prefix, created_at, used_at } })
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

    /// Gives a member another role, or takes the member away (`None`) with their sign-ins; an owner always remains.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_member(&self, workspace: &str, member: &str, to: Option<Role>) -> Result<MemberChange, StoreError> {
        let mut tx = self.begin().await?;
        let (changed, owners) = within!(&mut tx, c => {
            let changed = match to {
                Some(role) => sqlx::query(SET_ROLE).bind(workspace).bind(member).bind(role_text(role)).execute(&mut *c).await?.rows_affected(),
                None => {
                    sqlx::query(SIGN_OUT_MEMBER).bind(workspace).bind(member).bind("").execute(&mut *c).await?;
                    sqlx::query(REMOVE_MEMBER).bind(workspace).bind(member).execute(&mut *c).await?.rows_affected()
                }
            };
            let (owners,): (i64,) = sqlx::query_as(OWNERS).bind(workspace).fetch_one(&mut *c).await?;
            (changed, owners)
        });
        let outcome = match (changed, owners) {
            (0, _) => MemberChange::Unknown,
            (_, 0) => MemberChange::LastOwner,
            _ => MemberChange::Made,
        };
        if outcome == MemberChange::Made { tx.commit().await? } else { tx.rollback().await? }
        Ok(outcome)
    }

    /// Keeps a sign-in, and forgets those that have ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_in(&self, hash: &str, who: &Credentials, now: Timestamp, until: Timestamp) -> Result<(), StoreError> {
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

    /// Keeps the hash of an invitation; an earlier one for the same address ends.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invite(&self, hash: &str, invitation: &InvitationRow, expires_at: Timestamp) -> Result<(), StoreError> {
        let InvitationRow { workspace, email, role } = invitation;
        write!(self, pool => {
            let query = sqlx::query(INVITE).bind(hash).bind(workspace).bind(email).bind(role_text(*role)).bind(expires_at.0);
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

    /// Keeps an API token by the hash of its secret.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_token(&self, row: &TokenRow, hash: &str, by: &str) -> Result<(), StoreError> {
        let TokenRow { workspace, token } = row;
        write!(self, pool => {
            let query = sqlx::query(INSERT_TOKEN).bind(workspace).bind(&token.id).bind(&token.name).bind(role_text(token.role));
            query.bind(&token.prefix).bind(hash).bind(token.created_at.0).bind(by).execute(pool).await.map(drop)
        })?;
        Ok(())
    }

    /// All API tokens, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tokens(&self, workspace: &str) -> Result<Vec<Token>, StoreError> {
        let rows: Vec<TokenColumns> = read!(self, pool => sqlx::query_as(TOKENS).bind(workspace).fetch_all(pool).await)?;
        rows.into_iter().map(|row| token_row(row).map(|row| row.token)).collect()
    }

    /// The token whose secret has this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn token_by_hash(&self, hash: &str) -> Result<Option<TokenRow>, StoreError> {
        let row: Option<TokenColumns> =
            read!(self, pool => sqlx::query_as(TOKEN_BY_HASH).bind(hash).fetch_optional(pool).await)?;
        row.map(token_row).transpose()
    }

    /// Remembers when a token was last used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_token(&self, workspace: &str, token: &str, now: Timestamp) -> Result<(), StoreError> {
        write!(self, pool => sqlx::query(TOUCH_TOKEN).bind(workspace).bind(token).bind(now.0).execute(pool).await.map(drop))?;
        Ok(())
    }

    /// Takes a token away; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_token(&self, workspace: &str, token: &str) -> Result<bool, StoreError> {
        let gone = write!(self, pool =>
            sqlx::query(REVOKE_TOKEN).bind(workspace).bind(token).execute(pool).await.map(|done| done.rows_affected()))?;
        Ok(gone > 0)
    }
}

async fn insert_member(tx: &mut super::Tx, member: &NewMemberRow<'_>) -> Result<(), StoreError> {
    within!(tx, c => {
        let query = sqlx::query(INSERT_MEMBER).bind(member.workspace).bind(member.member).bind(member.email);
        query.bind(member.password).bind(role_text(member.role)).bind(member.at.0).execute(&mut *c).await?;
    });
    Ok(())
}
