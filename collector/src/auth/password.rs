//! Passwords: argon2id, computed away from the async threads and never more than a few at once.
//!
//! An unknown e-mail costs the same computation as a wrong password, so that the time of the answer tells nobody who is a
//! member. Deliberately absent: rules on characters; length is what protects (NIST SP 800-63B, 5.1.1).

use super::secret::Secret;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Fewest characters of a password.
pub const MIN_CHARS: usize = 12;
/// Most bytes of a password; more would only cost time.
pub const MAX_BYTES: usize = 1_024;

/// Memory in KiB, passes and lanes: the first choice of OWASP's password storage cheat sheet for argon2id.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Computations at once; each takes 19 MiB and some 20 ms of one core.
const AT_ONCE: usize = 2;
/// How long a computation may wait for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// Verified against when there is no such member; its parameters are those above, nothing hashes to it.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm90YXJlYWxzYWx0bm90$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a password cannot be taken or checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than [`MIN_CHARS`] characters.
    #[error("a password must have at least {MIN_CHARS} characters")]
    TooShort,
    /// More than [`MAX_BYTES`] bytes.
    #[error("a password must have at most {MAX_BYTES} bytes")]
    TooLong,
    /// The e-mail address as password is the first guess of an attacker.
    #[error("a password must not be the e-mail address")]
    SameAsEmail,
    /// Too many passwords are being checked; try again.
    #[error("too many passwords are being checked at once")]
    Busy,
    /// The stored hash is none; only a damaged database has one.
    #[error("the stored password hash is damaged")]
    Damaged,
}

/// Hashes and verifies, a few at once.
#[derive(Debug)]
pub struct Passwords {
    turns: Semaphore,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Semaphore::new(AT_ONCE) }
    }
}

impl Passwords {
    /// Hashes a new password as a PHC string.
    ///
    /// # Errors
    /// [`PasswordError`] names the rule the password breaks, or that the collector is too busy.
    pub async fn hash(&self, email: &str, password: Secret) -> Result<String, PasswordError> {
        check(email, password.reveal())?;
        let _turn = self.turn().await?;
        compute(move || {
            let hash = argon2id().hash_password(password.reveal().as_bytes());
            hash.map(|h| h.to_string()).map_err(|_| PasswordError::Damaged)
        })
        .await
    }

    /// Whether this is the password behind the stored hash. Without a stored hash (an unknown e-mail) it takes as long and is
    /// never true.
    ///
    /// # Errors
    /// [`PasswordError::Busy`] or [`PasswordError::Damaged`].
    pub async fn verify(&self, stored: Option<String>, password: Secret) -> Result<bool, PasswordError> {
        if password.reveal().len() > MAX_BYTES {
            return Ok(false);
        }
        let _turn = self.turn().await?;
        compute(move || {
            let hash = stored.as_deref().unwrap_or(DECOY);
            let parsed = PasswordHash::new(hash).map_err(|_| PasswordError::Damaged)?;
            let fits = argon2id().verify_password(password.reveal().as_bytes(), &parsed).is_ok();
            Ok(fits && stored.is_some())
        })
        .await
    }

    async fn turn(&self) -> Result<SemaphorePermit<'_>, PasswordError> {
        match tokio::time::timeout(PATIENCE, self.turns.acquire()).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => Err(PasswordError::Busy),
        }
    }
}

async fn compute<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
) -> Result<T, PasswordError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| PasswordError::Busy)?
}

fn argon2id() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are in argon2's range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn check(email: &str, password: &str) -> Result<(), PasswordError> {
    if password.chars().count() < MIN_CHARS {
        return Err(PasswordError::TooShort);
    }
    if password.len() > MAX_BYTES {
        return Err(PasswordError::TooLong);
    }
    if password.eq_ignore_ascii_case(email) {
        return Err(PasswordError::SameAsEmail);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_same_password_verifies() {
        let passwords = Passwords::default();
        let hash = passwords.hash("a@b.example", Secret::presented("correct horse battery")).await.expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let verify = |text: &str| passwords.verify(Some(hash.clone()), Secret::presented(text));
        assert_eq!(verify("correct horse battery").await, Ok(true));
        assert_eq!(verify("correct horse batterY").await, Ok(false));
    }

    #[tokio::test]
    async fn an_unknown_member_never_verifies_but_costs_the_same() {
        let decoy = PasswordHash::new(DECOY).expect("the decoy parses");
        let real = argon2id().hash_password(b"correct horse battery").expect("hashes");
        assert_eq!(decoy.params, real.params);
        assert_eq!(decoy.hash.map(|h| h.len()), real.hash.map(|h| h.len()));
        let passwords = Passwords::default();
        assert_eq!(passwords.verify(None, Secret::presented("anything at all")).await, Ok(false));
    }

    #[test]
    fn passwords_have_a_length() {
        for (password, expected) in [
            ("short", Err(PasswordError::TooShort)),
            ("ひらがなの長い合言葉です", Ok(())),
            ("A@B.example.org", Err(PasswordError::SameAsEmail)),
            ("correct horse battery", Ok(())),
        ] {
            assert_eq!(check("a@b.example.org", password), expected, "{password}");
        }
        assert_eq!(check("a@b.example", &"a".repeat(MAX_BYTES + 1)), Err(PasswordError::TooLong));
    }
}
