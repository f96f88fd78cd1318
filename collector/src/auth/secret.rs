//! Secrets that the collector makes: sign-in cookies, API tokens, one-time links, keys of environments.
//!
//! A secret carries 190 random bits, so a plain SHA-256 of it is safe to store and to look up by; a password is not such a
//! secret and is hashed in [`super::password`]. Deliberately absent: a way to print one by accident. `Debug` hides it.

use crate::clock;
use sha2::{Digest, Sha256};
use std::fmt;

/// Random characters in a secret: 32 of 62 letters and digits are 190 bits.
const LENGTH: usize = 32;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Something only its holder may know.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A fresh secret from the operating system's randomness, behind a prefix that says what it is for.
    ///
    /// # Panics
    /// When the operating system has no randomness to give; nothing secret can be made then.
    pub fn random(prefix: &str) -> Self {
        let mut text = String::with_capacity(prefix.len() + LENGTH);
        text.push_str(prefix);
        while text.len() < prefix.len() + LENGTH {
            let bytes = clock::random::<LENGTH>();
            // Bytes above the last whole multiple of 62 are dropped, so that every letter is equally likely.
            let letters = bytes.iter().filter(|b| **b < 248).map(|b| char::from(ALPHABET[usize::from(b % 62)]));
            text.extend(letters.take(prefix.len() + LENGTH - text.len()));
        }
        Self(text)
    }

    /// A secret that somebody presented.
    pub fn presented(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// What is stored and looked up in place of the secret: its SHA-256 in hexadecimal.
    pub fn hash(&self) -> String {
        use fmt::Write as _;
        Sha256::digest(self.0.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// The secret itself, to hand it to its holder.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_random_and_keeps_its_prefix() {
        let (a, b) = (Secret::random("wk_sec_"), Secret::random("wk_sec_"));
        assert_ne!(a, b);
        assert!(a.reveal().starts_with("wk_sec_"));
        assert_eq!(a.reveal().len(), "wk_sec_".len() + LENGTH);
        assert!(a.reveal()["wk_sec_".len()..].bytes().all(|b| b.is_ascii_alphanumeric()));
    }

    #[test]
    fn a_secret_is_hidden_in_debug_output() {
        let secret = Secret::presented("wk_sec_topmost");
        assert!(!format!("{secret:?}").contains("topmost"));
    }

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(Secret::presented("abc").hash(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
