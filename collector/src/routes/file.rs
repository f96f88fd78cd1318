//! Files inside the program: loader, engine, console. Precompressed, with `ETag`; hashed names are kept for ever.
//!
//! The loader and the engine answer any origin (`Cross-Origin-Resource-Policy`, CORS), since they are for other people's
//! pages; the console answers its own and may not be framed. Deliberately absent: anything secret.

use crate::assets::{Asset, is_hashed, media_type};
use crate::error::ApiError;
use crate::state::App;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use std::borrow::Cow;
use std::sync::Arc;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The loader is asked for again after five minutes; meanwhile, and while the collector is away, the old one does.
const LOADER: &str = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800";
const ASK_AGAIN: &str = "no-cache";

/// What the console's page may do: its own scripts, styles and calls, and frames of nobody.
const CONSOLE_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; font-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// `GET /waymark.js`: the loader.
///
/// # Errors
/// 503 when no loader was built in.
pub async fn loader(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let asset = app.assets.get("waymark.js").ok_or_else(nothing_built_in)?;
    Ok(for_any_origin(send("waymark.js", asset, &headers, LOADER)))
}

/// `GET /assets/{name}`: the engine, of this release or an earlier one.
pub async fn engine(State(app): State<Arc<App>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    for_any_origin(find_engine(&app, &name, &headers).await.unwrap_or_else(IntoResponse::into_response))
}

async fn find_engine(app: &App, name: &str, headers: &HeaderMap) -> Result<Response, ApiError> {
    let missing = || ApiError::not_found("file in this release");
    if !["engine-", "words-"].iter().any(|kind| name.starts_with(kind)) || !is_hashed(name) {
        return Err(missing());
    }
    if let Some(asset) = app.assets.get(name) {
        return Ok(send(name, asset, headers, FOR_EVER));
    }
    let kept = app.store.kept_asset(name).await?.ok_or_else(missing)?;
    Ok(send(name, &kept, headers, FOR_EVER))
}

/// `GET /`: leads to the console.
pub async fn root(State(app): State<Arc<App>>) -> Redirect {
    Redirect::temporary(&format!("{}/console/", app.settings.base()))
}

/// `GET /console`: with the slash that relative addresses need.
pub async fn console_without_slash(State(app): State<Arc<App>>) -> Redirect {
    Redirect::permanent(&format!("{}/console/", app.settings.base()))
}

/// `GET /console/`: the console's page.
///
/// # Errors
/// 503 when no console was built in.
pub async fn console_page(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, ApiError> {
    console(&app, "", &headers)
}

/// `GET /console/{path}`: the console's files; every other address is the single page, which knows its own addresses.
///
/// # Errors
/// 404 for a file that is not there, 503 when no console was built in.
pub async fn console_file(
    State(app): State<Arc<App>>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    console(&app, &path, &headers)
}

fn console(app: &App, path: &str, headers: &HeaderMap) -> Result<Response, ApiError> {
    if let Some(asset) = app.assets.get(&format!("console/{path}")).filter(|_| path != "index.html") {
        let kept = if is_hashed(path) { FOR_EVER } else { ASK_AGAIN };
        return Ok(safe(send(path, asset, headers, kept)));
    }
    // A missing script must not be answered with a page: browsers would report a syntax error instead of what is wrong.
    if path.rsplit('/').next().is_some_and(|file| file.contains('.')) {
        return Err(ApiError::not_found("file in the console"));
    }
    let page = app.assets.get("console/index.html").ok_or_else(nothing_built_in)?;
    let base = format!("{}/console/", app.settings.base());
    let page = based(page, &base);
    Ok(safe(send("index.html", &page, headers, ASK_AGAIN)))
}

/// The page with the address that its relative addresses start from, so that it works below any base path.
fn based(page: &Asset, base: &str) -> Asset {
    const AT_THE_ROOT: &str = "<base href=\"/console/\">";
    if base == "/console/" {
        return page.clone();
    }
    let text = String::from_utf8_lossy(&page.plain).replace(AT_THE_ROOT, &format!("<base href=\"{base}\">"));
    Asset::new(Cow::Owned(text.into_bytes()), None, None)
}

fn nothing_built_in() -> ApiError {
    let detail = "This program was built without loader, engine and console; build it with `cargo xtask build`, or name their folder with --assets-dir.";
    ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "nothing_built_in", detail)
}

fn send(name: &str, asset: &Asset, headers: &HeaderMap, cache: &'static str) -> Response {
    let mut response = if is_known(headers, &asset.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let (bytes, encoding) = choose(asset, headers);
        let body = match bytes {
            Cow::Borrowed(bytes) => Body::from(*bytes),
            Cow::Owned(bytes) => Body::from(bytes.clone()),
        };
        let mut response = Response::new(body);
        put(&mut response, header::CONTENT_TYPE, media_type(name));
        if let Some(encoding) = encoding {
            put(&mut response, header::CONTENT_ENCODING, encoding);
        }
        response
    };
    put(&mut response, header::CACHE_CONTROL, cache);
    put(&mut response, header::VARY, "Accept-Encoding");
    put(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    response
}

fn put(response: &mut Response, name: HeaderName, value: &'static str) {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
}

/// Whether the browser has exactly this already.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let tags = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*")
}

/// The smallest form the browser takes.
fn choose<'a>(asset: &'a Asset, headers: &HeaderMap) -> (&'a Cow<'static, [u8]>, Option<&'static str>) {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |wanted: &str| {
        accepted.split(',').any(|part| {
            let (name, quality) = part.split_once(';').unwrap_or((part, ""));
            let refused = quality.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0_f32));
            name.trim().eq_ignore_ascii_case(wanted) && !refused
        })
    };
    match (&asset.brotli, &asset.gzip) {
        (Some(brotli), _) if takes("br") => (brotli, Some("br")),
        (_, Some(gzip)) if takes("gzip") => (gzip, Some("gzip")),
        _ => (&asset.plain, None),
    }
}

/// For the pages of hosts.
fn for_any_origin(mut response: Response) -> Response {
    put(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    put(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    put(&mut response, HeaderName::from_static("timing-allow-origin"), "*");
    response
}

/// For the console.
fn safe(mut response: Response) -> Response {
    put(&mut response, header::CONTENT_SECURITY_POLICY, CONSOLE_CSP);
    put(&mut response, header::REFERRER_POLICY, "no-referrer");
    put(&mut response, header::X_FRAME_OPTIONS, "DENY");
    put(&mut response, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(&mut response, HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_form_a_browser_takes_is_sent() {
        let both = Asset::new(Cow::Borrowed(b"plain"), Some(Cow::Borrowed(b"br")), Some(Cow::Borrowed(b"gz")));
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip;q=1.0, br;q=0", Some("gzip")),
            ("GZIP", Some("gzip")),
            ("", None),
            ("identity", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accepted.parse().expect("a header value"));
            assert_eq!(choose(&both, &headers).1, expected, "{accepted}");
        }
    }

    #[test]
    fn what_the_browser_has_is_not_sent_again() {
        let asset = Asset::new(Cow::Borrowed(b"plain"), None, None);
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, format!("\"x\", W/{}", asset.etag).parse().expect("a header value"));
        assert_eq!(send("waymark.js", &asset, &headers, LOADER).status(), StatusCode::NOT_MODIFIED);
    }
}
