//! Why content is shown to one person, or not; and the token that lets a page tell it.
//!
//! Deliberately absent: the rules. This gathers what a session would be decided by, and `explain` decides.

use super::content::preview_url;
use super::input::{Body, Call, Query};
use super::page_admission::bucket;
use super::people::{check_text, place};
use super::public::wanted;
use crate::catalog::Served;
use crate::clock;
use crate::debug_token::{self, DEBUG_MS};
use crate::error::ApiError;
use crate::explain::{Asking, Looked, Unknown, explain};
use crate::session::Ground;
use crate::store::event::user_subject;
use crate::store::person::{LAST, PersonRow, plain};
use crate::store::profile::Known;
use axum::Json;
use schemars::JsonSchema;
use serde::Deserialize;
use shared::api::explain::{DebugToken, Explanation, NewDebugToken, Place, Whom};
use shared::content::audience::Device;
use shared::event::{Event, Who};
use shared::id::{AnonymousId, CompanyId, UserId};
use shared::session::SessionRequest;
use shared::time::Timestamp;

/// What to explain, and to whom it would be shown where.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// The environment's key.
    environment: String,
    /// The content's key.
    content: String,
    /// User id or anonymous id; one that was never heard of is explained as somebody new.
    person: String,
    /// The company they act for; the one they last acted for when absent.
    #[serde(default)]
    company: Option<String>,
    /// A page's address.
    #[serde(default)]
    url: Option<String>,
    /// The locale they read; the one they were last heard with when absent.
    #[serde(default)]
    locale: Option<String>,
    /// The device; the one they were last heard from when absent.
    #[serde(default)]
    device: Option<Device>,
}

/// `GET /api/explain`
///
/// # Errors
/// 404 where there is no such environment or content; 400 `bad_query`; or when the database fails.
pub async fn read(call: Call, Query(why): Query<Why>) -> Result<Json<Explanation>, ApiError> {
    let served = call.app.catalog.by_name(&call.caller.workspace, &why.environment);
    let served = served.ok_or_else(|| ApiError::not_found("environment"))?;
    let row = call.app.store.content(&call.caller.workspace, &why.content).await?;
    let row = row.ok_or_else(|| ApiError::not_found("content"))?;
    check_text("person", &why.person)?;
    let now = clock::now();
    let heard = Heard::read(&call, &why).await?;
    let who = heard.who(&why)?;
    let known = heard.known(&call, &served, &who).await?;
    let last = heard.history.first();
    let request = request(&why, who, last);
    let place = place(&call, &why.environment);
    let drawn = known.bucket.is_some() || request.who.company_id.is_some();
    let company = request.who.company_id.as_ref().map(CompanyId::as_str);
    let bucket =
        bucket(&call.app, (place.workspace, place.environment), &request.who, company, known.bucket.as_deref());
    let resumes = call.app.resumes(&served, &known, &request, true, now).await?;
    let first_seen = known.first_seen;
    let ground = Ground::of(known, &request, &served, now);
    let asking = Asking {
        served: &served,
        facts: ground.facts(now, &served, &request, &bucket),
        unknown: Unknown {
            locale: request.locale.is_empty(),
            device: request.device.is_none(),
            bucket: !drawn,
            gpc: true,
            consent: served.settings.consent_required,
        },
        whom: heard.whom(&why, company, first_seen),
        place: whereabouts(&why, &request, last),
        resumes: &resumes,
        resumes_only_there: !served.settings.token_required,
        history: &heard.history,
    };
    let published = served.published(&row.summary.key);
    let content = published.map_or(&row.draft, |published| &published.content);
    Ok(Json(explain(&asking, Looked { content, published })))
}

/// `POST /api/debug-tokens`
///
/// # Errors
/// 404 where there is no such environment; 422 `bad_url` or `origin_not_allowed`.
pub async fn make_token(call: Call, Body(new): Body<NewDebugToken>) -> Result<Json<DebugToken>, ApiError> {
    let served = call.app.catalog.by_name(&call.caller.workspace, &new.environment);
    let served = served.ok_or_else(|| ApiError::not_found("environment"))?;
    let expires_at = clock::now().plus_ms(DEBUG_MS);
    let (workspace, environment) = (call.caller.workspace.clone(), new.environment);
    let token = debug_token::DebugToken { workspace, environment, expires_at };
    tracing::info!(by = call.caller.name, environment = token.environment, "a debug token was made");
    let token = token.sign(&call.app.secret);
    let url = new.url.as_deref().map(|page| preview_url(page, &served, &token)).transpose()?;
    Ok(Json(DebugToken { token, url, expires_at }))
}

/// What was heard of a person.
struct Heard {
    row: Option<PersonRow>,
    history: Vec<Event>,
}

impl Heard {
    async fn read(call: &Call, why: &Why) -> Result<Self, ApiError> {
        let place = place(call, &why.environment);
        let Some(row) = call.app.store.person(place, &why.person).await? else {
            return Ok(Self { row: None, history: Vec::new() });
        };
        let (history, _) = call.app.store.history(place, &row.subject, LAST).await?;
        Ok(Self { row: Some(row), history })
    }

    /// User id or anonymous id.
    fn id<'a>(&'a self, why: &'a Why) -> &'a str {
        self.row.as_ref().map_or(why.person.as_str(), |row| plain(&row.subject))
    }

    fn whom(&self, why: &Why, company: Option<&str>, first_seen: Option<Timestamp>) -> Whom {
        let (id, is_known) = (self.id(why).to_owned(), self.row.is_some());
        Whom { id, is_known, company: company.map(str::to_owned), first_seen }
    }

    /// Who a page would say is here.
    fn who(&self, why: &Why) -> Result<Who, ApiError> {
        let bad =
            |name: &str, error: &dyn std::fmt::Display| ApiError::bad_request("bad_query", format!("{name}: {error}"));
        let mut who = Who::default();
        let id = self.id(why);
        if self.row.as_ref().is_some_and(|row| row.subject.starts_with("a:")) {
            who.anonymous_id = Some(AnonymousId::new(id).map_err(|error| bad("person", &error))?);
        } else {
            who.user_id = Some(UserId::new(id).map_err(|error| bad("person", &error))?);
        }
        let given = why.company.clone().filter(|company| !company.is_empty());
        let company = given.or_else(|| self.row.as_ref()?.company.clone());
        who.company_id = company.map(CompanyId::new).transpose().map_err(|error| bad("company", &error))?;
        Ok(who)
    }

    async fn known(&self, call: &Call, served: &Served, who: &Who) -> Result<Known, ApiError> {
        let stranger = || who.user_id.as_ref().map_or_else(String::new, |id| user_subject(id.as_str()));
        let subject = self.row.as_ref().map_or_else(stranger, |row| row.subject.clone());
        let company = who.company_id.as_ref().map(CompanyId::as_str);
        Ok(call.app.profiles.known(wanted(served, &subject, company)).await?)
    }
}

/// What a page would ask.
fn request(why: &Why, who: Who, last: Option<&Event>) -> SessionRequest {
    let heard = last.map(|event| &event.context);
    let locale = why.locale.clone().filter(|locale| !locale.is_empty());
    SessionRequest {
        key: String::new(),
        schema: shared::event::SCHEMA_VERSION,
        who,
        token: None,
        traits: shared::value::ValueChanges::new(),
        company_traits: shared::value::ValueChanges::new(),
        locale: locale.or_else(|| heard?.locale.clone()).unwrap_or_default(),
        device: why.device.or_else(|| heard?.device),
        url: why.url.clone().unwrap_or_default(),
        marks: shared::session::Marks::new(),
        gpc: false,
        preview: None,
        sent_at: Timestamp(0),
    }
}

fn whereabouts(why: &Why, request: &SessionRequest, last: Option<&Event>) -> Place {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let is_heard = why.locale.as_ref().and_then(given).is_none() && !request.locale.is_empty()
        || why.device.is_none() && request.device.is_some();
    Place {
        url: given(&request.url),
        locale: given(&request.locale),
        device: request.device,
        heard_at: last.filter(|_| is_heard).map(|event| event.at),
    }
}
