//! The example product on its own origin, with a strict Content-Security-Policy: what a vendor's pages look like to Waymark.
//!
//! Deliberately absent: anything of Waymark but the script tag in the page's HTML.

use crate::assets::Asset;
use crate::state::App;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode, Uri, header};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::net::TcpListener;

struct Product {
    files: BTreeMap<String, Asset>,
    index: String,
    policy: String,
}

/// Serves the example product; every address without a file of its own is a page of its router.
///
/// # Errors
/// When the listener fails.
pub async fn serve(app: &App, listener: TcpListener, collector: &str, write_key: &str) -> std::io::Result<()> {
    let files: BTreeMap<String, Asset> =
        app.assets.below("demo/").map(|(name, asset)| (name.to_owned(), asset.clone())).collect();
    let index = files.get("index.html").map(|asset| String::from_utf8_lossy(&asset.plain).into_owned());
    let index =
        index.unwrap_or_else(|| "<p>This build has no example product inside: use cargo xtask demo.".to_owned());
    let index = index.replace("{{collector}}", collector).replace("{{write_key}}", write_key);
    let policy = format!(
        "default-src 'none'; script-src 'self' {collector} 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self' {collector}; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'"
    );
    let product = Arc::new(Product { files, index, policy });
    axum::serve(listener, Router::new().fallback(answer).with_state(product)).await
}

async fn answer(State(product): State<Arc<Product>>, uri: Uri) -> Response<Body> {
    let name = uri.path().trim_start_matches('/');
    let (kind, body) = match product.files.get(name).filter(|_| name != "index.html") {
        Some(asset) => (kind(name), Body::from(asset.plain.clone().into_owned())),
        None => ("text/html; charset=utf-8", Body::from(product.index.clone())),
    };
    let head = Response::builder()
        .status(StatusCode::OK)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::CONTENT_SECURITY_POLICY, &product.policy);
    head.body(body).unwrap_or_default()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
