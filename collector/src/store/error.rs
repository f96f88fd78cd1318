//! What can go wrong in the store.
//!
//! Deliberately absent: HTTP status codes; `crate::error` decides what a caller is told.

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database or the way to it failed.
    #[error("the database failed: {0}")]
    Driver(sqlx::Error),
    /// A row that this program wrote cannot be read back.
    #[error("a stored {what} cannot be read: {detail}")]
    Corrupt {
        /// What is stored there, such as `content version`.
        what: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// A row with this key exists already.
    #[error("a row with this key exists already")]
    Conflict,
    /// Another transaction changed what this one went by.
    #[error("another transaction changed what this one went by")]
    Overtaken,
    /// The database did not answer in time; what was asked may have been done or not.
    #[error("the database did not answer in time")]
    Late,
    /// The database cannot be used as it is.
    #[error("{0}")]
    Unsuitable(String),
}

impl StoreError {
    /// A row of `what` that cannot be read back because of `detail`.
    pub fn corrupt(what: &'static str, detail: impl std::fmt::Display) -> Self {
        Self::Corrupt { what, detail: detail.to_string() }
    }

    /// Whether the same again may well succeed: another transaction was in the way (SQLSTATE class 40, SQLite BUSY and LOCKED).
    pub fn is_passing(&self) -> bool {
        if matches!(self, Self::Overtaken) {
            return true;
        }
        let Self::Driver(sqlx::Error::Database(error)) = self else { return false };
        error.code().is_some_and(|code| match code.as_ref() {
            "5" | "6" | "261" | "517" => true,
            other => other.len() == 5 && other.starts_with("40"),
        })
    }

    /// Whether there is no room left (SQLite FULL, also where the disk is; PostgreSQL's `disk_full`).
    pub fn is_full(&self) -> bool {
        let Self::Driver(sqlx::Error::Database(error)) = self else { return false };
        error.code().is_some_and(|code| matches!(code.as_ref(), "13" | "53100"))
    }

    /// Whether the data, not the database, is at fault: trying again with the same rows fails again.
    pub fn is_about_data(&self) -> bool {
        match self {
            Self::Driver(sqlx::Error::Database(error)) => {
                // SQLSTATE classes 22 (data exception), 23 (integrity constraint) and 54 (limits of the program); on SQLite TOOBIG (18) and MISMATCH (20).
                error.code().is_some_and(|code| match code.as_ref() {
                    "18" | "20" => true,
                    other => other.len() == 5 && ["22", "23", "54"].iter().any(|class| other.starts_with(class)),
                }) || error.is_check_violation()
                    || error.is_foreign_key_violation()
            }
            Self::Driver(sqlx::Error::Encode(_) | sqlx::Error::Protocol(_)) | Self::Corrupt { .. } | Self::Conflict => {
                true
            }
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(inner) if inner.is_unique_violation() => Self::Conflict,
            _ => Self::Driver(error),
        }
    }
}
