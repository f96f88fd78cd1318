//! Reports, responses and what is done about them, people, their histories and
//! messages to them.
//!
//! Deliberately absent: figures made here; what arrives is shown.

use super::{Problem, address, call, encode, get, query, read, send};
use shared::api::adoption::{AdoptionReport, Companies};
use shared::api::follow_up::FollowUps;
use shared::api::lift::LiftReport;
use shared::api::message::{Message, Messages, NewMessage};
use shared::api::people::{Erasure, People, Timeline};
use shared::api::report::{
    EffortReport, FollowUp, FollowUpChange, ItemsReport, ReportFilter, Responses, StepsReport, SurveyReport,
};
use shared::api::split::SplitReport;

/// A filter as the pairs of a query.
pub fn filter_pairs(filter: &ReportFilter) -> Vec<(&'static str, Option<String>)> {
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

/// The report of content with steps.
pub async fn steps(key: &str, filter: &ReportFilter) -> Result<StepsReport, Problem> {
    get(&format!("reports/{}/steps{}", encode(key), query(&filter_pairs(filter)))).await
}

/// The report of a checklist.
pub async fn items(key: &str, filter: &ReportFilter) -> Result<ItemsReport, Problem> {
    get(&format!("reports/{}/items{}", encode(key), query(&filter_pairs(filter)))).await
}

/// Effort, said and seen.
pub async fn effort(key: &str, filter: &ReportFilter) -> Result<EffortReport, Problem> {
    get(&format!("reports/{}/effort{}", encode(key), query(&filter_pairs(filter)))).await
}

/// A survey's report group by group; `against` names the group to compare with, empty for the rest.
pub async fn split(key: &str, filter: &ReportFilter, by: &str, against: &str) -> Result<SplitReport, Problem> {
    let mut pairs = filter_pairs(filter);
    pairs.push(("by", Some(by.to_owned())));
    pairs.push(("against", (!against.is_empty()).then(|| against.to_owned())));
    get(&format!("reports/{}/split{}", encode(key), query(&pairs))).await
}

/// What a content changed, against people held out.
pub async fn lift(key: &str, environment: &str) -> Result<LiftReport, Problem> {
    get(&format!("reports/{}/lift{}", encode(key), of(environment))).await
}

/// What people said; `before` is [`Responses::next`] of the page before.
pub async fn responses(key: &str, filter: &ReportFilter, before: Option<String>) -> Result<Responses, Problem> {
    let mut pairs = filter_pairs(filter);
    pairs.push(("before", before));
    get(&format!("reports/{}/responses{}", encode(key), query(&pairs))).await
}

/// The address of the responses as CSV, with the same filter.
pub fn responses_sheet(key: &str, filter: &ReportFilter) -> String {
    address(&format!("reports/{}/responses.csv{}", encode(key), query(&filter_pairs(filter))))
}

/// One person's history; `before` is [`Timeline::next`] of the page before.
pub async fn timeline(person: &str, environment: &str, before: Option<String>) -> Result<Timeline, Problem> {
    let pairs = [("environment", Some(environment.to_owned())), ("before", before)];
    get(&format!("people/{}{}", encode(person), query(&pairs))).await
}

/// Says what members do about a response.
pub async fn follow_up(run: &str, environment: &str, change: &FollowUpChange) -> Result<FollowUp, Problem> {
    send("PUT", &format!("responses/{}{}", encode(run), of(environment)), change).await
}

/// What wants a person: with this status (empty: what is not done), of this owner (empty: everybody's), or of this run alone
/// (unless empty); `after` is [`FollowUps::next`] of the page before.
pub async fn follow_ups(
    environment: &str,
    [status, owner, run]: [&str; 3],
    after: Option<String>,
) -> Result<FollowUps, Problem> {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let pairs = [
        ("environment", Some(environment.to_owned())),
        ("status", given(status)),
        ("owner", given(owner)),
        ("run", given(run)),
        ("after", after),
    ];
    get(&format!("follow-ups{}", query(&pairs))).await
}

/// Messages to a person.
pub async fn messages(person: &str, environment: &str) -> Result<Messages, Problem> {
    get(&format!("people/{}/messages{}", encode(person), of(environment))).await
}

/// Writes to a person.
pub async fn write_message(person: &str, environment: &str, message: &NewMessage) -> Result<Message, Problem> {
    send("POST", &format!("people/{}/messages{}", encode(person), of(environment)), message).await
}

/// People whose id has `search` in it, by id.
pub async fn people(environment: &str, search: &str, after: Option<String>) -> Result<People, Problem> {
    let search = (!search.is_empty()).then(|| search.to_owned());
    let pairs = [("environment", Some(environment.to_owned())), ("search", search), ("after", after)];
    get(&format!("people{}", query(&pairs))).await
}

/// Companies whose id or name has `search` in it, by id.
pub async fn companies(environment: &str, search: &str, after: Option<String>) -> Result<Companies, Problem> {
    let search = (!search.is_empty()).then(|| search.to_owned());
    let pairs = [("environment", Some(environment.to_owned())), ("search", search), ("after", after)];
    get(&format!("companies{}", query(&pairs))).await
}

/// Where a company stands.
pub async fn adoption(company: &str, environment: &str) -> Result<AdoptionReport, Problem> {
    get(&format!("companies/{}/adoption{}", encode(company), of(environment))).await
}

/// Removes everything recorded about a person.
pub async fn erase(person: &str, environment: &str) -> Result<Erasure, Problem> {
    read(call("DELETE", &format!("people/{}{}", encode(person), of(environment)), None, None).await?).await
}

fn of(environment: &str) -> String {
    query(&[("environment", Some(environment.to_owned()))])
}
