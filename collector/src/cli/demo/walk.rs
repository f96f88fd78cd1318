//! Furnishes the demo through the API: set-up, environment, templates, publishing, the sample people's events.

use super::{EMAIL, PASSWORD, PER_DAY, SURVEYS, Scale, generator, words};
use crate::cli::content::folder;
use crate::state::App;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, header};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::api::content::Templates;
use shared::api::environment::Environment;
use shared::api::follow_up::FollowUps;
use shared::content::Content;
use shared::event::{Event, Outcome, Receipt};
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt as _;

/// Largest answer that is read, bytes.
const MAX_ANSWER: usize = 16 * 1024 * 1024;
/// Days of which nobody has looked yet at what wants a person.
pub const RECENT_DAYS: i64 = 21;
/// Events in one batch of the sample people.
const BATCH: usize = 400;
/// The example product's own accent, `--seal` in its `style/tokens.css`.
const ACCENT: &str = "#b23c27";
/// What the templates serve and whom they are for.
const RULES: [&str; 7] = [
    include_str!("../../../../examples/content/segments/first-month.toml"),
    include_str!("../../../../examples/content/segments/paying-deciders.toml"),
    include_str!("../../../../examples/content/goals/first-invoice.toml"),
    include_str!("../../../../examples/content/goals/first-payment.toml"),
    include_str!("../../../../examples/content/goals/customers-imported.toml"),
    include_str!("../../../../examples/content/goals/report-exported.toml"),
    include_str!("../../../../examples/content/goals/paid-plan.toml"),
];

/// Sets everything up and returns the environment's write key.
///
/// # Errors
/// When the API refuses anything, in its own words.
pub async fn furnish(app: &Arc<App>, host: &str, scale: Scale) -> Result<String, Box<dyn Error>> {
    let link = crate::routes::account::setup_link(app, "").await?.ok_or("the demo's database is not empty")?;
    let token = link.split_once("#token=").ok_or("the set-up link carries no token")?.1;
    let mut walk = Walk { router: crate::app(Arc::clone(app)), cookie: String::new(), origin: host.to_owned() };
    walk.set_up(token).await?;
    let settings = json!({
        "origins": [host], "caps": {"per_day": PER_DAY, "surveys": SURVEYS}, "theme": {"accent": ACCENT},
        "reportable_traits": ["plan", "role", "stakeholder", "industry", "country", "partner"]
    });
    let new = json!({"key": "production", "name": "Production", "settings": settings});
    let environment: Environment = walk.ask(Method::POST, "/api/environments", new).await?;
    walk.write_rules().await?;
    let templates: Templates = walk.ask(Method::GET, "/api/templates", Value::Null).await?;
    for content in &templates.templates {
        let address = format!("/api/content/{}", content.key);
        walk.ask::<Value>(Method::PUT, &address, serde_json::to_value(content)?).await?;
    }
    // Only now: what one leads to another has to be there.
    for content in &templates.templates {
        let address = format!("/api/content/{}/publish", content.key);
        walk.ask::<Value>(Method::POST, &address, json!({"environment": "production"})).await?;
    }
    walk.live_through(&environment.write_key, templates.templates, scale).await?;
    walk.look_after().await?;
    Ok(environment.write_key)
}

/// A caller of the API within the process.
struct Walk {
    router: Router,
    cookie: String,
    origin: String,
}

impl Walk {
    async fn set_up(&mut self, token: &str) -> Result<(), Box<dyn Error>> {
        let body = json!({"token": token, "workspace": "Waymark demo", "email": EMAIL, "password": PASSWORD});
        let (_, cookie) = self.call(Method::POST, "/api/setup", &body.to_string()).await?;
        self.cookie = cookie.ok_or("setting up did not sign in")?;
        Ok(())
    }

    /// Goals and segments, as a vendor of an invoicing product would have them.
    async fn write_rules(&self) -> Result<(), Box<dyn Error>> {
        for file in RULES {
            let item = folder::item(toml::from_str(file)?)?;
            self.ask::<Value>(Method::PUT, &format!("/api/{}", item.address()), item.json()?).await?;
        }
        Ok(())
    }

    async fn live_through(&self, key: &str, contents: Vec<Content>, scale: Scale) -> Result<(), Box<dyn Error>> {
        let now = crate::clock::now();
        let contents: Vec<_> = contents.into_iter().map(|content| (content, 1)).collect();
        for events in generator::events(&contents, &self.origin, scale, now).chunks(BATCH) {
            self.send(key, events).await?;
        }
        Ok(())
    }

    /// The members have dealt with what wanted a person, but for the last days.
    async fn look_after(&self) -> Result<(), Box<dyn Error>> {
        let since = crate::clock::now().plus_days(-RECENT_DAYS);
        let mut after = String::new();
        loop {
            let address = format!("/api/follow-ups?environment=production&status=open&after={after}");
            let page: FollowUps = self.ask(Method::GET, &address, Value::Null).await?;
            for old in page.follow_ups.iter().filter(|it| it.at < since) {
                let (status, note) = words::dealt_with(old.locale.as_deref(), old.run.0.as_bytes()[15]);
                let change = json!({"owner": old.follow_up.owner, "status": status, "note": note});
                let address = format!("/api/responses/{}?environment=production", old.run);
                self.ask::<Value>(Method::PUT, &address, change).await?;
            }
            let Some(next) = page.next else { return Ok(()) };
            after = next;
        }
    }

    async fn send(&self, key: &str, events: &[Event]) -> Result<(), Box<dyn Error>> {
        let batch = json!({"key": key, "schema": shared::event::SCHEMA_VERSION, "sent_at": crate::clock::now(), "events": events});
        let receipt: Receipt = self.ask(Method::POST, "/v1/events", batch).await?;
        match receipt.outcomes.into_iter().find(|outcome| matches!(outcome, Outcome::Rejected { .. })) {
            Some(refused) => Err(format!("a sample event was refused: {refused:?}").into()),
            None => Ok(()),
        }
    }

    async fn ask<T: DeserializeOwned>(&self, method: Method, path: &str, body: Value) -> Result<T, Box<dyn Error>> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        Ok(serde_json::from_str(&self.call(method, path, &body).await?.0)?)
    }

    /// One request: the answer's body and the cookie it sets.
    async fn call(&self, method: Method, path: &str, body: &str) -> Result<(String, Option<String>), Box<dyn Error>> {
        let from_page = path.starts_with("/v1/");
        let mut request = Request::builder().method(method).uri(path);
        request = if from_page {
            request.header(header::ORIGIN, &self.origin).header(header::CONTENT_TYPE, "text/plain")
        } else {
            request
                .header(header::COOKIE, &self.cookie)
                .header(header::CONTENT_TYPE, "application/json")
                .header("sec-fetch-site", "same-origin")
        };
        let mut request = request.body(Body::from(body.to_owned()))?;
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 0))));
        let response = self.router.clone().oneshot(request).await?;
        let (head, body) = response.into_parts();
        let text = String::from_utf8(axum::body::to_bytes(body, MAX_ANSWER).await?.to_vec())?;
        if !head.status.is_success() {
            return Err(format!("{path}: {} {text}", head.status).into());
        }
        let cookie = head.headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok());
        Ok((text, cookie.and_then(|value| value.split(';').next()).map(str::to_owned)))
    }
}
