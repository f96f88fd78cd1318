//! Content: list, draft, versions, publication, preview, templates, advice.
//!
//! Deliberately absent: the shape of content; that is `shared::content`.

use super::{Problem, Tagged, encode, get, get_tagged, send, send_tagged, tell};
use shared::api::content::{
    CheckAnswer, ContentDetail, ContentList, PauseRequest, PreviewLink, PreviewRequest, PublishRequest, Templates,
};
use shared::content::Content;

fn of(key: &str) -> String {
    format!("content/{}", encode(key))
}

/// All content.
pub async fn list() -> Result<ContentList, Problem> {
    get("content").await
}

/// One content with its draft.
pub async fn detail(key: &str) -> Result<Tagged<ContentDetail>, Problem> {
    get_tagged(&of(key)).await
}

/// One version, as it was published.
pub async fn version(key: &str, version: u32) -> Result<Content, Problem> {
    get(&format!("{}/versions/{version}", of(key))).await
}

/// Writes the draft; refused with 412 when it is no longer as it was when `tag` was read.
pub async fn save(content: &Content, tag: Option<&str>) -> Result<Tagged<ContentDetail>, Problem> {
    send_tagged("PUT", &of(content.key.as_str()), content, tag).await
}

/// Publishes the draft as a new version; refused with 412 when it is no longer as it was when `tag` was read.
pub async fn publish(key: &str, environment: &str, tag: Option<&str>) -> Result<Tagged<ContentDetail>, Problem> {
    let request = PublishRequest { environment: environment.to_owned() };
    send_tagged("POST", &format!("{}/publish", of(key)), &request, tag).await
}

/// Pauses or resumes.
pub async fn pause(key: &str, environment: &str, paused: bool) -> Result<Tagged<ContentDetail>, Problem> {
    let request = PauseRequest { environment: environment.to_owned(), paused };
    send_tagged("POST", &format!("{}/pause", of(key)), &request, None).await
}

/// Takes a content away that was never published.
pub async fn remove(key: &str) -> Result<(), Problem> {
    tell::<()>("DELETE", &of(key), None).await
}

/// A link that shows the draft on one's own page.
pub async fn preview(key: &str, environment: &str, url: &str) -> Result<PreviewLink, Problem> {
    let request = PreviewRequest { environment: environment.to_owned(), url: url.to_owned() };
    send("POST", &format!("{}/preview", of(key)), &request).await
}

/// Templates to start from.
pub async fn templates() -> Result<Templates, Problem> {
    get("templates").await
}

/// Advice on content that need not be stored.
pub async fn check(content: &Content) -> Result<CheckAnswer, Problem> {
    send("POST", "content-check", content).await
}
