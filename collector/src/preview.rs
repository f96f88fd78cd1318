//! Previews: a signed, expiring permission to see one draft on one's own page. What it shows is never recorded.
//!
//! The token is `{expiry}.{workspace}.{environment}.{content}.{signature}`; ids and keys have no dots. Deliberately absent:
//! who made it. A preview shows words that are not published yet, nothing of anybody.

use crate::signed;
use crate::state::SecretKey;
use shared::id::ContentKey;
use shared::time::{HOUR_MS, Timestamp};

/// How long a preview is valid, milliseconds: four hours of editing.
pub const PREVIEW_MS: i64 = 4 * HOUR_MS;
const PURPOSE: &str = "preview";

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
        let parts = [&*self.workspace, &*self.environment, self.content.as_str()];
        signed::sign(secret, PURPOSE, self.expires_at, &parts)
    }

    /// What a token lets see; `None` when it is not signed by this collector or has ended.
    pub fn verify(token: &str, secret: &SecretKey, now: Timestamp) -> Option<Self> {
        let (expires_at, [workspace, environment, content]) = signed::verify(token, secret, PURPOSE, now)?;
        let content = ContentKey::new(content).ok()?;
        Some(Self { workspace: workspace.to_owned(), environment: environment.to_owned(), content, expires_at })
    }
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
