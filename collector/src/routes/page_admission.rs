//! Who a page is and what it may do: write key, origin, signed user id; and whom its ids stand for.
//!
//! Deliberately absent: what the page asks for (`public.rs`).

use crate::catalog::Served;
use crate::error::ApiError;
use crate::state::{App, LiveChange};
use crate::store::event::{anonymous_subject, company_subject, user_subject};
use crate::token;
use axum::http::HeaderValue;
use shared::api::report::Change;
use shared::event::{SCHEMA_VERSION, Who};
use shared::time::Timestamp;
use std::sync::Arc;

/// A newer loader is told to keep its events until this collector has been upgraded too.
pub(super) fn check_schema(schema: u16) -> Result<(), ApiError> {
    if schema <= SCHEMA_VERSION {
        return Ok(());
    }
    let detail = format!("This collector knows event schema {SCHEMA_VERSION}, not {schema}; it is being upgraded.");
    Err(ApiError::unavailable("newer_schema", detail, 60))
}

/// The environment of a write key, if pages of this origin may use it.
pub(super) fn admitted(app: &App, key: &str, origin: Option<&HeaderValue>) -> Result<Arc<Served>, ApiError> {
    let unknown = || {
        ApiError::forbidden(
            "unknown_key",
            "There is no environment with this write key; the console shows the snippet with the right one.",
        )
    };
    let served = app.catalog.by_key(key).ok_or_else(unknown)?;
    let Some(origin) = origin.map(|origin| String::from_utf8_lossy(origin.as_bytes()).into_owned()) else {
        return Ok(served);
    };
    if served.allows_origin(&origin) {
        return Ok(served);
    }
    if app.heard.refuse(&served.workspace, &served.environment, &origin) {
        tell(app, &served);
    }
    let detail =
        format!("Pages of {origin} may not use this write key; add the origin to the environment in the console.");
    Err(ApiError::forbidden("origin_not_allowed", detail))
}

pub(super) fn hear(app: &App, served: &Served, origin: Option<&HeaderValue>, now: Timestamp) {
    let origin = origin.and_then(|origin| origin.to_str().ok());
    if app.heard.hear(&served.workspace, &served.environment, origin, now) {
        tell(app, served);
    }
}

fn tell(app: &App, served: &Served) {
    // Nobody may be listening.
    let _ = app.live.send(LiveChange {
        workspace: served.workspace.to_string(),
        environment: served.environment.to_string(),
        change: Change::Heard,
    });
}

/// Whether the user id is signed; an error when it should be and is not.
pub(super) fn signed(served: &Served, who: &Who, token: Option<&str>, now: Timestamp) -> Result<bool, ApiError> {
    let Some(user) = &who.user_id else { return Ok(false) };
    let refused = |detail: String| ApiError::forbidden("bad_token", detail);
    match token {
        Some(token) => match token::verify(token, &served.identity_secret, now) {
            Ok(signed) if signed == user.as_str() => Ok(true),
            Ok(_) => Err(refused("The token signs another user id.".into())),
            Err(error) => Err(refused(format!("The token is not accepted: {error}."))),
        },
        None if served.settings.token_required => {
            Err(refused("This environment demands a signed token with a user id.".into()))
        }
        None => Ok(false),
    }
}

/// Who it is, after an anonymous id has been resolved.
pub(super) async fn subject(app: &App, served: &Served, who: &Who) -> Result<Option<String>, ApiError> {
    if let Some(user) = &who.user_id {
        return Ok(Some(user_subject(user.as_str())));
    }
    let Some(anonymous) = &who.anonymous_id else { return Ok(None) };
    // Where user ids must be signed, an anonymous id says nothing about a user.
    if served.settings.token_required {
        return Ok(Some(anonymous_subject(anonymous.as_str())));
    }
    let alias = app.store.alias(&served.workspace, &served.environment, anonymous.as_str()).await?;
    Ok(Some(alias.map_or_else(|| anonymous_subject(anonymous.as_str()), |user| user_subject(&user))))
}

/// The company's where there is one, so that colleagues see the same; else the person's, stored or to be.
pub(super) fn bucket(
    app: &App,
    (workspace, environment): (&str, &str),
    who: &Who,
    company: Option<&str>,
    stored: Option<&str>,
) -> String {
    if let Some(company) = company {
        return app.buckets.draw(workspace, environment, &company_subject(company));
    }
    if let Some(stored) = stored {
        return stored.to_owned();
    }
    let anonymous = who.anonymous_id.as_ref().map(|id| anonymous_subject(id.as_str()));
    let first = anonymous.or_else(|| who.user_id.as_ref().map(|id| user_subject(id.as_str())));
    first.map_or_else(String::new, |first| app.buckets.draw(workspace, environment, &first))
}
