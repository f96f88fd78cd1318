//! Host pages: a small web server whose pages and headers a test writes.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// A page: headers and HTML.
#[derive(Clone, Default)]
struct Document {
    headers: Vec<(String, String)>,
    html: String,
}

/// A running host site.
pub struct Site {
    origin: String,
    pages: Arc<Mutex<HashMap<String, Document>>>,
}

impl Site {
    /// Serves on a free port of loopback.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        let origin = format!("http://{}", listener.local_addr().expect("a bound address"));
        let pages: Arc<Mutex<HashMap<String, Document>>> = Arc::default();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&pages));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, pages }
    }

    /// Where the site is, without a path.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Puts a page under a path and returns its address; `headers` are `(name, value)`.
    pub fn put(&self, path: &str, headers: &[(&str, &str)], html: impl Into<String>) -> String {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let document = Document { headers, html: html.into() };
        self.pages.lock().expect("no panic while locked").insert(path.to_owned(), document);
        format!("{}{path}", self.origin)
    }
}

async fn answer(State(pages): State<Arc<Mutex<HashMap<String, Document>>>>, request: Request) -> Response<Body> {
    let found = pages.lock().expect("no panic while locked").get(request.uri().path()).cloned();
    let Some(document) = found else {
        return Response::builder().status(StatusCode::NOT_FOUND).body(Body::empty()).expect("a plain answer");
    };
    let kind = if request.uri().path().rsplit('.').next() == Some("js") {
        "text/javascript"
    } else {
        "text/html; charset=utf-8"
    };
    let mut response = Response::new(Body::from(document.html));
    response.headers_mut().insert("content-type", HeaderValue::from_static(kind));
    for (name, value) in document.headers {
        let name = HeaderName::try_from(name).expect("a header's name");
        response.headers_mut().insert(name, HeaderValue::try_from(value).expect("a header's value"));
    }
    response
}
