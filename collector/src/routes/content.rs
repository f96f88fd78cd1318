//! Content: drafts, versions, publication, templates, advice. Segments and goals are in [`super::rule`].
//!
//! Deliberately absent: the shape of content and what makes it good; both are `shared`'s.

pub mod reference;
pub mod template;

use super::answer::{Done, Tagged};
use super::environment::{self, origin};
use super::input::{Body, Call, IfMatch};
use crate::catalog::Served;
use crate::clock;
use crate::error::ApiError;
use crate::preview::{PREVIEW_MS, Preview};
use crate::session::preview_briefing;
use crate::store::content::{ContentRow, Expected, Mark, Written};
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use shared::api::content::{
    CheckAnswer, ContentDetail, ContentList, PauseRequest, PreviewLink, PreviewRequest, PublishRequest, Templates,
};
use shared::content::{CONTENT_VERSION, Content};
use shared::lint::{Advice, Severity, lint};
use shared::targeting::person::asked_as_abandoned;
use std::collections::HashMap;

/// `GET /api/content`
///
/// # Errors
/// When the database fails.
pub async fn list(call: Call) -> Result<Json<ContentList>, ApiError> {
    Ok(Json(ContentList { content: call.app.store.contents(&call.caller.workspace).await? }))
}

/// `GET /api/content/{content}`
///
/// # Errors
/// 404 where there is no such content; or when the database fails.
pub async fn read(call: Call, Path(key): Path<String>) -> Result<Tagged<ContentDetail>, ApiError> {
    let row = found(&call, &key).await?;
    detail(&call, row).await
}

/// `PUT /api/content/{content}`
///
/// # Errors
/// 422 `key_differs`; 404 where there is no such content; or when the database fails.
pub async fn write(
    call: Call,
    Path(key): Path<String>,
    expected: IfMatch,
    Body(content): Body<Content>,
) -> Result<Tagged<ContentDetail>, ApiError> {
    check_shape(&content)?;
    if content.key.as_str() != key {
        let detail = format!("key: is '{}', but the address says '{key}'", content.key);
        return Err(ApiError::unprocessable("key_differs", detail));
    }
    let expected = match expected {
        IfMatch::Absent => Expected::Nothing,
        IfMatch::Any => Expected::Whatever,
        IfMatch::Revision(revision) => Expected::Revision(revision),
    };
    match call.app.store.write_draft(mark(&call), &content, expected).await? {
        Written::Done(_) => read(call, Path(key)).await,
        Written::Missing => Err(ApiError::not_found("content")),
        Written::Other(revision) if expected == Expected::Nothing => Err(must_match(revision)),
        Written::Other(revision) => Err(changed(revision)),
    }
}

/// `DELETE /api/content/{content}`
///
/// # Errors
/// 409 `was_published`; 404 where there is no such content; or when the database fails.
pub async fn remove(call: Call, Path(key): Path<String>) -> Result<Done, ApiError> {
    if call.app.store.remove_content(&call.caller.workspace, &key).await? {
        return Ok(Done);
    }
    found(&call, &key).await?;
    let detail = "It has been published, so answers may belong to it; pause it instead.";
    Err(ApiError::conflict("was_published", detail))
}

/// `GET /api/content/{content}/versions/{version}`
///
/// # Errors
/// 404 where there is no such version; or when the database fails.
pub async fn version(call: Call, Path((key, version)): Path<(String, String)>) -> Result<Json<Content>, ApiError> {
    let number = version.parse().map_err(|_| ApiError::not_found("version"))?;
    let content = call.app.store.content_version(&call.caller.workspace, &key, number).await?;
    content.map(Json).ok_or_else(|| ApiError::not_found("version"))
}

/// `POST /api/content/{content}/publish`
///
/// # Errors
/// 422 `lint_errors`; 404 where there is no such content or environment; or when the database fails.
pub async fn publish(
    call: Call,
    Path(key): Path<String>,
    expected: IfMatch,
    Body(request): Body<PublishRequest>,
) -> Result<Tagged<ContentDetail>, ApiError> {
    let row = found(&call, &key).await?;
    environment::found(&call, &request.environment).await?;
    if matches!(expected, IfMatch::Revision(revision) if revision != row.revision) {
        return Err(changed(row.revision));
    }
    let advice = advice(&call, &row.draft).await?;
    if let Some(first) = advice.iter().find(|advice| advice.severity == Severity::Error) {
        let detail = format!("The draft has errors, the first at {}: {}", first.at, first.message);
        return Err(ApiError::unprocessable("lint_errors", detail).with_faults(json!(advice)));
    }
    match call.app.store.publish(mark(&call), &key, &request.environment, row.revision).await? {
        Written::Done(version) => {
            tracing::info!(
                by = call.caller.name,
                content = key,
                environment = request.environment,
                version,
                "published"
            );
            call.app.catalog.refresh(&call.app.store).await?;
            read(call, Path(key)).await
        }
        Written::Missing => Err(ApiError::not_found("content")),
        Written::Other(revision) => Err(changed(revision)),
    }
}

/// `POST /api/content/{content}/pause`
///
/// # Errors
/// 409 `not_published`; 404 where there is no such content or environment; or when the database fails.
pub async fn pause(
    call: Call,
    Path(key): Path<String>,
    Body(request): Body<PauseRequest>,
) -> Result<Tagged<ContentDetail>, ApiError> {
    let PauseRequest { environment, paused } = request;
    if !call.app.store.pause(&call.caller.workspace, &environment, &key, paused).await? {
        found(&call, &key).await?;
        environment::found(&call, &environment).await?;
        return Err(ApiError::conflict("not_published", format!("It is not published to '{environment}'.")));
    }
    call.app.catalog.refresh(&call.app.store).await?;
    read(call, Path(key)).await
}

/// `POST /api/content/{content}/preview`
///
/// # Errors
/// 404 where there is no such environment or content; or when the database fails.
pub async fn preview(
    call: Call,
    Path(key): Path<String>,
    Body(request): Body<PreviewRequest>,
) -> Result<Json<PreviewLink>, ApiError> {
    let row = found(&call, &key).await?;
    let served = call.app.catalog.by_name(&call.caller.workspace, &request.environment);
    let served = served.ok_or_else(|| ApiError::not_found("environment"))?;
    let now = clock::now();
    let expires_at = now.plus_ms(PREVIEW_MS);
    let (workspace, environment) = (call.caller.workspace, request.environment);
    let preview = Preview { workspace, environment, content: row.summary.key, expires_at };
    let url = preview_url(&request.url, &served, &preview.sign(&call.app.secret))?;
    let briefing = STANDARD.encode(preview_briefing(&served.settings.theme, &row.draft));
    Ok(Json(PreviewLink { url, expires_at, briefing, engine: call.app.assets.engine().cloned() }))
}

/// The page's address with a signed token in its fragment, where the loader looks for it.
pub(super) fn preview_url(page: &str, served: &Served, token: &str) -> Result<String, ApiError> {
    let page = page.trim();
    let end = page.find("://").map(|at| at + 3).and_then(|from| page[from..].find(['/', '?', '#']).map(|at| from + at));
    let origin = origin::normal(&page[..end.unwrap_or(page.len())])
        .map_err(|error| ApiError::unprocessable("bad_url", format!("url: {error}")))?;
    if !served.allows_origin(&origin) {
        let detail = format!("url: pages of {origin} may not use this environment's write key; add the origin first");
        return Err(ApiError::unprocessable("origin_not_allowed", detail));
    }
    let join = if page.contains('#') { '&' } else { '#' };
    Ok(format!("{page}{join}waymark_preview={token}"))
}

/// `POST /api/content-check`
///
/// # Errors
/// When the database fails.
pub async fn check(call: Call, Body(content): Body<Content>) -> Result<Json<CheckAnswer>, ApiError> {
    check_shape(&content)?;
    Ok(Json(CheckAnswer { advice: advice(&call, &content).await? }))
}

/// `GET /api/templates`
///
/// # Errors
/// When the database fails.
pub async fn templates(call: Call) -> Result<Json<Templates>, ApiError> {
    let goals = call.app.store.goals(&call.caller.workspace).await?;
    Ok(Json(Templates { templates: template::beside(&goals) }))
}

async fn found(call: &Call, key: &str) -> Result<ContentRow, ApiError> {
    let row = call.app.store.content(&call.caller.workspace, key).await?;
    row.ok_or_else(|| ApiError::not_found("content"))
}

async fn detail(call: &Call, row: ContentRow) -> Result<Tagged<ContentDetail>, ApiError> {
    let versions = call.app.store.versions(&call.caller.workspace, row.summary.key.as_str()).await?;
    let advice = advice(call, &row.draft).await?;
    let ContentRow { summary, revision, draft } = row;
    Ok(Tagged { revision, value: ContentDetail { summary, revision, draft, versions, advice } })
}

/// Advice on a content: its own, and on what it refers to, which only the store knows.
async fn advice(call: &Call, content: &Content) -> Result<Vec<Advice>, ApiError> {
    let (store, workspace) = (&call.app.store, &call.caller.workspace);
    let known = reference::Known {
        segments: store.segments(workspace).await?.into_iter().map(|segment| segment.key).collect(),
        goals: store.goals(workspace).await?.into_iter().map(|goal| (goal.key.clone(), goal)).collect(),
        contents: store.contents(workspace).await?.into_iter().map(|summary| summary.key).collect(),
        aims: if asked_as_abandoned(&content.audience).is_empty() {
            HashMap::new()
        } else {
            let contents = store.contents_in_use(workspace).await?.into_iter();
            contents.filter_map(|content| Some((content.key, content.goal?))).collect()
        },
        owner_trait: match &content.hand_over {
            Some(hand_over) => store.is_company_trait(workspace, &hand_over.owner_trait).await?,
            None => false,
        },
    };
    let mut advice = lint(content);
    advice.extend(reference::advice(content, &known));
    advice.sort_by_key(|advice| advice.severity);
    Ok(advice)
}

fn mark(call: &Call) -> Mark<'_> {
    Mark { workspace: &call.caller.workspace, by: &call.caller.name, at: clock::now() }
}

fn check_shape(content: &Content) -> Result<(), ApiError> {
    if content.content_version == 0 || content.content_version > CONTENT_VERSION {
        let detail = format!(
            "content_version: is {}, but this collector knows shapes 1 to {CONTENT_VERSION}; use a newer collector",
            content.content_version
        );
        return Err(ApiError::unprocessable("unknown_shape", detail));
    }
    Ok(())
}

fn must_match(revision: i64) -> ApiError {
    let detail = format!(
        "There is a content with this key already, at revision {revision}: send its ETag in If-Match to replace it, or * to replace whatever is there."
    );
    ApiError::new(StatusCode::PRECONDITION_REQUIRED, "if_match_required", detail)
}

fn changed(revision: i64) -> ApiError {
    let detail = format!(
        "Somebody changed it in the meantime; it is at revision {revision} now. Read it again before replacing it."
    );
    ApiError::new(StatusCode::PRECONDITION_FAILED, "changed_meanwhile", detail)
}
