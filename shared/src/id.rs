//! Typed ids and keys: ids are made by programs (UUIDv7), keys are written by people, external ids come from the host.
//!
//! Deliberately absent: clock and randomness. [`uuid_v7`] takes both.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// Longest key, in bytes.
pub const MAX_KEY_LEN: usize = 64;
/// Longest external id, in bytes.
pub const MAX_EXTERNAL_ID_LEN: usize = 200;

/// Makes a UUIDv7 (RFC 9562) from a time and ten random bytes; times before 1970 count as 1970.
pub fn uuid_v7(now: crate::time::Timestamp, random: [u8; 10]) -> Uuid {
    let ms = u64::try_from(now.0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
}

/// The time inside a UUIDv7; `None` for any other version.
pub fn uuid_v7_time(id: Uuid) -> Option<crate::time::Timestamp> {
    if id.get_version_num() != 7 {
        return None;
    }
    let ms = id.as_u128() >> 80;
    i64::try_from(ms).ok().map(crate::time::Timestamp)
}

/// Why a text is not a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text is empty.
    #[error("must not be empty")]
    Empty,
    /// The text is longer than [`MAX_KEY_LEN`] bytes.
    #[error("must have at most {MAX_KEY_LEN} characters")]
    TooLong,
    /// A character outside `a-z`, `0-9`, `-` and `_`, or a first character that is no letter or digit.
    #[error("must start with a lower-case letter or digit and contain only a-z, 0-9, '-' and '_'")]
    Character,
}

/// Checks the form of a key: `[a-z0-9][a-z0-9_-]{0,63}`.
///
/// # Errors
/// [`KeyError`] names the rule that is broken.
pub fn check_key(text: &str) -> Result<(), KeyError> {
    let first = text.bytes().next().ok_or(KeyError::Empty)?;
    if text.len() > MAX_KEY_LEN {
        return Err(KeyError::TooLong);
    }
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    if !plain(first) || !text.bytes().all(|b| plain(b) || b == b'-' || b == b'_') {
        return Err(KeyError::Character);
    }
    Ok(())
}

/// Why a text is not an external id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExternalIdError {
    /// The text is empty.
    #[error("must not be empty")]
    Empty,
    /// The text is longer than [`MAX_EXTERNAL_ID_LEN`] bytes.
    #[error("must have at most {MAX_EXTERNAL_ID_LEN} bytes")]
    TooLong,
    /// The text contains a control character; NUL is refused by PostgreSQL, the others are mistakes.
    #[error("must not contain control characters")]
    Control,
}

fn check_external(text: &str) -> Result<(), ExternalIdError> {
    if text.is_empty() {
        return Err(ExternalIdError::Empty);
    }
    if text.len() > MAX_EXTERNAL_ID_LEN {
        return Err(ExternalIdError::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(ExternalIdError::Control);
    }
    Ok(())
}

macro_rules! text_newtype {
    ($(#[$doc:meta])* $name:ident, $check:path, $error:ty, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(extend("pattern" = $pattern)))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes a text that has the right form.
            ///
            /// # Errors
            /// Names the rule that the text breaks.
            pub fn new(text: impl Into<String>) -> Result<Self, $error> {
                let text = text.into();
                $check(&text)?;
                Ok(Self(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_newtype!(
    /// Names one content (a survey, later a tour …) for good: in git, in the API, in the page's calls.
    ContentKey, check_key, KeyError, "^[a-z0-9][a-z0-9_-]{0,63}$"
);
text_newtype!(
    /// Names a question within its survey; answers of all versions are read together by it.
    QuestionKey, check_key, KeyError, "^[a-z0-9][a-z0-9_-]{0,63}$"
);
text_newtype!(
    /// Names a step within its tour; runs of all versions are read together by it.
    StepKey, check_key, KeyError, "^[a-z0-9][a-z0-9_-]{0,63}$"
);
text_newtype!(
    /// Names an item within its checklist; what was done under earlier versions counts by it.
    ItemKey, check_key, KeyError, "^[a-z0-9][a-z0-9_-]{0,63}$"
);
text_newtype!(
    /// Names an option of a choice question.
    OptionKey, check_key, KeyError, "^[a-z0-9][a-z0-9_-]{0,63}$"
);
text_newtype!(
    /// Names a goal of the workspace.
    GoalKey, check_key, KeyError, "^[a-z0-9][a-z0-9_-]{0,63}$"
);
text_newtype!(
    /// Names a segment of the workspace.
    SegmentKey, check_key, KeyError, "^[a-z0-9][a-z0-9_-]{0,63}$"
);
text_newtype!(
    /// The host's own id of a person who is signed in.
    UserId, check_external, ExternalIdError, "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,200}$"
);
text_newtype!(
    /// The host's own id of a company.
    CompanyId, check_external, ExternalIdError, "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,200}$"
);
text_newtype!(
    /// The id the loader made for a person before sign-in.
    AnonymousId, check_external, ExternalIdError, "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,200}$"
);

impl StepKey {
    /// The step of what has no steps of its own: one of which there is no other, or a list.
    pub fn main() -> Self {
        Self("main".to_owned())
    }
}

macro_rules! uuid_newtype {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id from a time and ten random bytes.
            pub fn from_parts(now: crate::time::Timestamp, random: [u8; 10]) -> Self {
                Self(uuid_v7(now, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

uuid_newtype!(
    /// One event; made by the client, so that a retry is harmless.
    EventId
);
uuid_newtype!(
    /// One person going through one version of one content.
    RunId
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    #[test]
    fn a_uuid_v7_carries_its_time() {
        let id = uuid_v7(Timestamp(1_790_000_000_123), [7; 10]);
        assert_eq!(uuid_v7_time(id), Some(Timestamp(1_790_000_000_123)));
        assert_eq!(uuid_v7_time(Uuid::nil()), None);
    }

    #[test]
    fn keys_have_one_form() {
        for (text, expected) in [
            ("nps", Ok(())),
            ("2-step_nps", Ok(())),
            ("", Err(KeyError::Empty)),
            ("-nps", Err(KeyError::Character)),
            ("NPS", Err(KeyError::Character)),
            ("満足度", Err(KeyError::Character)),
        ] {
            assert_eq!(check_key(text), expected, "{text}");
        }
        assert_eq!(check_key(&"a".repeat(65)), Err(KeyError::TooLong));
    }

    #[test]
    fn external_ids_refuse_what_a_database_refuses() {
        assert_eq!(UserId::new("a\0b"), Err(ExternalIdError::Control));
        assert_eq!(UserId::new(""), Err(ExternalIdError::Empty));
        assert!(UserId::new("ユーザー 1@example.com").is_ok());
    }
}
