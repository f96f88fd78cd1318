//! What a decision stands on: what is stored, with what the page has just said laid over it.
//!
//! Deliberately absent: writing any of it. A session is a pure read.

use crate::abandoned::abandoned;
use crate::catalog::Served;
use crate::store::profile::Known;
use shared::session::{Marks, SessionRequest};
use shared::targeting::Facts;
use shared::targeting::frequency::{Effort, merge_mark};
use shared::targeting::person::Abandoned;
use shared::time::Timestamp;
use shared::value::{ValueChanges, Values};

/// Traits and marks for one decision.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    /// The person's traits, with those in the company laid over them.
    pub(crate) person: Values,
    /// The company's traits.
    pub(crate) company: Values,
    /// What device and collector remember.
    pub(crate) marks: Marks,
    first_seen: Option<Timestamp>,
    effort: Effort,
    abandoned: Abandoned,
}

impl Ground {
    /// Lays what a page says over what is stored.
    pub(crate) fn of(known: Known, request: &SessionRequest, served: &Served, now: Timestamp) -> Self {
        let abandoned = abandoned(&served.abandonable, &known.passed, &known.made, now);
        let mut person = known.traits;
        person.extend(known.membership);
        overlay(&mut person, &request.traits);
        let mut company = known.company_traits;
        overlay(&mut company, &request.company_traits);
        let mut marks = known.marks;
        for (content, mark) in &request.marks {
            merge_mark(marks.get_or_default(content.clone()), mark);
        }
        Self { person, company, marks, first_seen: known.first_seen, effort: known.effort, abandoned }
    }

    /// The facts for the rules.
    pub(crate) fn facts<'a>(
        &'a self,
        now: Timestamp,
        served: &'a Served,
        request: &'a SessionRequest,
        bucket: &'a str,
    ) -> Facts<'a> {
        Facts {
            now,
            person: &self.person,
            company: &self.company,
            locale: &request.locale,
            device: request.device,
            first_seen: self.first_seen,
            marks: &self.marks,
            abandoned: &self.abandoned,
            segments: &served.segments,
            bucket,
            // The loader asks for nothing that is recorded before consent, so here it is given or need not be.
            consent: true,
            gpc: request.gpc,
            effort: self.effort,
        }
    }
}

pub(super) fn overlay(traits: &mut Values, changes: &ValueChanges) {
    for (name, value) in changes {
        match value {
            Some(value) => drop(traits.insert(name.clone(), value.clone())),
            None => drop(traits.remove(name)),
        }
    }
}
