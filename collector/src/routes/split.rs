//! A survey split into groups that are compared.
//!
//! Deliberately absent: figures (`crate::report::split`).

use super::environment;
use super::input::{Call, Query};
use crate::clock;
use crate::error::ApiError;
use crate::report::filter::Filter;
use crate::report::split::{self, By};
use crate::store::rollup::Place;
use axum::Json;
use axum::extract::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::api::report::ReportFilter;
use shared::api::split::SplitReport;

/// What is split, and how.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SplitQuery {
    /// `period` (the days of the filter against as many before them), `version`, `locale`, `segment` or `trait:name`.
    pub by: String,
    /// Compare each group with this one instead of the rest.
    pub against: Option<String>,
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
}

/// `GET /api/reports/{content}/split`
///
/// # Errors
/// 400 for a split or filter that cannot be read or leaves one group only, 404 where there is no such environment or content.
pub async fn split(
    call: Call,
    Path(content): Path<String>,
    Query(query): Query<SplitQuery>,
) -> Result<Json<SplitReport>, ApiError> {
    let SplitQuery { by: named, against, environment, from_day, to_day, version, locale, segment, traits } = query;
    let wrong = |text: &str| ApiError::bad_request("bad_query", text.to_owned());
    let by = By::read(&named)
        .ok_or_else(|| wrong("by: must be period, version, locale, segment, or trait: and the name of a trait"))?;
    let filter = ReportFilter { environment, from_day, to_day, version, locale, segment, traits };
    let place = Place { workspace: &call.caller.workspace, environment: &filter.environment };
    let read = Filter::read(&filter).map_err(|error| wrong(&error.to_string()))?;
    let against = against.filter(|value| !value.is_empty());
    if by.is_fixed(&read) {
        return Err(wrong(if by == By::Period {
            "from_day: a period needs its first day, so that it can be compared with the one before"
        } else {
            "by: the filter leaves a single group of these, or no room for one more trait"
        }));
    }
    if by == By::Segment && against.is_some() {
        return Err(wrong("against: segments overlap; each can only be compared with everybody outside it"));
    }
    environment::found(&call, place.environment).await?;
    let now = clock::now();
    let material = call.app.store.snapshot().await?.split(place, &content, (&read, &by), now.day()).await?;
    let report = split::report(&material, (&by, &named), (&read, against.as_deref()), now);
    report.map(Json).ok_or_else(|| ApiError::not_found("content"))
}
