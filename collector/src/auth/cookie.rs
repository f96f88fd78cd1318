//! The sign-in cookie: its name and attributes, and how it is found in a request.
//!
//! Over https its name begins with `__Host-` (or `__Secure-` below a base path), which browsers accept only from a secure
//! origin. `SameSite=Strict` is enough for a single-page app: its own requests are always same-site. Deliberately absent:
//! any other cookie, and any cookie at all on the addresses that host pages call.

use super::secret::Secret;
use shared::time::{DAY_MS, Timestamp};

/// How long a sign-in lasts after it was last used.
pub const LIFETIME_MS: i64 = 30 * DAY_MS;

/// Where the collector is reached, as far as cookies care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whether members reach it over https.
    pub secure: bool,
    /// The base path without a trailing slash; empty at the root.
    pub base_path: String,
}

impl Place {
    /// The cookie's name here.
    pub fn cookie_name(&self) -> &'static str {
        match (self.secure, self.base_path.is_empty()) {
            (true, true) => "__Host-waymark",
            (true, false) => "__Secure-waymark",
            (false, _) => "waymark",
        }
    }

    /// The `Set-Cookie` value that signs in until `expires_at`.
    pub fn sign_in(&self, secret: &Secret, now: Timestamp, expires_at: Timestamp) -> String {
        self.cookie(secret.reveal(), expires_at.since(now).max(0) / 1_000)
    }

    /// The `Set-Cookie` value that signs out.
    pub fn sign_out(&self) -> String {
        self.cookie("", 0)
    }

    fn cookie(&self, value: &str, max_age_s: i64) -> String {
        let (name, secure) = (self.cookie_name(), if self.secure { "; Secure" } else { "" });
        let path = if self.base_path.is_empty() { "/" } else { &self.base_path };
        format!("{name}={value}; Path={path}; Max-Age={max_age_s}; HttpOnly; SameSite=Strict{secure}")
    }

    /// The secret in a `Cookie` header, if there is one.
    pub fn find(&self, header: &str) -> Option<Secret> {
        let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
        let mut ours = pairs.filter(|(name, value)| *name == self.cookie_name() && !value.is_empty());
        ours.next().map(|(_, value)| Secret::presented(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(secure: bool, base_path: &str) -> Place {
        Place { secure, base_path: base_path.into() }
    }

    #[test]
    fn over_https_the_cookie_cannot_be_set_by_a_neighbour() {
        let cookie = place(true, "").sign_in(&Secret::presented("s3cret"), Timestamp(0), Timestamp(60_000));
        assert_eq!(cookie, "__Host-waymark=s3cret; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure");
        let below = place(true, "/waymark").sign_out();
        assert_eq!(below, "__Secure-waymark=; Path=/waymark; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        for (header, expected) in [
            ("waymark=abc", Some("abc")),
            ("other=1; waymark=abc; more=2", Some("abc")),
            ("waymark=; x=1", None),
            ("notwaymark=abc", None),
            ("__Host-waymark=abc", None),
            ("", None),
        ] {
            let found = place(false, "").find(header);
            assert_eq!(found.as_ref().map(Secret::reveal), expected, "{header}");
        }
    }
}
