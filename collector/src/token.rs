//! Signed user ids: a JSON Web Token (RFC 7519) with HS256, made by the host's back end with the environment's secret.
//!
//! Nothing of a token is believed before its signature has been verified, and no other algorithm is accepted: `none` and
//! a public key used as a secret are the classic ways in (RFC 8725, 3.1).
//! Deliberately absent: making tokens; that is the host's back end.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::Deserialize;
use sha2::Sha256;
use shared::time::{MINUTE_MS, Timestamp};

/// Clocks of hosts may differ by this much, milliseconds.
const LEEWAY_MS: i64 = MINUTE_MS;
/// Longest token, bytes.
const MAX_LEN: usize = 4_096;

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not three base64url parts with JSON in them.
    #[error("the token is no JSON Web Token")]
    Form,
    /// Another algorithm than HS256.
    #[error("the token must be signed with HS256")]
    Algorithm,
    /// The signature is not made with the environment's identity secret.
    #[error("the token's signature is not made with this environment's identity secret")]
    Signature,
    /// No `exp`: a token that never ends cannot be taken back.
    #[error("the token must say when it ends (exp)")]
    Endless,
    /// The token has ended.
    #[error("the token has expired")]
    Expired,
    /// `nbf` lies ahead.
    #[error("the token is not valid yet")]
    NotYet,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: Option<f64>,
    #[serde(default)]
    nbf: Option<f64>,
}

/// The user id a token signs.
///
/// # Errors
/// [`TokenError`] says why the token is not believed.
pub fn verify(token: &str, secret: &str, now: Timestamp) -> Result<String, TokenError> {
    if token.len() > MAX_LEN {
        return Err(TokenError::Form);
    }
    let mut parts = token.split('.');
    let (Some(header), Some(claims), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(TokenError::Form);
    };
    let parsed: Header = decode(header)?;
    if parsed.alg != "HS256" || parsed.crit.is_some() {
        return Err(TokenError::Algorithm);
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenError::Form)?;
    let mut keyed = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| TokenError::Signature)?;
    keyed.update(header.as_bytes());
    keyed.update(b".");
    keyed.update(claims.as_bytes());
    keyed.verify_slice(&signature).map_err(|_| TokenError::Signature)?;
    let claims: Claims = decode(claims)?;
    let end = claims.exp.ok_or(TokenError::Endless)?;
    if now.0 - LEEWAY_MS >= milliseconds(end) {
        return Err(TokenError::Expired);
    }
    if claims.nbf.is_some_and(|begin| now.0 + LEEWAY_MS < milliseconds(begin)) {
        return Err(TokenError::NotYet);
    }
    Ok(claims.sub)
}

fn decode<T: serde::de::DeserializeOwned>(part: &str) -> Result<T, TokenError> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Form)?;
    serde_json::from_slice(&bytes).map_err(|_| TokenError::Form)
}

#[expect(clippy::cast_possible_truncation, reason = "a float beyond the range saturates, which is what is meant")]
fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1_000.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);

    fn token(header: &str, claims: &str, secret: &str) -> String {
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let mut keyed = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any length");
        keyed.update(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(keyed.finalize().into_bytes()))
    }

    #[test]
    fn only_a_token_signed_here_and_still_valid_is_believed() {
        let good = r#"{"alg":"HS256","typ":"JWT"}"#;
        let claims = r#"{"sub":"u1","exp":1790000100}"#;
        for (header, claims, secret, expected) in [
            (good, claims, "s3cret", Ok("u1".to_owned())),
            (good, claims, "other", Err(TokenError::Signature)),
            (r#"{"alg":"none"}"#, claims, "s3cret", Err(TokenError::Algorithm)),
            (r#"{"alg":"HS512"}"#, claims, "s3cret", Err(TokenError::Algorithm)),
            (r#"{"alg":"HS256","crit":["b64"]}"#, claims, "s3cret", Err(TokenError::Algorithm)),
            (good, r#"{"sub":"u1"}"#, "s3cret", Err(TokenError::Endless)),
            (good, r#"{"sub":"u1","exp":1789999939}"#, "s3cret", Err(TokenError::Expired)),
            (good, r#"{"sub":"u1","exp":1789999941}"#, "s3cret", Ok("u1".to_owned())),
            (good, r#"{"sub":"u1","exp":1790000100,"nbf":1790000061}"#, "s3cret", Err(TokenError::NotYet)),
            (good, r#"{"exp":1790000100}"#, "s3cret", Err(TokenError::Form)),
        ] {
            assert_eq!(verify(&token(header, claims, secret), "s3cret", NOW), expected, "{header} {claims}");
        }
        assert_eq!(verify("a.b", "s3cret", NOW), Err(TokenError::Form));
        let whole = token(good, claims, "s3cret");
        assert_eq!(verify(&whole[..=whole.rfind('.').expect("a dot")], "s3cret", NOW), Err(TokenError::Signature));
    }
}
