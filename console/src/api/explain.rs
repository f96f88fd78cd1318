//! Why content is shown to somebody, and links that let a page tell it.
//!
//! Deliberately absent: sentences; the room makes them.

use super::{Problem, get, query, send};
use shared::api::explain::{DebugToken, Explanation, NewDebugToken};

/// Why, for what these pairs of a query say.
pub async fn explain(pairs: &[(&'static str, Option<String>)]) -> Result<Explanation, Problem> {
    get(&format!("explain{}", query(pairs))).await
}

/// Makes a debug token, with a link to a page of the host.
pub async fn make_debug_token(environment: &str, url: &str) -> Result<DebugToken, Problem> {
    let request = NewDebugToken { environment: environment.to_owned(), url: Some(url.to_owned()) };
    send("POST", "debug-tokens", &request).await
}
