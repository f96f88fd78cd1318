//! Previews: a signed, expiring permission to see one draft on one's own page. What it shows is never recorded.
//!
//! The token is `{expiry}.{workspace}.{environment}.{content}.{signature}`; ids and keys have no dots. Deliberately absent:
//! who made it. A preview shows words that are not published yet, nothing of anybody.

use crate::state::SecretKey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use shared::id::ContentKey;
use shared::time::{HOUR_MS, Timestamp};

/// How long a preview is valid, milliseconds: four hours of editing.
pub const PREVIEW_MS: i64 = 4 * HOUR_MS;

/// What a preview lets see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The workspace.
    pub workspace: String,
    /// The environment's key.
    pub environment: String,
    /// The content whose draft is shown.
    pub content: ContentKey,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Preview {
    /// The signed token.
    pub fn sign(&self, secret: &SecretKey) -> String {
        let signed = format!("{}.{}.{}.{}", self.expires_at.0, self.workspace, self.environment, self.content);
        let signature = URL_SAFE_NO_PAD.encode(keyed(secret, &signed).finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    /// What a token lets see; `None` when it is not signed by this collector or has ended.
    pub fn verify(token: &str, secret: &SecretKey, now: Timestamp) -> Option<Self> {
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        keyed(secret, signed).verify_slice(&signature).ok()?;
        let mut parts = signed.split('.');
        let expires_at = Timestamp(parts.next()?.parse().ok()?);
        let (workspace, environment) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let content = ContentKey::new(parts.next()?).ok()?;
        (now < expires_at && parts.next().is_none()).then_some(Self { workspace, environment, content, expires_at })
    }
}

fn keyed(secret: &SecretKey, signed: &str) -> Hmac<Sha256> {
    let mut keyed = Hmac::<Sha256>::new_from_slice(secret.bytes()).expect("HMAC takes keys of any length");
    keyed.update(b"preview\x1f");
    keyed.update(signed.as_bytes());
    keyed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_valid_until_it_ends_and_only_as_it_was_signed() {
        let secret = SecretKey::new(&[7; 32]).expect("long enough");
        let preview = Preview {
            workspace: "w".into(),
            environment: "production".into(),
            content: ContentKey::new("nps").expect("a key"),
            expires_at: Timestamp(1_000),
        };
        let token = preview.sign(&secret);
        assert_eq!(Preview::verify(&token, &secret, Timestamp(999)), Some(preview));
        assert_eq!(Preview::verify(&token, &secret, Timestamp(1_000)), None);
        assert_eq!(Preview::verify(&token.replace("nps", "ces"), &secret, Timestamp(0)), None);
        assert_eq!(Preview::verify(&token.replacen("1000", "9999", 1), &secret, Timestamp(0)), None);
        assert_eq!(Preview::verify(&token, &SecretKey::new(&[8; 32]).expect("long enough"), Timestamp(0)), None);
        assert_eq!(Preview::verify("", &secret, Timestamp(0)), None);
    }
}
