//! Every request to the collector, in one place: addresses below `{base}/api/`, methods, errors.
//!
//! The base is derived from the document's `<base href>` (`{base}/console/`), so the console works below any base path.
//! Deliberately absent: retries. A person decides, with a button beside the error.

pub mod account;
pub mod content;
pub mod explain;
pub mod report;
pub mod workspace;

use crate::browser;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};
use yew::Callback;

/// Why a request failed: problem details (RFC 9457), or a status of 0 when the collector could not be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Problem {
    /// A stable name of the kind of problem, as a URI reference.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status; 0 when there was no answer.
    pub status: u16,
    /// The kind in a few words.
    pub title: String,
    /// What is wrong with this very request, and what to do.
    pub detail: String,
    /// Several things that are wrong, each with its place.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong with what was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Fault {
    /// Where, as a path such as `origins[0]`.
    pub at: String,
    /// Lint's code, where lint found it.
    pub code: String,
    /// `error` stands in the way; empty where everything that is told does.
    pub severity: String,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    /// Whether the collector could not be reached at all.
    pub fn is_network(&self) -> bool {
        self.status == 0
    }

    /// What stands in the way at this place or below it.
    pub fn fault_at(&self, place: &str) -> Option<&Fault> {
        self.grave().find(|fault| fault.at.starts_with(place))
    }

    /// The faults that stand in the way.
    pub fn grave(&self) -> impl Iterator<Item = &Fault> {
        self.faults.iter().filter(|fault| matches!(fault.severity.as_str(), "" | "error"))
    }

    /// Whether somebody else changed the thing in the meantime.
    pub fn is_conflict(&self) -> bool {
        self.status == 412 || self.status == 428
    }
}

/// A value with the tag that names its state, for changes that must not overwrite somebody else's.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged<T> {
    /// The value.
    pub value: T,
    /// Its `ETag`.
    pub tag: Option<String>,
}

thread_local! {
    static ON_SIGNED_OUT: RefCell<Callback<()>> = RefCell::new(Callback::noop());
}

/// Sets what happens when the collector no longer knows the member.
pub fn on_signed_out(callback: Callback<()>) {
    ON_SIGNED_OUT.with(|slot| *slot.borrow_mut() = callback);
}

/// The address below which the console's collector lives, without a slash at the end.
pub fn base() -> String {
    let here = browser::document().base_uri().ok().flatten().unwrap_or_default();
    let plain = here.split(['?', '#']).next().unwrap_or_default();
    let cut = plain.rfind("/console").unwrap_or(plain.trim_end_matches('/').len());
    plain[..cut].to_owned()
}

/// The address of the live stream of an environment.
pub fn live_address(environment: &str) -> String {
    address(&format!("live?environment={}", encode(environment)))
}

fn address(path: &str) -> String {
    format!("{}/api/{path}", base())
}

/// Writes a text so that it can stand in a path or query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Joins name and value pairs to a query, leaving out those without a value.
pub fn query(pairs: &[(&str, Option<String>)]) -> String {
    let parts: Vec<String> = pairs
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}={}", encode(value))))
        .collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Problem> {
    read(call("GET", path, None, None).await?).await
}

async fn get_tagged<T: DeserializeOwned>(path: &str) -> Result<Tagged<T>, Problem> {
    read_tagged(call("GET", path, None, None).await?).await
}

async fn send<B: Serialize, T: DeserializeOwned>(method: &str, path: &str, body: &B) -> Result<T, Problem> {
    read(call(method, path, Some(write(body)?), None).await?).await
}

async fn send_tagged<B: Serialize, T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: &B,
    tag: Option<&str>,
) -> Result<Tagged<T>, Problem> {
    read_tagged(call(method, path, Some(write(body)?), tag).await?).await
}

/// Sends a request whose answer has nothing to read.
async fn tell<B: Serialize>(method: &str, path: &str, body: Option<&B>) -> Result<(), Problem> {
    let body = body.map(write).transpose()?;
    call(method, path, body, None).await.map(drop)
}

fn write<B: Serialize>(body: &B) -> Result<String, Problem> {
    serde_json::to_string(body).map_err(|error| Problem {
        status: 400,
        detail: error.to_string(),
        ..Problem::default()
    })
}

async fn call(method: &str, path: &str, body: Option<String>, tag: Option<&str>) -> Result<Response, Problem> {
    let unreachable = |_: JsValue| Problem::default();
    let init = RequestInit::new();
    init.set_method(method);
    let headers = Headers::new().map_err(unreachable)?;
    headers.set("accept", "application/json").map_err(unreachable)?;
    if let Some(body) = body {
        headers.set("content-type", "application/json").map_err(unreachable)?;
        init.set_body(&JsValue::from_str(&body));
    }
    if let Some(tag) = tag {
        headers.set("if-match", tag).map_err(unreachable)?;
    }
    init.set_headers(&headers);
    let answer = JsFuture::from(browser::window().fetch_with_str_and_init(&address(path), &init));
    let response: Response = answer.await.map_err(unreachable)?.dyn_into().map_err(unreachable)?;
    if response.ok() { Ok(response) } else { Err(read_problem(response).await) }
}

async fn read_problem(response: Response) -> Problem {
    let status = response.status();
    if status == 401 {
        ON_SIGNED_OUT.with(|slot| slot.borrow().clone()).emit(());
    }
    let text = body_text(&response).await.unwrap_or_default();
    let mut problem = serde_json::from_str::<Problem>(&text)
        .unwrap_or_else(|_| Problem { title: response.status_text(), ..Problem::default() });
    problem.status = status;
    problem
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Problem> {
    let text = body_text(&response).await?;
    serde_json::from_str(&text).map_err(|error| Problem {
        status: response.status(),
        detail: format!("The answer could not be read: {error}"),
        ..Problem::default()
    })
}

async fn read_tagged<T: DeserializeOwned>(response: Response) -> Result<Tagged<T>, Problem> {
    let tag = response.headers().get("etag").ok().flatten();
    Ok(Tagged { value: read(response).await?, tag })
}

async fn body_text(response: &Response) -> Result<String, Problem> {
    let unreachable = |_: JsValue| Problem::default();
    let text = JsFuture::from(response.text().map_err(unreachable)?).await.map_err(unreachable)?;
    Ok(text.as_string().unwrap_or_default())
}
