//! An event as a fact hears it: with who did it, or without anybody.
//!
//! Deliberately absent: what it means for the fact.

use super::Origin;
use shared::content::Content;
use shared::content::audience::Device;
use shared::content::survey::PrivacyMode;
use shared::event::{Body, Event, Run};
use shared::time::Timestamp;

/// What a run must know of the version that it is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// How answers are tied to people.
    pub mode: PrivacyMode,
    /// Whether it has steps that reports tell of.
    pub has_steps: bool,
}

impl Terms {
    /// Those of this content.
    pub fn of(content: &Content) -> Self {
        Self { mode: content.body.privacy(), has_steps: !content.body.steps().is_empty() }
    }
}

/// An event of a run, with who did it; for anonymous surveys without who and with the day only.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The run.
    pub run: &'a Run,
    pub(super) event: &'a Event,
    pub(super) subject: Option<&'a str>,
    pub(super) terms: Terms,
}

impl<'a> Heard<'a> {
    /// Takes an event; `None` when it belongs to no run.
    pub fn of(event: &'a Event, subject: Option<&'a str>, terms: Terms) -> Option<Self> {
        let run = event.body.run()?;
        Some(Self { run, event, subject, terms })
    }

    /// The device the person used; never for anonymous surveys.
    pub fn device(&self) -> Option<Device> {
        self.event.context.device.filter(|_| self.named())
    }

    pub(super) fn at(&self) -> Timestamp {
        match self.terms.mode {
            PrivacyMode::Anonymous => Timestamp::of_day(self.event.at.day()),
            PrivacyMode::Identified | PrivacyMode::Confidential => self.event.at,
        }
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { rank: u8::from(!matches!(self.event.body, Body::Displayed(_))), event: self.event.id }
    }

    pub(super) fn named(&self) -> bool {
        self.terms.mode != PrivacyMode::Anonymous
    }

    pub(super) fn has_steps(&self) -> bool {
        let is_of_step =
            matches!(self.event.body, Body::Step { .. } | Body::Effort { .. } | Body::TargetMissing { .. });
        self.terms.has_steps || is_of_step
    }
}
