//! Members and API tokens.
//!
//! Deliberately absent: e-mail. The link that invites is shown to the owner, who passes it on.

use super::account::{MAX_NAME, email, email_taken};
use super::answer::{Created, Done};
use super::input::{Body, Call, line};
use crate::auth::TOKEN_PREFIX;
use crate::auth::secret::Secret;
use crate::clock;
use crate::error::ApiError;
use crate::store::member::{InvitationRow, MemberChange};
use crate::store::token::TokenRow;
use axum::Json;
use axum::extract::Path;
use shared::api::account::{FreshToken, Invitation, Members, NewMember, NewToken, Role, RoleChange, Token, Tokens};
use shared::time::DAY_MS;

/// How long an invitation is good.
const INVITATION_MS: i64 = 7 * DAY_MS;
/// Characters of a token's secret that are shown, beyond its prefix.
const SHOWN: usize = 4;

/// `GET /api/members`
///
/// # Errors
/// When the database fails.
pub async fn members(call: Call) -> Result<Json<Members>, ApiError> {
    Ok(Json(Members { members: call.app.store.members(&call.caller.workspace).await? }))
}

/// `POST /api/members`
///
/// # Errors
/// When the database fails.
pub async fn invite(call: Call, Body(new): Body<NewMember>) -> Result<Created<Invitation>, ApiError> {
    let email = email(&new.email)?;
    of_members(new.role)?;
    if call.app.store.member_by_email(&email).await?.is_some() {
        return Err(email_taken());
    }
    let (secret, expires_at) = (Secret::random(""), clock::now().plus_ms(INVITATION_MS));
    let row = InvitationRow { workspace: call.caller.workspace, email, role: new.role };
    call.app.store.invite(&secret.hash(), &row, expires_at).await?;
    let url = format!("{}/console/join#token={}", call.reached.address(&call.app.settings), secret.reveal());
    Ok(Created(Invitation { url, expires_at }))
}

/// `PUT /api/members/{member}`
///
/// # Errors
/// When the database fails.
pub async fn change_role(
    call: Call,
    Path(member): Path<String>,
    Body(change): Body<RoleChange>,
) -> Result<Done, ApiError> {
    of_members(change.role)?;
    change_member(&call, &member, Some(change.role)).await
}

/// Members read at least; only a token can be a sender.
fn of_members(role: Role) -> Result<(), ApiError> {
    if role >= Role::Viewer {
        return Ok(());
    }
    Err(ApiError::unprocessable("bad_field", format!("role: only an API token can be {}", role.name())))
}

/// `DELETE /api/members/{member}`
///
/// # Errors
/// When the database fails.
pub async fn remove_member(call: Call, Path(member): Path<String>) -> Result<Done, ApiError> {
    change_member(&call, &member, None).await
}

async fn change_member(call: &Call, member: &str, to: Option<Role>) -> Result<Done, ApiError> {
    match call.app.store.change_member(&call.caller.workspace, member, to).await? {
        MemberChange::Made => Ok(Done),
        MemberChange::Unknown => Err(ApiError::not_found("member")),
        MemberChange::LastOwner => {
            Err(ApiError::conflict("last_owner", "This is the last owner; make somebody else owner first."))
        }
    }
}

/// `GET /api/tokens`
///
/// # Errors
/// When the database fails.
pub async fn tokens(call: Call) -> Result<Json<Tokens>, ApiError> {
    Ok(Json(Tokens { tokens: call.app.store.tokens(&call.caller.workspace).await? }))
}

/// `POST /api/tokens`
///
/// # Errors
/// When the database fails.
pub async fn make_token(call: Call, Body(new): Body<NewToken>) -> Result<Created<FreshToken>, ApiError> {
    let secret = Secret::random(TOKEN_PREFIX);
    let token = Token {
        id: clock::fresh_id(),
        name: line("name", &new.name, MAX_NAME)?,
        role: new.role,
        prefix: secret.reveal()[..TOKEN_PREFIX.len() + SHOWN].to_owned(),
        created_at: clock::now(),
        used_at: None,
    };
    let row = TokenRow { workspace: call.caller.workspace, token };
    call.app.store.insert_token(&row, &secret.hash(), &call.caller.name).await?;
    tracing::info!(by = call.caller.name, role = row.token.role.name(), "an API token was made");
    Ok(Created(FreshToken { token: row.token, secret: secret.reveal().to_owned() }))
}

/// `DELETE /api/tokens/{token}`
///
/// # Errors
/// 404 where there is no such API token; or when the database fails.
pub async fn revoke_token(call: Call, Path(token): Path<String>) -> Result<Done, ApiError> {
    let gone = call.app.store.revoke_token(&call.caller.workspace, &token).await?;
    if gone { Ok(Done) } else { Err(ApiError::not_found("API token")) }
}
