//! What pages of hosts call: events, sessions, claims. `text/plain` JSON, so that no preflight is needed; no cookies.
//!
//! The write key is public; the origin is checked against the environment's list. Errors are told to any origin, so that
//! whoever debugs the page reads what is wrong. Deliberately absent: the rules (`ingest`, `session`).

use super::page_admission::{admitted, bucket, check_schema, hear, signed, subject};
use super::page_body::{Page, page_body};
use crate::catalog::Served;
use crate::clock;
use crate::debug_token::DebugToken;
use crate::error::ApiError;
use crate::ingest::{Batch, Identity, Source, read_event};
use crate::intake::Delivery;
use crate::message;
use crate::metrics::Histogram;
use crate::progress::Ticket;
use crate::session::{self, Question};
use crate::state::App;
use crate::store::profile::{Known, Wanted};
use crate::token;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shared::event::{MAX_BATCH, Receipt};
use shared::id::ContentKey;
use shared::session::{ClaimAnswer, ClaimRequest, SessionAnswer, SessionRequest};
use shared::targeting::frequency::{is_capped, quiet_reasons};
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

pub(super) fn finish<T: serde::Serialize>(origin: Option<HeaderValue>, result: Result<T, ApiError>) -> Response {
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
    let company = request.who.company_id.as_ref().map(shared::id::CompanyId::as_str);
    let subject = subject(&app, &served, &request.who).await?;
    let known = match &subject {
        Some(subject) => app.profiles.known(wanted(&served, subject, company)).await?,
        None => Known::default(),
    };
    let bucket = bucket(&app, place, &request.who, company, known.bucket.as_deref());
    let resumes = app.resumes(&served, &known, &request, signed, now).await?;
    let preview = app.preview(&served, request.preview.as_deref(), now).await?;
    let told = request.preview.as_deref();
    let debug = told.is_some_and(|token| DebugToken::opens(token, &app.secret, place, now));
    let page = |content: &ContentKey| {
        let ticket = Ticket {
            workspace: served.workspace.to_string(),
            environment: served.environment.to_string(),
            content: content.clone(),
            subject: subject.clone().unwrap_or_default(),
            company: company.map(str::to_owned),
            names: signed,
            locale: request.locale.clone(),
        };
        ticket.address(&app.secret, now)
    };
    app.metrics.sessions.fetch_add(1, Relaxed);
    let engine = app.assets.engine().cloned();
    Ok(session::answer(Question {
        now,
        served: &served,
        request: &request,
        known,
        bucket,
        subject: subject.as_deref().unwrap_or_default(),
        page: &page,
        signed,
        resumes,
        preview,
        debug,
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
    let place = (&*served.workspace, &*served.environment);
    let known = app.profiles.known(wanted(&served, &subject, None)).await?;
    let key = &request.run.content;
    if known.messages.iter().any(|(_, sent)| sent.key == *key) {
        let is_open = !served.settings.stopped && message::is_open(known.marks.get(key), now);
        return Ok(ClaimAnswer { granted: is_open && app.store.claim(place, &subject, &request.run, now).await? });
    }
    let Some(published) = served.published(key) else { return Ok(ClaimAnswer { granted: false }) };
    let content = &published.content;
    let mark = known.marks.get(&content.key).cloned().unwrap_or_default();
    let stands = mark
        .place
        .as_ref()
        .is_some_and(|place| place.run == request.run.id && crate::resume::goes_on(published, &mark, place, now));
    let goes_on = stands || known.open_runs.iter().any(|open| open.run == request.run.id);
    // Audience and trigger were decided with what only the page knew; what another device may have changed is checked again.
    let quiet = quiet_reasons(&content.frequency, &mark, now).next().is_some()
        || is_capped(&served.settings.caps, content.body.kind(), &known.marks, now);
    if published.paused || served.settings.stopped || (quiet && !goes_on) {
        return Ok(ClaimAnswer { granted: false });
    }
    Ok(ClaimAnswer { granted: app.store.claim(place, &subject, &request.run, now).await? })
}

pub(super) fn wanted(served: &Served, subject: &str, company: Option<&str>) -> Wanted {
    let (workspace, environment) = (Arc::clone(&served.workspace), Arc::clone(&served.environment));
    Wanted {
        workspace,
        environment,
        subject: subject.to_owned(),
        company: company.map(str::to_owned),
        lists: served.has_lists(),
        passed: !served.abandonable.is_empty(),
    }
}

pub(super) fn parse<'a, T: serde::Deserialize<'a>>(body: &'a [u8]) -> Result<T, ApiError> {
    serde_json::from_slice(body).map_err(|error| {
        ApiError::bad_request("malformed", format!("The body is not the JSON that is expected here: {error}."))
    })
}
