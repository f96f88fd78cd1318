//! The collector as `waymark content` sees it: a few calls of the management API with an API token.
//!
//! The token is read from `WAYMARK_TOKEN` only; a flag would show it to everybody on the machine. Deliberately absent:
//! retries. A build that fails is run again.

use super::folder::Item;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::api::content::{ContentDetail, ContentList, Goals, Segments};
use shared::api::environment::Environments;
use std::time::Duration;

/// How long one call may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why the collector could not be asked, or what it refused.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// No token.
    #[error("WAYMARK_TOKEN is not set; make an API token with the role editor in the console")]
    NoToken,
    /// The collector cannot be reached.
    #[error("{0} cannot be reached: {1}")]
    Unreachable(String, String),
    /// The collector refused, and said why.
    #[error("{0}")]
    Problem(String),
    /// The answer is not that of a collector.
    #[error(
        "the answer is not that of a collector ({0}); its address goes without what stands behind it, such as /console/"
    )]
    Unreadable(String),
}

/// A collector.
pub struct Remote {
    agent: ureq::Agent,
    url: String,
    token: String,
}

/// What is saved at the collector of one item.
#[derive(Debug)]
pub struct Saved {
    /// As JSON, with every default written out.
    pub json: Value,
    detail: Option<ContentDetail>,
}

impl Saved {
    /// Whether the draft is what is published there.
    pub fn is_published(&self, environment: &str) -> bool {
        self.detail.as_ref().is_some_and(|detail| {
            let newest = detail.versions.first().map(|version| version.version);
            let there = detail.summary.publications.iter().find(|publication| publication.environment == environment);
            !detail.summary.draft_differs && there.is_some_and(|publication| Some(publication.version) == newest)
        })
    }
}

impl Remote {
    /// A collector at this address, with the token of `WAYMARK_TOKEN`.
    ///
    /// # Errors
    /// When there is no token.
    pub fn new(url: &str) -> Result<Self, RemoteError> {
        let token =
            std::env::var("WAYMARK_TOKEN").ok().filter(|token| !token.is_empty()).ok_or(RemoteError::NoToken)?;
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build();
        Ok(Self { agent: config.into(), url: url.trim_end_matches('/').to_owned(), token })
    }

    /// Everything that files can hold.
    ///
    /// # Errors
    /// When the collector cannot be read.
    pub fn all(&self) -> Result<Vec<Item>, RemoteError> {
        let segments = self.get::<Segments>("segments")?.segments.into_iter().map(Item::Segment);
        let goals = self.get::<Goals>("goals")?.goals.into_iter().map(Item::Goal);
        let mut items: Vec<Item> = segments.chain(goals).collect();
        for summary in self.get::<ContentList>("content")?.content {
            let detail: ContentDetail = self.get(&format!("content/{}", summary.key))?;
            items.push(Item::Content(Box::new(detail.draft)));
        }
        items.sort_by_key(Item::address);
        Ok(items)
    }

    /// What is saved of an item; `None` when nothing is.
    ///
    /// # Errors
    /// When the collector cannot be read.
    pub fn find(&self, item: &Item) -> Result<Option<Saved>, RemoteError> {
        let unreadable = |error: serde_json::Error| RemoteError::Unreadable(error.to_string());
        let saved = |item: Item, detail| Ok(Some(Saved { json: item.json().map_err(unreadable)?, detail }));
        match item {
            Item::Content(_) => {
                let (status, body) = self.call("GET", &item.address(), None, None)?;
                if status == 404 {
                    return Ok(None);
                }
                let detail: ContentDetail = read(status, &body)?;
                saved(Item::Content(Box::new(detail.draft.clone())), Some(detail))
            }
            Item::Segment(segment) => {
                let all = self.get::<Segments>("segments")?.segments;
                all.into_iter()
                    .find(|other| other.key == segment.key)
                    .map_or(Ok(None), |found| saved(Item::Segment(found), None))
            }
            Item::Goal(goal) => {
                let all = self.get::<Goals>("goals")?.goals;
                all.into_iter()
                    .find(|other| other.key == goal.key)
                    .map_or(Ok(None), |found| saved(Item::Goal(found), None))
            }
        }
    }

    /// Writes an item over what was found.
    ///
    /// # Errors
    /// When the collector refuses, also because somebody changed it in the meantime.
    pub fn write(&self, item: &Item, over: Option<&Saved>) -> Result<(), RemoteError> {
        let revision = over.and_then(|saved| saved.detail.as_ref()).map(|detail| format!("\"{}\"", detail.revision));
        let body = item.json().map_err(|error| RemoteError::Unreadable(error.to_string()))?;
        let (status, answer) = self.call("PUT", &item.address(), Some(&body), revision.as_deref())?;
        read::<Value>(status, &answer).map(drop)
    }

    /// The keys of the environments.
    ///
    /// # Errors
    /// When the collector cannot be read.
    pub fn environments(&self) -> Result<Vec<String>, RemoteError> {
        let all: Environments = self.get("environments")?;
        Ok(all.environments.into_iter().map(|environment| environment.key).collect())
    }

    /// Publishes a draft; the answer is the version.
    ///
    /// # Errors
    /// When the collector refuses.
    pub fn publish(&self, key: &str, environment: &str) -> Result<u32, RemoteError> {
        let body = json!({ "environment": environment });
        let (status, answer) = self.call("POST", &format!("content/{key}/publish"), Some(&body), None)?;
        let detail: ContentDetail = read(status, &answer)?;
        let there = detail.summary.publications.iter().find(|publication| publication.environment == environment);
        there
            .map(|publication| publication.version)
            .ok_or_else(|| RemoteError::Unreadable("it is not published".into()))
    }

    fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, RemoteError> {
        let (status, body) = self.call("GET", path, None, None)?;
        read(status, &body)
    }

    fn call(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        if_match: Option<&str>,
    ) -> Result<(u16, String), RemoteError> {
        let unreachable = |error: &dyn std::fmt::Display| RemoteError::Unreachable(self.url.clone(), error.to_string());
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}/api/{path}", self.url))
            .header("authorization", format!("Bearer {}", self.token));
        let request = if_match.into_iter().fold(request, |request, tag| request.header("if-match", tag));
        let answer = match body {
            Some(body) => {
                let request = request.header("content-type", "application/json").body(body.to_string());
                self.agent.run(request.map_err(|error| unreachable(&error))?)
            }
            None => self.agent.run(request.body(()).map_err(|error| unreachable(&error))?),
        };
        let mut answer = answer.map_err(|error| unreachable(&error))?;
        let status = answer.status().as_u16();
        let text = answer.body_mut().read_to_string().map_err(|error| unreachable(&error))?;
        Ok((status, text))
    }
}

fn read<T: DeserializeOwned>(status: u16, body: &str) -> Result<T, RemoteError> {
    if (200..300).contains(&status) {
        return serde_json::from_str(body).map_err(|error| RemoteError::Unreadable(error.to_string()));
    }
    let problem: Value = serde_json::from_str(body).unwrap_or_default();
    let mut lines = vec![match problem["detail"].as_str() {
        Some(detail) => format!("{detail} ({status})"),
        None => format!("the collector answered {status}"),
    }];
    for fault in problem["faults"].as_array().into_iter().flatten().filter(|fault| fault["severity"] != "hint") {
        let text = |name: &str| fault[name].as_str().unwrap_or_default().to_owned();
        lines.push(format!("    {} at {}: {}", text("severity"), text("at"), text("message")));
    }
    Err(RemoteError::Problem(lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_with_its_faults() {
        let body = r#"{"detail":"The draft has errors.","faults":[{"severity":"error","at":"body","message":"Ask something."}]}"#;
        let error = read::<Value>(422, body).expect_err("refused");
        assert_eq!(error.to_string(), "The draft has errors. (422)\n    error at body: Ask something.");
        assert_eq!(read::<Value>(502, "<html>").expect_err("refused").to_string(), "the collector answered 502");
    }
}
