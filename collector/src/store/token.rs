//! API tokens. Secrets come in as hashes only.
//!
//! Deliberately absent: the clock, hashing, and what a token may do.

use super::account::role;
use super::{Store, StoreError, read, write};
use shared::api::account::Token;
use shared::time::Timestamp;

const INSERT_TOKEN: &str = "insert into tokens (workspace, token, name, role, prefix, hash, created_at, created_by) \
    values ($1, $2, $3, $4, $5, $6, $7, $8)";
const TOKENS: &str = "select workspace, token, name, role, prefix, created_at, used_at from tokens where workspace = $1 \
    order by created_at desc, token desc";
const TOKEN_BY_HASH: &str =
    "select workspace, token, name, role, prefix, created_at, used_at from tokens where hash = $1";
const TOUCH_TOKEN: &str = "update tokens set used_at = $3 where workspace = $1 and token = $2";
const REVOKE_TOKEN: &str = "delete from tokens where workspace = $1 and token = $2";

/// An API token with its workspace.
#[derive(Debug)]
pub struct TokenRow {
    /// The workspace.
    pub workspace: String,
    /// The token.
    pub token: Token,
}

type TokenColumns = (String, String, String, String, String, i64, Option<i64>);

fn token_row(row: TokenColumns) -> Result<TokenRow, StoreError> {
    let (workspace, id, name, role_text, prefix, created_at, used_at) = row;
    let (created_at, used_at) = (Timestamp(created_at), used_at.map(Timestamp));
    Ok(TokenRow { workspace, token: Token { id, name, role: role(&role_text)?, prefix, created_at, used_at } })
}

impl Store {
    /// Keeps an API token by the hash of its secret.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_token(&self, row: &TokenRow, hash: &str, by: &str) -> Result<(), StoreError> {
        let TokenRow { workspace, token } = row;
        write!(self, pool => {
            let query = sqlx::query(INSERT_TOKEN).bind(workspace).bind(&token.id).bind(&token.name).bind(token.role.name());
            query.bind(&token.prefix).bind(hash).bind(token.created_at.0).bind(by).execute(pool).await.map(drop)
        })?;
        Ok(())
    }

    /// All API tokens, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tokens(&self, workspace: &str) -> Result<Vec<Token>, StoreError> {
        let rows: Vec<TokenColumns> =
            read!(self, pool => sqlx::query_as(TOKENS).bind(workspace).fetch_all(pool).await)?;
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
