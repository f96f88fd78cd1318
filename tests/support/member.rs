//! Whoever calls the management API: with a token as programs do, or signed in as members do.
//!
//! Deliberately absent: which collector; whoever has one has a member of it.

use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

/// Somebody who may call the management API of one collector.
#[derive(Clone, Debug)]
pub struct Member {
    client: Client,
    /// Where the API begins: `http://127.0.0.1:1234/base`.
    address: String,
    credential: Credential,
}

#[derive(Clone, Debug)]
enum Credential {
    Token(String),
    Cookie(String),
}

impl Member {
    /// Signs in with email and password.
    pub async fn sign_in(address: String, email: &str, password: &str) -> Self {
        let who = json!({"email": email, "password": password});
        Self::let_in(address, "/api/sign-in", &who).await
    }

    /// Sets an empty collector up with the token of its link, and is its owner.
    pub async fn set_up(address: String, token: &str) -> Self {
        let first = json!({"token": token, "workspace": "Test", "email": "owner@example.com", "password": "a long enough password"});
        Self::let_in(address, "/api/setup", &first).await
    }

    async fn let_in(address: String, path: &str, who: &Value) -> Self {
        let client = Client::builder().no_proxy().build().expect("a client");
        let answer = client.post(format!("{address}{path}")).json(who).send().await.expect("the API answers");
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap_or_default());
        let cookie = answer.headers()["set-cookie"].to_str().expect("text");
        let credential = Credential::Cookie(cookie.split(';').next().expect("a cookie").to_owned());
        Self { client, address, credential }
    }

    /// The same by a token that may do everything.
    #[must_use]
    pub async fn by_token(self) -> Self {
        let made = self.api(Method::POST, "/api/tokens", &json!({"name": "tests", "role": "owner"})).await;
        let token = made["secret"].as_str().expect("a secret").to_owned();
        Self { credential: Credential::Token(token), ..self }
    }

    /// The same at another collector on the same database.
    #[must_use]
    pub fn at(&self, address: String) -> Self {
        Self { address, ..self.clone() }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.address));
        match &self.credential {
            Credential::Token(token) => request.bearer_auth(token),
            Credential::Cookie(cookie) => request.header("cookie", cookie).header("sec-fetch-site", "same-origin"),
        }
    }

    /// Calls the management API; panics unless it succeeds.
    pub async fn api(&self, method: Method, path: &str, body: &Value) -> Value {
        let (status, text) = self.try_api(method, path, body).await;
        assert!(status.is_success(), "{path}: {status} {text}");
        if text.is_empty() { Value::Null } else { serde_json::from_str(&text).expect("JSON") }
    }

    /// Calls the management API and returns status and body as they are.
    pub async fn try_api(&self, method: Method, path: &str, body: &Value) -> (StatusCode, String) {
        let mut request = self.request(method, path);
        if !body.is_null() {
            request = request.json(body);
        }
        let answer = request.send().await.expect("the API answers");
        (answer.status(), answer.text().await.expect("text"))
    }

    /// Reads from the management API.
    pub async fn get(&self, path: &str) -> Value {
        self.api(Method::GET, path, &Value::Null).await
    }

    /// Writes content (TOML) as draft and publishes it to `production`.
    pub async fn publish(&self, toml: &str) {
        let content: shared::content::Content = toml::from_str(toml).expect("a content file");
        let path = format!("/api/content/{}", content.key);
        self.api(Method::PUT, &path, &serde_json::to_value(&content).expect("JSON")).await;
        self.api(Method::POST, &format!("{path}/publish"), &json!({"environment": "production"})).await;
    }

    /// The latest events of a person; none while nothing of theirs is stored.
    pub async fn events_of(&self, person: &str) -> Vec<Value> {
        let path = format!("/api/people/{person}?environment=production");
        let (status, text) = self.try_api(Method::GET, &path, &Value::Null).await;
        if status == StatusCode::NOT_FOUND {
            return Vec::new();
        }
        let found: Value = serde_json::from_str(&text).expect("JSON");
        found["events"].as_array().expect("events").clone()
    }
}
