//! One environment as it is served, with all that can be worked out beforehand.
//!
//! Deliberately absent: anything of one person; that is `session.rs`.

use crate::abandoned::{self, Asked};
use crate::search::Index;
use crate::session::Encoded;
use crate::store::catalog::{EnvironmentName, EnvironmentRow, PublishedRow, Responses};
use shared::api::environment::EnvironmentSettings;
use shared::content::goal::Sign;
use shared::content::{Content, Goal, Kind};
use shared::id::ContentKey;
use shared::session::Watch;
use shared::targeting::person::Segments;
use shared::theme::{Appearance, appearance};
use shared::wake::{Wait, WakeRule, wake_rules};
use std::collections::HashMap;
use std::sync::Arc;

/// One environment as it is served.
#[derive(Clone, Debug)]
pub struct Served {
    /// The workspace.
    pub workspace: Arc<str>,
    /// The environment's key.
    pub environment: Arc<str>,
    /// The public write key.
    pub write_key: String,
    /// Signs user ids (HS256).
    pub identity_secret: String,
    /// Its settings.
    pub settings: EnvironmentSettings,
    /// Counts up with every change.
    pub version: i64,
    /// What is published: the highest priority first, among equals the oldest.
    pub published: Vec<Published>,
    /// Segments of the workspace.
    pub segments: Segments,
    /// Goals of the workspace.
    pub goals: Vec<Goal>,
    /// Selectors that goals watch.
    pub watch: Watch,
    /// What audiences and segments ask whether it was abandoned.
    pub abandonable: Asked,
    /// The theme as the widget is told it.
    pub appearance: Appearance,
    /// The articles among what is published, to be searched.
    pub articles: Arc<Index>,
}

/// One published version.
#[derive(Clone, Debug)]
pub struct Published {
    /// The version.
    pub version: u32,
    /// Whether it is paused.
    pub paused: bool,
    /// What it says.
    pub content: Arc<Content>,
    /// Responses with at least one answer so far, or, where nothing is asked, runs gone through to the end; kept only where
    /// the content has a quota.
    pub responses: u64,
    /// When the loader must wake the engine for it to come by its trigger.
    pub wake: Vec<WakeRule>,
    /// When the loader must wake the engine for it to come by request only.
    pub wake_on_request: Vec<WakeRule>,
    /// What the engine is told of it, the same for everybody.
    pub encoded: Encoded,
}

impl Published {
    fn new(row: PublishedRow) -> Self {
        let content = row.content;
        Self {
            version: row.version,
            paused: row.paused,
            responses: 0,
            wake: wake_rules(&content.key, &content.trigger, Wait::Trigger),
            wake_on_request: wake_rules(&content.key, &content.trigger, Wait::Request),
            encoded: Encoded::new(&content, row.version),
            content: Arc::new(content),
        }
    }
}

impl Served {
    /// Works out what can be worked out beforehand.
    pub fn new(name: &EnvironmentName, row: EnvironmentRow) -> Self {
        let mut published: Vec<Published> = row.published.into_iter().map(Published::new).collect();
        let articles = Arc::new(Index::new(published.iter().map(|published| &*published.content)));
        // A stable sort: the oldest publication stays first among equals.
        published.sort_by_key(|published| std::cmp::Reverse(published.content.priority));
        Self {
            workspace: name.0.as_str().into(),
            environment: name.1.as_str().into(),
            write_key: row.write_key,
            identity_secret: row.identity_secret,
            appearance: appearance(&row.settings.theme),
            settings: row.settings,
            version: row.version,
            abandonable: abandoned::asked(
                &published.iter().map(|published| &*published.content).collect::<Vec<_>>(),
                row.segments.iter(),
                &row.goals,
            ),
            published,
            segments: row.segments.into_iter().map(|segment| (segment.key.clone(), segment)).collect(),
            watch: watch(&row.goals),
            goals: row.goals,
            articles,
        }
    }

    /// The published version of a content.
    pub fn published(&self, content: &ContentKey) -> Option<&Published> {
        self.published.iter().find(|published| published.content.key == *content)
    }

    /// Whether a checklist is published.
    pub fn has_lists(&self) -> bool {
        self.published.iter().any(|published| published.content.body.kind() == Kind::Checklist)
    }

    /// The same with these responses counted; `None` when none of them changed.
    pub fn with_responses(&self, responses: &HashMap<String, Responses>) -> Option<Self> {
        let count = |published: &Published| {
            let counted = responses.get(published.content.key.as_str()).copied().unwrap_or_default();
            let asks = published.content.body.questions().next().is_some();
            u64::try_from(if asks { counted.answered } else { counted.completed }).unwrap_or(0)
        };
        if self.published.iter().all(|published| published.responses == count(published)) {
            return None;
        }
        let mut changed = self.clone();
        for published in &mut changed.published {
            published.responses = count(published);
        }
        Some(changed)
    }

    /// Whether pages of this origin may use the write key. `https://*.example.com` covers every subdomain.
    pub fn allows_origin(&self, origin: &str) -> bool {
        self.settings.origins.iter().any(|allowed| origin_fits(allowed, origin))
    }
}

fn origin_fits(allowed: &str, origin: &str) -> bool {
    let allowed = allowed.trim_end_matches('/');
    if allowed.eq_ignore_ascii_case(origin) {
        return true;
    }
    let (scheme, pattern) = allowed.split_once("://").unwrap_or(("https", allowed));
    let Some(domain) = pattern.strip_prefix('*').filter(|domain| domain.starts_with('.') && domain.len() > 1) else {
        return false;
    };
    let Some((origin_scheme, host)) = origin.split_once("://") else { return false };
    let front = host.len().checked_sub(domain.len()).filter(|front| *front > 0);
    let fits = front.and_then(|front| host.get(front..)).is_some_and(|end| end.eq_ignore_ascii_case(domain));
    origin_scheme.eq_ignore_ascii_case(scheme) && fits
}

fn watch(goals: &[Goal]) -> Watch {
    let mut watch = Watch::default();
    for goal in goals {
        let (list, selector) = match &goal.sign {
            Sign::Click(selector) => (&mut watch.clicks, selector),
            Sign::Element(selector) => (&mut watch.elements, selector),
            _ => continue,
        };
        if !list.contains(selector) {
            list.push(selector.clone());
        }
    }
    watch
}

#[cfg(test)]
mod tests {
    use super::origin_fits;

    #[test]
    fn an_origin_fits_exactly_or_as_a_subdomain() {
        for (allowed, origin, expected) in [
            ("https://app.example.com", "https://app.example.com", true),
            ("https://app.example.com/", "https://APP.example.com", true),
            ("https://app.example.com", "http://app.example.com", false),
            ("https://app.example.com", "https://app.example.com:8443", false),
            ("https://*.example.com", "https://a.example.com", true),
            ("https://*.example.com", "https://a.b.example.com", true),
            ("https://*.example.com", "https://example.com", false),
            ("https://*.example.com", "https://evilexample.com", false),
            ("https://*.example.com", "https://example.com.evil.net", false),
            ("https://*.example.com", "http://a.example.com", false),
            ("*.example.com", "https://a.example.com", true),
            ("*", "https://a.example.com", false),
            ("https://*.", "https://a.", false),
            ("http://localhost:*", "http://localhost:3000", false),
        ] {
            assert_eq!(origin_fits(allowed, origin), expected, "{allowed} {origin}");
        }
    }
}
