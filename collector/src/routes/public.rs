//! What pages of hosts call: events, sessions, claims. `text/plain` JSON, so that no preflight is needed; no cookies.
//!
//! The write key is public; the origin is checked against the environment's list. Errors are told to any origin, so that
//! whoever debugs the page reads what is wrong. Deliberately absent: the rules (`ingest`, `session`).

use super::page_body::{Page, page_body};
use crate::catalog::Served;
use crate::clock;
use crate::error::ApiError;
use crate::ingest::{Batch, Identity, Source, read_event};
use crate::intake::Delivery;
use crate::metrics::Histogram;
use crate::session::{self, Question};
use crate::state::{App, LiveChange};
use crate::store::event::{anonymous_subject, company_subject, user_subject};
use crate::token;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::api::report::Change;
use shared::event::{MAX_BATCH, Receipt, SCHEMA_VERSION, Who};
use shared::session::{ClaimAnswer, ClaimRequest, SessionAnswer, SessionRequest};
use shared::targeting::frequency::{is_capped, quiet_reasons};
use shared::time::Timestamp;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

/// `POST /v1/events`: a batch of events.
pub async fn events(State(app): State<Arc<App>>, request: Request) -> Response {
    timed(&app, |app| &app.metrics.events_time, request, take_events).await
}

/// `POST /v1/session`: what may be due.
pub async fn session(State(app): State<Arc<App>>, request: Request) -> Response {
    timed(&app, |app| &app.metrics.session_time, request, decide_session).await
}

/// `POST /v1/claim`: the right to display.
pub async fn claim(State(app): State<Arc<App>>, request: Request) -> Response {
    let page = page_body(&app, request).await;
    let origin = page.origin.clone();
    finish(origin, decide_claim(&app, page).await)
}

/// `OPTIONS` of the above, for pages that send JSON or gzip.
pub async fn preflight(request: Request) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type, content-encoding"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    share(response, request.headers().get(header::ORIGIN).cloned())
}

async fn timed<F, Fut, T>(app: &Arc<App>, histogram: fn(&App) -> &Histogram, request: Request, work: F) -> Response
where
    F: FnOnce(Arc<App>, Page) -> Fut,
    Fut: Future<Output = Result<T, ApiError>>,
    T: serde::Serialize,
{
    let begun = Instant::now();
    let page = page_body(app, request).await;
    let origin = page.origin.clone();
    let result = work(Arc::clone(app), page).await;
    histogram(app).observe(begun.elapsed());
    if result.as_ref().is_err_and(|error| error.status.is_client_error()) {
        app.metrics.refused.fetch_add(1, Relaxed);
    }
    finish(origin, result)
}

fn finish<T: serde::Serialize>(origin: Option<HeaderValue>, result: Result<T, ApiError>) -> Response {
    let mut response = match result {
        Ok(value) => Json(value).into_response(),
        Err(error) => error.into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    share(response, origin)
}

/// Lets the page that asked read the answer, without cookies.
fn share(mut response: Response, origin: Option<HeaderValue>) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        // Retry-After is not among the headers every page may read.
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
    }
    response
}

async fn take_events(app: Arc<App>, page: Page) -> Result<Receipt, ApiError> {
    let now = clock::now();
    let body = page.body?;
    let batch: Batch<'_> = parse(&body)?;
    check_schema(batch.schema)?;
    if batch.events.len() > MAX_BATCH {
        let detail = format!("A batch has at most {MAX_BATCH} events; this one has {}.", batch.events.len());
        return Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_many_events", detail));
    }
    let served = admitted(&app, &batch.key, page.origin.as_ref())?;
    let identity = match (&batch.token, served.settings.token_required) {
        (Some(token), _) => token::verify(token, &served.identity_secret, now)
            .map_or_else(|error| Identity::Refused(error.to_string()), Identity::Signed),
        (None, true) => Identity::Refused("this environment demands a signed token with a user id".into()),
        (None, false) => Identity::Believed,
    };
    let events = batch
        .events
        .iter()
        .map(|raw| read_event(raw.get()).map_err(|refused| (refused, raw.get().to_owned())))
        .collect();
    let delivery = Delivery { served, source: Source::Page, identity, sent_at: batch.sent_at, events };
    let outcomes = app.take_in(delivery, now).await?;
    Ok(Receipt { now: clock::now(), outcomes })
}

async fn decide_session(app: Arc<App>, page: Page) -> Result<SessionAnswer, ApiError> {
    let now = clock::now();
    let body = page.body?;
    let request: SessionRequest = parse(&body)?;
    check_schema(request.schema)?;
    let served = admitted(&app, &request.key, page.origin.as_ref())?;
    hear(&app, &served, page.origin.as_ref(), now);
    let signed = signed(&served, &request.who, request.token.as_deref(), now)?;
    let place = (&*served.workspace, &*served.environment);
    let company = request.who.company_id.as_ref().map(|id| id.as_str());
    let subject = subject(&app, &served, &request.who).await?;
    let known = match &subject {
        Some(subject) => app.store.known(place, subject, company, now).await?,
        None => Default::default(),
    };
    let bucket = bucket(&app, place, &request.who, company, known.bucket.as_deref());
    let resumes = app.resumes(&served, &known.open_runs).await?;
    let preview = app.preview(&served, request.preview.as_deref(), now).await?;
    app.metrics.sessions.fetch_add(1, Relaxed);
    let engine = app.assets.engine().cloned();
    Ok(session::answer(Question {
        now,
        served: &served,
        request: &request,
        known,
        bucket,
        signed,
        resumes,
        preview,
        engine,
    }))
}

async fn decide_claim(app: &Arc<App>, page: Page) -> Result<ClaimAnswer, ApiError> {
    let now = clock::now();
    let body = page.body?;
    let request: ClaimRequest = parse(&body)?;
    let served = admitted(app, &request.key, page.origin.as_ref())?;
    signed(&served, &request.who, request.token.as_deref(), now)?;
    let Some(subject) = subject(app, &served, &request.who).await? else { return Ok(ClaimAnswer { granted: true }) };
    let Some(published) = served.published(&request.run.content) else { return Ok(ClaimAnswer { granted: false }) };
    let place = (&*served.workspace, &*served.environment);
    let known = app.store.known(place, &subject, None, now).await?;
    let goes_on = known.open_runs.iter().any(|open| open.run == request.run.id);
    let content = &published.content;
    let mark = known.marks.get(&content.key).cloned().unwrap_or_default();
    // Audience and trigger were decided with what only the page knew; what another device may have changed is checked again.
    let quiet = quiet_reasons(&content.frequency, &mark, now).next().is_some()
        || is_capped(&served.settings.caps, content.body.kind(), &known.marks, now);
    if published.paused || served.settings.stopped || (quiet && !goes_on) {
        return Ok(ClaimAnswer { granted: false });
    }
    Ok(ClaimAnswer { granted: app.store.claim(place, &subject, &request.run, now).await? })
}

fn parse<'a, T: serde::Deserialize<'a>>(body: &'a [u8]) -> Result<T, ApiError> {
    serde_json::from_slice(body).map_err(|error| {
        ApiError::bad_request("malformed", format!("The body is not the JSON that is expected here: {error}."))
    })
}

/// A newer loader is told to keep its events until this collector has been upgraded too.
fn check_schema(schema: u16) -> Result<(), ApiError> {
    if schema <= SCHEMA_VERSION {
        return Ok(());
    }
    let detail = format!("This collector knows event schema {SCHEMA_VERSION}, not {schema}; it is being upgraded.");
    Err(ApiError::unavailable("newer_schema", detail, 60))
}

/// The environment of a write key, if pages of this origin may use it.
fn admitted(app: &App, key: &str, origin: Option<&HeaderValue>) -> Result<Arc<Served>, ApiError> {
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

fn hear(app: &App, served: &Served, origin: Option<&HeaderValue>, now: Timestamp) {
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
fn signed(served: &Served, who: &Who, token: Option<&str>, now: Timestamp) -> Result<bool, ApiError> {
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
async fn subject(app: &App, served: &Served, who: &Who) -> Result<Option<String>, ApiError> {
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
fn bucket(
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
