//! Whoever looks for something to read: which articles are for them, by the rules of a session.
//!
//! Deliberately absent: frequency, caps, holdout and triggers. An article is found, not displayed, and as often as it is sought.

use super::ground::overlay;
use crate::abandoned::abandoned;
use crate::catalog::{Published, Served};
use crate::store::profile::Known;
use shared::content::Kind;
use shared::content::audience::Device;
use shared::targeting::person::{Abandoned, includes};
use shared::targeting::share::{Purpose, in_share};
use shared::targeting::{Facts, page};
use shared::time::Timestamp;
use shared::value::{ValueChanges, Values};

/// What is known and said of them.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The collector's time.
    pub now: Timestamp,
    /// The environment.
    pub served: &'a Served,
    /// The locale they read.
    pub locale: &'a str,
    /// The kind of device.
    pub device: Option<Device>,
    /// What sampling is drawn by.
    pub bucket: String,
    person: Values,
    company: Values,
    known: Known,
    abandoned: Abandoned,
}

impl<'a> Reader<'a> {
    /// Lays what the page has just said of person and company over what is stored.
    pub fn new(
        (now, served): (Timestamp, &'a Served),
        (locale, device): (&'a str, Option<Device>),
        bucket: String,
        known: Known,
        (traits, company_traits): (&ValueChanges, &ValueChanges),
    ) -> Self {
        let mut person = known.traits.clone();
        person.extend(known.membership.clone());
        overlay(&mut person, traits);
        let mut company = known.company_traits.clone();
        overlay(&mut company, company_traits);
        let abandoned = abandoned(&served.abandonable, &known.passed, &known.made, now);
        Self { now, served, locale, device, bucket, person, company, known, abandoned }
    }

    /// Whether this is an article for them, now.
    pub fn may_read(&self, published: &Published) -> bool {
        let content = &published.content;
        let facts = Facts {
            now: self.now,
            person: &self.person,
            company: &self.company,
            locale: self.locale,
            device: self.device,
            first_seen: self.known.first_seen,
            marks: &self.known.marks,
            abandoned: &self.abandoned,
            segments: &self.served.segments,
            bucket: &self.bucket,
            consent: true,
            gpc: false,
            effort: self.known.effort,
        };
        content.body.kind() == Kind::Article
            && !published.paused
            && !self.served.settings.stopped
            && !page::is_too_early(content.schedule.from, self.now)
            && !page::is_too_late(content.schedule.until, self.now)
            && in_share(content.sampling, Purpose::Sampling, content.key.as_str(), &self.bucket)
            && includes(&content.audience, &facts)
    }
}
