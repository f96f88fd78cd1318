//! Short texts that this collector has signed: `{expiry}.{…}.{signature}`, HMAC-SHA-256 under the secret key and a purpose, so that
//! what was signed for one purpose is nothing for another.
//!
//! Deliberately absent: what the texts mean ([`crate::preview`], [`crate::debug_token`]).

use crate::state::SecretKey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use shared::time::Timestamp;

/// A token that is valid until it ends; ids and keys have no dots.
pub fn sign(secret: &SecretKey, purpose: &str, expires_at: Timestamp, parts: &[&str]) -> String {
    let signed = format!("{}.{}", expires_at.0, parts.join("."));
    let signature = URL_SAFE_NO_PAD.encode(keyed(secret, purpose, &signed).finalize().into_bytes());
    format!("{signed}.{signature}")
}

/// When a token ends and its parts; `None` when it is not signed by this collector for this purpose, or has ended.
pub fn verify<'a, const N: usize>(
    token: &'a str,
    secret: &SecretKey,
    purpose: &str,
    now: Timestamp,
) -> Option<(Timestamp, [&'a str; N])> {
    let (signed, signature) = token.rsplit_once('.')?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    keyed(secret, purpose, signed).verify_slice(&signature).ok()?;
    let (expires_at, rest) = signed.split_once('.')?;
    let expires_at = Timestamp(expires_at.parse().ok()?);
    let parts: Vec<&str> = rest.split('.').collect();
    let parts = parts.try_into().ok()?;
    (now < expires_at).then_some((expires_at, parts))
}

fn keyed(secret: &SecretKey, purpose: &str, signed: &str) -> Hmac<Sha256> {
    let mut keyed = Hmac::<Sha256>::new_from_slice(secret.bytes()).expect("HMAC takes keys of any length");
    keyed.update(purpose.as_bytes());
    keyed.update(b"\x1f");
    keyed.update(signed.as_bytes());
    keyed
}
