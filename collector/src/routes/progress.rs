//! `GET /progress/{ticket}`: where a checklist stands, to be printed. The address is the permission.
//!
//! Deliberately absent: what the page looks like (`crate::progress`).

use super::public::wanted;
use crate::checklist::Known as Standing;
use crate::clock;
use crate::error::ApiError;
use crate::progress::{Ticket, page};
use crate::state::App;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use shared::content::Body;
use shared::value::Value;
use std::sync::Arc;

/// Nothing runs on the page; its style is its own.
const CSP: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// The page.
///
/// # Errors
/// 404 for an address that was not signed here or has ended, or whose list is gone; or when the database fails.
pub async fn show(State(app): State<Arc<App>>, Path(ticket): Path<String>) -> Result<Response, ApiError> {
    let missing = || ApiError::not_found("page; its address may have ended");
    let now = clock::now();
    let ticket = Ticket::verify(&ticket, &app.secret, now).ok_or_else(missing)?;
    let served = app.catalog.by_name(&ticket.workspace, &ticket.environment).ok_or_else(missing)?;
    let published = served.published(&ticket.content).ok_or_else(missing)?;
    let Body::Checklist(list) = &published.content.body else { return Err(missing()) };
    let known = app.profiles.known(wanted(&served, &ticket.subject, ticket.company.as_deref())).await?;
    // Nobody in particular reads it, so everybody is named.
    let standing = Standing { made: &known.made, by_hand: &known.by_hand, subject: "", names: ticket.names };
    let progress = standing.progress(&ticket.content, list);
    let traits = if ticket.company.is_some() { &known.company_traits } else { &known.traits };
    let who = traits.get("name").filter(|_| ticket.names).map(Value::label).unwrap_or_default();
    let locale = list.title.pick(&ticket.locale, &[]).map_or(ticket.locale.as_str(), |(locale, _)| locale);
    // As the widget fills them in; where nobody is to be named, with their defaults.
    let value = |variable: &str| {
        let (owner, name) = variable.split_once('.').filter(|_| ticket.names)?;
        match (if owner == "company" { &known.company_traits } else { &known.traits }).get(name)? {
            value @ (Value::Text(_) | Value::Number(_)) => Some(value.label()),
            Value::Bool(_) | Value::List(_) => None,
        }
    };
    let html = page(list, &progress, (locale, list.title.get(&ticket.locale), &who), &value, now);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, Html(html)).into_response())
}
