//! Debug tokens: a member's signed, short-lived permission for one browser tab to be told why, in full.
//!
//! The token is `{expiry}.{workspace}.{environment}.{signature}`. It travels where a preview does: in the fragment of the page's address,
//! and with each session of that tab, so the loader needs nothing for it. Deliberately absent: who made it (the log says that), and
//! whom it is about: it tells of whoever the page says is there, which a member may read in the console too.

use crate::signed;
use crate::state::SecretKey;
use shared::time::{MINUTE_MS, Timestamp};

/// How long a debug token is valid, milliseconds: half an hour.
pub const DEBUG_MS: i64 = 30 * MINUTE_MS;
const PURPOSE: &str = "debug";

/// What a debug token is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebugToken {
    /// The workspace.
    pub workspace: String,
    /// The environment's key.
    pub environment: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl DebugToken {
    /// The signed token.
    pub fn sign(&self, secret: &SecretKey) -> String {
        signed::sign(secret, PURPOSE, self.expires_at, &[&self.workspace, &self.environment])
    }

    /// Whether a text is a token for this environment that has not ended.
    pub fn opens(token: &str, secret: &SecretKey, (workspace, environment): (&str, &str), now: Timestamp) -> bool {
        let verified = signed::verify::<2>(token, secret, PURPOSE, now);
        verified.is_some_and(|(_, parts)| parts == [workspace, environment])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preview::Preview;
    use shared::id::ContentKey;

    #[test]
    fn a_token_opens_its_own_environment_until_it_ends() {
        let secret = SecretKey::new(&[7; 32]).expect("long enough");
        let made = DebugToken { workspace: "w".into(), environment: "e".into(), expires_at: Timestamp(1_000) };
        let token = made.sign(&secret);
        let opens = |token: &str, place, now| DebugToken::opens(token, &secret, place, Timestamp(now));
        assert!(opens(&token, ("w", "e"), 999));
        assert!(!opens(&token, ("w", "e"), 1_000));
        assert!(!opens(&token, ("w", "staging"), 0));
        assert!(!opens(&token, ("other", "e"), 0));
        assert!(!opens(&token.replacen("1000", "9999", 1), ("w", "e"), 0));
        assert!(!opens("", ("w", "e"), 0));
        let other = SecretKey::new(&[8; 32]).expect("long enough");
        assert!(!DebugToken::opens(&token, &other, ("w", "e"), Timestamp(0)));
    }

    #[test]
    fn a_preview_is_no_debug_token_and_the_other_way_round() {
        let secret = SecretKey::new(&[7; 32]).expect("long enough");
        let preview = Preview {
            workspace: "w".into(),
            environment: "e".into(),
            content: ContentKey::new("nps").expect("a key"),
            expires_at: Timestamp(1_000),
        };
        assert!(!DebugToken::opens(&preview.sign(&secret), &secret, ("w", "e"), Timestamp(0)));
        let made = DebugToken { workspace: "w".into(), environment: "e".into(), expires_at: Timestamp(1_000) };
        assert_eq!(Preview::verify(&made.sign(&secret), &secret, Timestamp(0)), None);
    }
}
