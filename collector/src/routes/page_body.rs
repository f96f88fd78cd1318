//! The body of a request: read within limits of size and time, inflated within another limit.
//!
//! Deliberately absent: what is in it.

use crate::error::ApiError;
use crate::state::App;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use flate2::read::GzDecoder;
use std::io::Read;
use std::time::Duration;

/// How long a caller may take to send a body.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a page sent.
#[derive(Debug)]
pub(super) struct Page {
    /// Where the page is from.
    pub origin: Option<HeaderValue>,
    /// The body, as JSON text.
    pub body: Result<Bytes, ApiError>,
}

/// Reads a page's request.
pub(super) async fn page_body(app: &App, request: Request) -> Page {
    let origin = request.headers().get(header::ORIGIN).cloned();
    Page { origin, body: whole_body(app, request).await }
}

/// Reads a request's body.
pub(super) async fn whole_body(app: &App, request: Request) -> Result<Bytes, ApiError> {
    let encoding = request.headers().get(header::CONTENT_ENCODING).cloned();
    let limit = app.settings.max_body_bytes;
    let reading = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), limit)).await;
    let slow = |_| ApiError::new(StatusCode::REQUEST_TIMEOUT, "too_slow", "The body took too long to arrive.");
    let body = reading.map_err(slow)?.map_err(|error| {
        if is_too_long(&error) {
            too_large(limit)
        } else {
            ApiError::bad_request("cut_off", "The body ended before it was complete.")
        }
    })?;
    match encoding.as_ref().map(HeaderValue::as_bytes) {
        None | Some(b"" | b"identity") => Ok(body),
        Some(b"gzip") => inflate(&body, app.settings.max_inflated_bytes).map(Bytes::from),
        Some(_) => {
            let detail = "The body may be sent as it is or with Content-Encoding: gzip.";
            Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unknown_encoding", detail))
        }
    }
}

fn inflate(body: &[u8], limit: usize) -> Result<Vec<u8>, ApiError> {
    let mut inflated = Vec::with_capacity(body.len().saturating_mul(4).min(limit));
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = GzDecoder::new(body).take(most).read_to_end(&mut inflated);
    read.map_err(|_| ApiError::bad_request("bad_gzip", "The body is not valid gzip."))?;
    if inflated.len() > limit { Err(too_large(limit)) } else { Ok(inflated) }
}

fn too_large(limit: usize) -> ApiError {
    let detail = format!("The body has more than {limit} bytes; send less at once.");
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
}

/// Whether reading failed because the limit was reached; the limiter says so somewhere in the chain of causes.
fn is_too_long(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(current) = cause {
        if current.to_string().contains("length limit exceeded") {
            return true;
        }
        cause = current.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    #[test]
    fn a_bomb_is_refused_at_the_limit() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b' '; 1_000_000]).expect("in memory");
        let bomb = encoder.finish().expect("in memory");
        assert!(bomb.len() < 2_000);
        assert_eq!(inflate(&bomb, 1_000_000).expect("just fits").len(), 1_000_000);
        assert_eq!(inflate(&bomb, 999_999).expect_err("too large").code, "body_too_large");
        assert_eq!(inflate(b"plain", 10).expect_err("no gzip").code, "bad_gzip");
    }
}
