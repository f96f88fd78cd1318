//! Which pages were heard lately, and which origins were refused: "we hear your page" in the console.
//!
//! Kept in memory, a little per environment. Deliberately absent: counting; that is what events are for.

use shared::api::environment::Heard;
use shared::time::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Most refused origins that are kept per environment; the newest push the oldest out.
const MOST_REFUSED: usize = 10;

/// What was heard, by workspace and environment.
#[derive(Debug, Default)]
pub struct Ear {
    heard: Mutex<HashMap<(String, String), Heard>>,
}

impl Ear {
    /// A page asked for a session; says whether that is news (the first time, or another origin, or more than a minute later).
    pub fn hear(&self, workspace: &str, environment: &str, origin: Option<&str>, now: Timestamp) -> bool {
        let mut all = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let heard = entry(&mut all, workspace, environment);
        let recent = heard.at.is_some_and(|at| now.since(at) < shared::time::MINUTE_MS);
        let news = !recent || heard.origin.as_deref() != origin;
        if news {
            heard.at = Some(now);
            heard.origin = origin.map(str::to_owned);
        }
        news
    }

    /// A page of this origin was refused; says whether that is news.
    pub fn refuse(&self, workspace: &str, environment: &str, origin: &str) -> bool {
        let mut all = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let heard = entry(&mut all, workspace, environment);
        if origin.len() > 300 || heard.refused_origins.iter().any(|refused| refused == origin) {
            return false;
        }
        if heard.refused_origins.len() >= MOST_REFUSED {
            heard.refused_origins.remove(0);
        }
        heard.refused_origins.push(origin.to_owned());
        true
    }

    /// What was heard in an environment.
    pub fn of(&self, workspace: &str, environment: &str) -> Heard {
        let all = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let none = || Heard { at: None, origin: None, refused_origins: Vec::new() };
        all.get(&(workspace.to_owned(), environment.to_owned())).cloned().unwrap_or_else(none)
    }
}

fn entry<'a>(all: &'a mut HashMap<(String, String), Heard>, workspace: &str, environment: &str) -> &'a mut Heard {
    all.entry((workspace.to_owned(), environment.to_owned())).or_insert_with(|| Heard {
        at: None,
        origin: None,
        refused_origins: Vec::new(),
    })
}
