//! Who calls, what they may do, and whether they meant it: the gate in front of every management call.
//!
//! | module | holds |
//! |---|---|
//! | [`secret`] | random secrets, hidden in logs, stored as hashes |
//! | [`password`] | argon2id, a few at once |
//! | [`attempts`] | how often somebody may try |
//! | [`cookie`] | the sign-in cookie |
//! | [`forgery`] | where a request really comes from |
//! | [`reached`] | the address the caller used, behind proxies too |
//!
//! A handler gets its [`Caller`] only from [`admit`], which the table of routes puts in front of it together with the role
//! it demands. Deliberately absent: any rule about one resource.

pub mod attempts;
pub mod cookie;
pub mod forgery;
pub mod password;
pub mod reached;
pub mod secret;

use crate::clock;
use crate::error::ApiError;
use crate::state::App;
use crate::store::account::SignedIn;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use forgery::{Source, Verdict};
use reached::Reached;
use secret::Secret;
use shared::api::account::Role;
use shared::time::{DAY_MS, MINUTE_MS, Timestamp};
use std::sync::Arc;

/// What every API token begins with.
pub const TOKEN_PREFIX: &str = "wk_sec_";

/// Passwords and the attempts at them; one per collector.
#[derive(Debug, Default)]
pub struct Auth {
    /// Hashes and verifies.
    pub passwords: password::Passwords,
    /// Failed attempts.
    pub attempts: attempts::Attempts,
}

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Anyone,
    /// Pages of hosts, by the write key in what they send.
    Page,
    /// Tokens that may send what host back ends know, and whoever may write content.
    Sender,
    /// Members and tokens that may at least read.
    Viewer,
    /// Members and tokens that may at least write content.
    Editor,
    /// Members and tokens that may do everything.
    Owner,
}

impl Access {
    /// The least role, for routes that need one.
    pub fn least(self) -> Option<Role> {
        match self {
            Self::Anyone | Self::Page => None,
            Self::Sender => Some(Role::Sender),
            Self::Viewer => Some(Role::Viewer),
            Self::Editor => Some(Role::Editor),
            Self::Owner => Some(Role::Owner),
        }
    }

    /// Whether somebody with this role may call it.
    fn admits(self, role: Role) -> bool {
        match self {
            Self::Sender => role.may_send(),
            _ => self.least().is_none_or(|least| role >= least),
        }
    }
}

/// Who calls: a member by cookie or a program by token.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Everything the caller can reach is in this workspace.
    pub workspace: String,
    /// The member's id; `None` for a token.
    pub member: Option<String>,
    /// The member's e-mail address, or the token's name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The hash of the sign-in's secret; `None` for a token.
    pub sign_in: Option<String>,
}

/// Lets a request pass to its handler if its caller may call it; puts [`Reached`] and, where a role is needed, [`Caller`]
/// into it.
pub async fn admit(State((app, access)): State<(Arc<App>, Access)>, mut request: Request, next: Next) -> Response {
    let reached = Reached::of(&app.settings, request.headers(), request.extensions());
    let renewed = match check(&app, access, &reached, &mut request).await {
        Ok(renewed) => renewed,
        Err(error) => return refuse(error),
    };
    request.extensions_mut().insert(reached);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    // A handler that sets the cookie itself (sign-in, sign-out) knows better.
    if let Some(cookie) = renewed.filter(|_| !headers.contains_key(header::SET_COOKIE)) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}

fn refuse(error: ApiError) -> Response {
    let unauthorized = error.status == StatusCode::UNAUTHORIZED;
    let mut response = error.into_response();
    if unauthorized {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"waymark\""));
    }
    response
}

/// Checks source and role; the value is a renewed cookie when the sign-in was prolonged.
async fn check(
    app: &App,
    access: Access,
    reached: &Reached,
    request: &mut Request,
) -> Result<Option<HeaderValue>, ApiError> {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let verdict = source(request.headers(), reached).verdict();
    let Some(least) = access.least() else {
        // Nobody may be signed in or set up by another site's page.
        return if changes && verdict == Verdict::Foreign { Err(foreign()) } else { Ok(None) };
    };
    let (caller, renewed) = if let Some(token) = bearer(request.headers())? {
        (by_token(app, &token).await?, None)
    } else {
        let by_cookie = by_cookie(app, reached, request.headers()).await?;
        if changes && verdict != Verdict::Own {
            return Err(foreign());
        }
        by_cookie
    };
    if !access.admits(caller.role) {
        return Err(ApiError::forbidden(
            "role_too_low",
            format!("This needs the role {}; yours is {}.", least.name(), caller.role.name()),
        ));
    }
    request.extensions_mut().insert(caller);
    Ok(renewed)
}

fn foreign() -> ApiError {
    ApiError::forbidden(
        "foreign_origin",
        "A change with the sign-in cookie must come from the console's own page; programs use an API token instead.",
    )
}

fn source<'a>(headers: &'a HeaderMap, reached: &'a Reached) -> Source<'a> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    Source { fetch_site: text("sec-fetch-site"), origin: text("origin"), host: Some(&reached.host) }
}

fn bearer(headers: &HeaderMap) -> Result<Option<Secret>, ApiError> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let token = value.to_str().ok().and_then(|text| text.split_once(' '));
    match token {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && token.trim().starts_with(TOKEN_PREFIX) => {
            Ok(Some(Secret::presented(token.trim())))
        }
        _ => Err(ApiError::unauthorized(format!("The Authorization header must be: Bearer {TOKEN_PREFIX}…"))),
    }
}

async fn by_token(app: &App, token: &Secret) -> Result<Caller, ApiError> {
    let hash = token.hash();
    let Some(found) = app.store.token_by_hash(&hash).await? else {
        return Err(ApiError::unauthorized("This API token is unknown or was revoked."));
    };
    let now = clock::now();
    // To the minute is exact enough, and spares a write per call.
    if found.token.used_at.is_none_or(|at| now.since(at) > MINUTE_MS) {
        app.store.touch_token(&found.workspace, &found.token.id, now).await?;
    }
    let (name, role) = (found.token.name, found.token.role);
    Ok(Caller { workspace: found.workspace, member: None, name, role, sign_in: None })
}

async fn by_cookie(
    app: &App,
    reached: &Reached,
    headers: &HeaderMap,
) -> Result<(Caller, Option<HeaderValue>), ApiError> {
    let place = reached.place(&app.settings);
    let mut cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let Some(secret) = cookies.find_map(|header| place.find(header)) else {
        return Err(ApiError::unauthorized("Nobody is signed in: sign in, or send an API token."));
    };
    let (now, hash) = (clock::now(), secret.hash());
    let Some(SignedIn { workspace, member, email, role, expires_at }) = app.store.signed_in(&hash, now).await? else {
        return Err(ApiError::unauthorized("The sign-in has ended; sign in again."));
    };
    let renewed = prolong(app, &place, &secret, expires_at, now).await?;
    Ok((Caller { workspace, member: Some(member), name: email, role, sign_in: Some(hash) }, renewed))
}

/// A sign-in slides: once a day its end is moved, in the database and in the browser.
async fn prolong(
    app: &App,
    place: &cookie::Place,
    secret: &Secret,
    expires_at: Timestamp,
    now: Timestamp,
) -> Result<Option<HeaderValue>, ApiError> {
    if expires_at.since(now) > cookie::LIFETIME_MS - DAY_MS {
        return Ok(None);
    }
    let until = now.plus_ms(cookie::LIFETIME_MS);
    app.store.prolong_sign_in(&secret.hash(), until).await?;
    Ok(HeaderValue::from_str(&place.sign_in(secret, now, until)).ok())
}
