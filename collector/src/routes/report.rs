//! Reports: the figures of a survey, those of steps, items and effort, what people said, and the same as CSV.
//!
//! Deliberately absent: figures (`crate::report`), and the promise of a survey's privacy, which is decided there too.

use super::environment;
use super::input::{Call, Query};
use super::table::{Description, Part};
use crate::clock;
use crate::error::ApiError;
use crate::report::export::{self, Columns};
use crate::report::filter::Filter;
use crate::report::items::{self, Progress};
use crate::report::steps::Walked;
use crate::report::{effort, steps, survey};
use crate::store::Store;
use crate::store::report::Cursor;
use crate::store::rollup::Place;
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use schemars::{JsonSchema, SchemaGenerator};
use serde::Deserialize;
use shared::api::report::{EffortReport, ItemsReport, ReportFilter, Responses, StepsReport, SurveyReport};
use shared::content::Content;
use std::convert::Infallible;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Responses on one page.
const PAGE: i64 = 50;
/// Responses read at once for an export.
const EXPORT_PAGE: i64 = 500;

/// The filter of `GET /api/reports/{content}/responses`: that of the report, and where the page begins.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ResponsesQuery {
    /// The environment.
    pub environment: String,
    /// From this UTC day on (days since 1970), by the time of the display.
    pub from_day: Option<i64>,
    /// Up to and including this UTC day.
    pub to_day: Option<i64>,
    /// Only this version.
    pub version: Option<u32>,
    /// Only this locale.
    pub locale: Option<String>,
    /// Only people in this segment when it was displayed to them.
    pub segment: Option<String>,
    /// Only people with these traits when it was displayed to them: `name:value`, comma-separated, percent-encoded inside.
    pub traits: Option<String>,
    /// The `next` of the page before.
    pub before: Option<String>,
}

impl From<ResponsesQuery> for ReportFilter {
    fn from(query: ResponsesQuery) -> Self {
        let ResponsesQuery { environment, from_day, to_day, version, locale, segment, traits, before: _ } = query;
        Self { environment, from_day, to_day, version, locale, segment, traits }
    }
}

/// `GET /api/reports/{content}`
///
/// # Errors
/// 400 for a filter that cannot be read, 404 where there is no such environment or content.
pub async fn read(
    call: Call,
    Path(content): Path<String>,
    Query(query): Query<ReportFilter>,
) -> Result<Json<SurveyReport>, ApiError> {
    let filter = filter(&query)?;
    environment::found(&call, &query.environment).await?;
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let material = call.app.store.snapshot().await?.report(place, &content, &filter).await?;
    let report = survey::report(&material, &filter, clock::now());
    report.map(Json).ok_or_else(|| ApiError::not_found("content"))
}

/// `GET /api/reports/{content}/steps`
///
/// # Errors
/// 400 for a filter that cannot be read, 404 where there is no such environment or content.
pub async fn by_step(
    call: Call,
    Path(content): Path<String>,
    Query(query): Query<ReportFilter>,
) -> Result<Json<StepsReport>, ApiError> {
    let filter = filter(&query)?;
    environment::found(&call, &query.environment).await?;
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let store = call.app.store.snapshot().await?;
    let material = store.report(place, &content, &filter).await?;
    let mut walked = Walked::default();
    if material.versions.first().is_some_and(|newest| !newest.body.steps().is_empty()) {
        let leads = steps::leads(&material.versions);
        walked.passages = store.passages(place, &content, &filter, &leads).await?;
        let served = call.app.catalog.by_name(&call.caller.workspace, &query.environment);
        let beside = served.iter().flat_map(|served| served.published.iter().map(|published| &*published.content));
        let led = beside.filter(|content| leads.contains(&&content.key));
        walked.names = led.map(|content| (content.key.clone(), content.name.clone())).collect();
    }
    let report = steps::report(&material, &walked, &filter, clock::now());
    report.map(Json).ok_or_else(|| ApiError::not_found("content"))
}

/// `GET /api/reports/{content}/effort`
///
/// # Errors
/// 400 for a filter that cannot be read, 404 where there is no such environment or content.
pub async fn by_effort(
    call: Call,
    Path(content): Path<String>,
    Query(query): Query<ReportFilter>,
) -> Result<Json<EffortReport>, ApiError> {
    let filter = filter(&query)?;
    environment::found(&call, &query.environment).await?;
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let store = call.app.store.snapshot().await?;
    let versions = store.versions_of(place, &content).await?;
    let newest = versions.first().ok_or_else(|| ApiError::not_found("content"))?;
    let served = call.app.catalog.by_name(&call.caller.workspace, &query.environment);
    let served = served.ok_or_else(|| ApiError::not_found("environment"))?;
    let beside: Vec<&Content> = served.published.iter().map(|published| &*published.content).collect();
    let wanted = effort::wanted(&versions, &beside, (&served.segments, &served.goals));
    let told = match &wanted {
        Ok(wanted) => store.efforts(place, &content, &filter, wanted).await?,
        Err(_) => Vec::new(),
    };
    Ok(Json(effort::report(&newest.key, clock::now(), &wanted, &told)))
}

/// `GET /api/reports/{content}/items`
///
/// # Errors
/// 400 for a filter that cannot be read, 404 where there is no such environment or content.
pub async fn by_item(
    call: Call,
    Path(content): Path<String>,
    Query(query): Query<ReportFilter>,
) -> Result<Json<ItemsReport>, ApiError> {
    let filter = filter(&query)?;
    environment::found(&call, &query.environment).await?;
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let store = call.app.store.snapshot().await?;
    let material = store.report(place, &content, &filter).await?;
    let progress = match material.versions.first() {
        Some(newest) => store.item_progress(place, newest, &filter).await?,
        None => Progress::default(),
    };
    let report = items::report(&material, &progress, clock::now());
    report.map(Json).ok_or_else(|| ApiError::not_found("content"))
}

/// `GET /api/reports/{content}/responses`
///
/// # Errors
/// 400 for a filter that cannot be read, 404 where there is no such environment or content.
pub async fn responses(
    call: Call,
    Path(content): Path<String>,
    Query(query): Query<ResponsesQuery>,
) -> Result<Json<Responses>, ApiError> {
    let before = read_cursor("before", query.before.as_deref())?;
    let query = ReportFilter::from(query);
    environment::found(&call, &query.environment).await?;
    let store = call.app.store.snapshot().await?;
    let Shown { filter, suppressed, .. } = shown(&call, &store, &content, &query).await?;
    if suppressed {
        return Ok(Json(Responses { responses: Vec::new(), next: None, suppressed }));
    }
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let page = store.responses(place, &content, &filter, (&before, PAGE, true)).await?;
    Ok(Json(Responses { responses: page.responses, next: page.next.map(|cursor| cursor.text()), suppressed }))
}

/// Where a page begins: at the start, or after the page whose `next` this is.
///
/// # Errors
/// 400 `bad_query`, naming the field.
pub(super) fn read_cursor(field: &str, text: Option<&str>) -> Result<Cursor, ApiError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(Cursor::start()) };
    let bad = || ApiError::bad_request("bad_query", format!("{field}: must be the 'next' of a page before"));
    Cursor::read(text).ok_or_else(bad)
}

/// `GET /api/reports/{content}/responses.csv`
///
/// # Errors
/// 400 for a filter that cannot be read, 404 where there is no such environment or content.
/// 403 where so few people fit that they could be told apart.
pub async fn export(
    call: Call,
    Path(content): Path<String>,
    Query(query): Query<ReportFilter>,
) -> Result<Csv, ApiError> {
    environment::found(&call, &query.environment).await?;
    let shown = shown(&call, &call.app.store, &content, &query).await?;
    if shown.suppressed {
        return Err(ApiError::forbidden(
            "too_few_people",
            "Fewer than five people fit, and the survey promises not to show who said what.",
        ));
    }
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let traits = call.app.store.reportable_traits(place).await?;
    let (pieces, receiver) = mpsc::channel(4);
    let name = content.clone();
    tokio::spawn(async move {
        if let Err(error) = send_export(&call, &content, &query, &shown, traits, &pieces).await {
            tracing::error!(%error, content, "an export broke off");
        }
    });
    Ok(Csv { name, body: Body::from_stream(ReceiverStream::new(receiver)) })
}

/// Sends the file piece by piece, so that its size does not matter; ends when the caller has gone.
async fn send_export(
    call: &Call,
    content: &str,
    query: &ReportFilter,
    shown: &Shown,
    traits: Vec<String>,
    pieces: &mpsc::Sender<Result<Bytes, Infallible>>,
) -> Result<(), crate::store::StoreError> {
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let questions = survey::questions(&shown.versions).into_iter().filter(|question| question.asks()).collect();
    let columns = Columns { questions, traits };
    let mut bytes = export::begin(&columns);
    let mut next = Some(Cursor::start());
    while let Some(before) = next {
        let page = call.app.store.responses(place, content, &shown.filter, (&before, EXPORT_PAGE, false)).await?;
        bytes.extend(export::write(page.responses.iter().map(|response| columns.row(response))));
        if pieces.send(Ok(Bytes::from(std::mem::take(&mut bytes)))).await.is_err() {
            return Ok(());
        }
        next = page.next;
    }
    Ok(())
}

/// What a filter leaves to be shown.
struct Shown {
    filter: Filter,
    versions: Vec<Content>,
    suppressed: bool,
}

/// Reads only through `store`, which may be a snapshot: a second connection beside it could be waited for in vain.
async fn shown(call: &Call, store: &Store, content: &str, query: &ReportFilter) -> Result<Shown, ApiError> {
    let filter = filter(query)?;
    let place = Place { workspace: &call.caller.workspace, environment: &query.environment };
    let versions = store.versions_of(place, content).await?;
    if versions.is_empty() {
        return Err(ApiError::not_found("content"));
    }
    let mode = survey::strictest(&versions);
    let people = store.people(place, content, &filter, mode).await?;
    let suppressed = survey::is_suppressed(mode, filter.narrows(), people);
    Ok(Shown { filter, versions, suppressed })
}

fn filter(query: &ReportFilter) -> Result<Filter, ApiError> {
    Filter::read(query).map_err(|error| ApiError::bad_request("bad_query", error.to_string()))
}

/// 200 with a CSV file.
#[derive(Debug)]
pub struct Csv {
    /// Its name without the ending: a content key, so nothing in it needs quoting.
    name: String,
    body: Body,
}

impl IntoResponse for Csv {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}-responses.csv\"", self.name)),
        ];
        (headers, self.body).into_response()
    }
}

impl Part for Csv {
    fn describe(description: &mut Description, generator: &mut SchemaGenerator) {
        description.status = 200;
        description.answers = Some(("text/csv", generator.subschema_for::<String>()));
    }
}
