//! Set-up, sign-in, one's own account. Members and tokens are in [`super::member`].
//!
//! Deliberately absent: e-mail. One-time links are printed or shown, and passed on by whoever made them.

use super::answer::{Done, SignedIn};
use super::input::{Body, Call, Visit, line};
use crate::auth::attempts::RetryAfter;
use crate::auth::cookie::LIFETIME_MS;
use crate::auth::password::PasswordError;
use crate::auth::reached::Reached;
use crate::auth::secret::Secret;
use crate::clock;
use crate::error::ApiError;
use crate::state::App;
use crate::store::StoreError;
use crate::store::account::{Credentials, NewMemberRow};
use crate::store::member::InvitationRow;
use axum::Json;
use axum::http::StatusCode;
use shared::api::account::{JoinRequest, Me, PasswordChange, Role, SetupRequest, SetupState, SignInRequest};
use shared::time::HOUR_MS;

/// How long the one-time link for the first member is good.
const SETUP_MS: i64 = 24 * HOUR_MS;
/// Longest e-mail address, bytes (RFC 5321, 4.5.3.1.3).
const MAX_EMAIL: usize = 254;
/// Longest name, bytes.
pub(super) const MAX_NAME: usize = 200;

/// A fresh one-time link for the first member, or `None` when somebody can sign in already; `address` is where the collector
/// is reached.
///
/// # Errors
/// When the database fails.
pub async fn setup_link(app: &App, address: &str) -> Result<Option<String>, StoreError> {
    if !app.store.setup_needed().await? {
        return Ok(None);
    }
    let secret = Secret::random("");
    app.store.offer_setup(&secret.hash(), clock::now().plus_ms(SETUP_MS)).await?;
    Ok(Some(format!("{address}/console/setup#token={}", secret.reveal())))
}

/// `GET /api/setup`
///
/// # Errors
/// When the database fails.
pub async fn setup_state(visit: Visit) -> Result<Json<SetupState>, ApiError> {
    Ok(Json(SetupState { needed: visit.app.store.setup_needed().await? }))
}

/// `POST /api/setup`
///
/// # Errors
/// 403 `link_not_good`; 422 `bad_email`, `bad_password`, `bad_field`; 429 `too_many_attempts`; or when the database fails.
pub async fn set_up(visit: Visit, Body(request): Body<SetupRequest>) -> Result<SignedIn<Me>, ApiError> {
    let Visit { app, reached } = visit;
    let link = Secret::presented(request.token);
    app.auth.attempts.check(reached.client, "", clock::now()).map_err(too_often)?;
    let (workspace, email) = (line("workspace", &request.workspace, MAX_NAME)?, email(&request.email)?);
    let phc = app.auth.passwords.hash(&email, Secret::presented(request.password)).await.map_err(password_problem)?;
    let (workspace_id, member) = (clock::fresh_id(), clock::fresh_id());
    let now = clock::now();
    let role = Role::Owner;
    let first =
        NewMemberRow { workspace: &workspace_id, member: &member, email: &email, password: &phc, role, at: now };
    if !app.store.set_up(&link.hash(), &workspace, &first).await? {
        app.auth.attempts.fail(reached.client, "", now);
        return Err(link_not_good());
    }
    sign_in_as(&app, &reached, Credentials { workspace: workspace_id, member, email, password: phc, role }).await
}

/// `POST /api/sign-in`
///
/// # Errors
/// 401 `wrong_credentials`; 429 `too_many_attempts`; or when the database fails.
pub async fn sign_in(visit: Visit, Body(request): Body<SignInRequest>) -> Result<SignedIn<Me>, ApiError> {
    let Visit { app, reached } = visit;
    let email = request.email.trim().to_lowercase();
    app.auth.attempts.check(reached.client, &email, clock::now()).map_err(too_often)?;
    let found = if email.contains('\0') { None } else { app.store.member_by_email(&email).await? };
    let stored = found.as_ref().map(|member| member.password.clone());
    let fits =
        app.auth.passwords.verify(stored, Secret::presented(request.password)).await.map_err(password_problem)?;
    let Some(member) = found.filter(|_| fits) else {
        app.auth.attempts.fail(reached.client, &email, clock::now());
        let detail = "E-mail address or password is wrong.";
        return Err(ApiError::new(StatusCode::UNAUTHORIZED, "wrong_credentials", detail));
    };
    app.auth.attempts.succeed(reached.client, &email);
    sign_in_as(&app, &reached, member).await
}

/// `POST /api/join`
///
/// # Errors
/// 403 `link_not_good`; 409 `email_taken`; 422 `bad_password`; 429 `too_many_attempts`; or when the database fails.
pub async fn join(visit: Visit, Body(request): Body<JoinRequest>) -> Result<SignedIn<Me>, ApiError> {
    let Visit { app, reached } = visit;
    let (link, now) = (Secret::presented(request.token), clock::now());
    app.auth.attempts.check(reached.client, "", now).map_err(too_often)?;
    let Some(InvitationRow { workspace, email, role }) = app.store.invitation(&link.hash(), now).await? else {
        app.auth.attempts.fail(reached.client, "", now);
        return Err(link_not_good());
    };
    let phc = app.auth.passwords.hash(&email, Secret::presented(request.password)).await.map_err(password_problem)?;
    let member = clock::fresh_id();
    let new = NewMemberRow { workspace: &workspace, member: &member, email: &email, password: &phc, role, at: now };
    match app.store.join(&link.hash(), &new).await {
        Ok(true) => sign_in_as(&app, &reached, Credentials { workspace, member, email, password: phc, role }).await,
        Ok(false) => Err(link_not_good()),
        Err(StoreError::Conflict) => Err(email_taken()),
        Err(error) => Err(error.into()),
    }
}

/// `POST /api/sign-out`
///
/// # Errors
/// When the database fails.
pub async fn sign_out(call: Call) -> Result<SignedIn<()>, ApiError> {
    if let Some(hash) = &call.caller.sign_in {
        call.app.store.sign_out(hash).await?;
    }
    Ok(SignedIn { cookie: call.reached.place(&call.app.settings).sign_out(), value: () })
}

/// `GET /api/me`
///
/// # Errors
/// When the database fails.
pub async fn me(call: Call) -> Result<Json<Me>, ApiError> {
    let workspace = call.app.store.workspace_name(&call.caller.workspace).await?.unwrap_or_default();
    Ok(Json(Me { workspace, name: call.caller.name, role: call.caller.role }))
}

/// `PUT /api/me/password`
///
/// # Errors
/// 403 `not_a_member`; 403 `wrong_password`; or when the database fails.
pub async fn change_password(call: Call, Body(change): Body<PasswordChange>) -> Result<Done, ApiError> {
    let Call { app, caller, reached } = call;
    let (Some(member), Some(sign_in)) = (&caller.member, &caller.sign_in) else {
        return Err(ApiError::forbidden("not_a_member", "Only a member has a password; this is an API token."));
    };
    app.auth.attempts.check(reached.client, &caller.name, clock::now()).map_err(too_often)?;
    let stored = app.store.member_by_email(&caller.name).await?.map(|member| member.password);
    if !app.auth.passwords.verify(stored, Secret::presented(change.current)).await.map_err(password_problem)? {
        app.auth.attempts.fail(reached.client, &caller.name, clock::now());
        return Err(ApiError::forbidden("wrong_password", "The password so far is wrong."));
    }
    let phc = app.auth.passwords.hash(&caller.name, Secret::presented(change.new)).await.map_err(password_problem)?;
    app.store.set_password(&caller.workspace, member, &phc, sign_in).await?;
    Ok(Done)
}

async fn sign_in_as(app: &App, reached: &Reached, member: Credentials) -> Result<SignedIn<Me>, ApiError> {
    let (secret, now) = (Secret::random(""), clock::now());
    let until = now.plus_ms(LIFETIME_MS);
    app.store.sign_in(&secret.hash(), &member, now, until).await?;
    let workspace = app.store.workspace_name(&member.workspace).await?.unwrap_or_default();
    let cookie = reached.place(&app.settings).sign_in(&secret, now, until);
    Ok(SignedIn { cookie, value: Me { workspace, name: member.email, role: member.role } })
}

/// An e-mail address in lower case; whether it exists only a mail to it could tell.
pub(super) fn email(text: &str) -> Result<String, ApiError> {
    let text = line("email", text, MAX_EMAIL)?.to_lowercase();
    let parts = text.split_once('@');
    let good = parts.is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.contains('@') && !text.contains(char::is_whitespace)
    });
    if good {
        Ok(text)
    } else {
        Err(ApiError::unprocessable("bad_email", "email: must be an address such as name@example.com"))
    }
}

pub(super) fn email_taken() -> ApiError {
    ApiError::conflict("email_taken", "A member with this e-mail address exists already.")
}

fn link_not_good() -> ApiError {
    let detail = "This one-time link is wrong, was used already or has ended; ask for a fresh one (an empty collector prints one at its start).";
    ApiError::forbidden("link_not_good", detail)
}

fn too_often(RetryAfter(seconds): RetryAfter) -> ApiError {
    let minutes = (seconds + 59).div_euclid(60);
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    let detail = format!("Too many failed attempts; try again in {minutes} {unit}.");
    let retry_after = u32::try_from(seconds).ok();
    ApiError { retry_after, ..ApiError::new(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts", detail) }
}

fn password_problem(error: PasswordError) -> ApiError {
    match error {
        PasswordError::Busy => ApiError::unavailable("busy", "Too many passwords are being checked; try again.", 2),
        PasswordError::Damaged => {
            tracing::error!(%error, "a stored row cannot be read");
            ApiError::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "internal",
                "Something stored cannot be read; the log says what.",
            )
        }
        _ => ApiError::unprocessable("bad_password", format!("{error}.")),
    }
}
