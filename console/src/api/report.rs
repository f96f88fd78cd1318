//! Reports, responses, people's histories.
//!
//! Deliberately absent: figures made here; what arrives is shown.

use super::{Problem, encode, get, query};
use shared::api::people::Timeline;
use shared::api::report::{ReportFilter, Responses, SurveyReport};

fn filter_pairs(filter: &ReportFilter) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("environment", Some(filter.environment.clone())),
        ("from_day", filter.from_day.map(|day| day.to_string())),
        ("to_day", filter.to_day.map(|day| day.to_string())),
        ("version", filter.version.map(|version| version.to_string())),
        ("locale", filter.locale.clone()),
        ("segment", filter.segment.clone()),
        ("traits", filter.traits.clone()),
    ]
}

/// The report of one survey.
pub async fn report(key: &str, filter: &ReportFilter) -> Result<SurveyReport, Problem> {
    get(&format!("reports/{}{}", encode(key), query(&filter_pairs(filter)))).await
}

/// What people said; `before` is [`Responses::next`] of the page before.
pub async fn responses(key: &str, filter: &ReportFilter, before: Option<String>) -> Result<Responses, Problem> {
    let mut pairs = filter_pairs(filter);
    pairs.push(("before", before));
    get(&format!("reports/{}/responses{}", encode(key), query(&pairs))).await
}

/// One person's history.
pub async fn timeline(person: &str, environment: &str) -> Result<Timeline, Problem> {
    get(&format!("people/{}{}", encode(person), query(&[("environment", Some(environment.to_owned()))]))).await
}
