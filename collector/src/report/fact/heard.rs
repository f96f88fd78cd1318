//! An event as a fact hears it: with who did it, or without anybody.
//!
//! Deliberately absent: what it means for the fact.

use super::Origin;
use shared::content::audience::Device;
use shared::content::survey::PrivacyMode;
use shared::event::{Body, Event, Run};
use shared::time::Timestamp;

/// An event of a run, with who did it; for anonymous surveys without who and with the day only.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The run.
    pub run: &'a Run,
    pub(super) event: &'a Event,
    pub(super) subject: Option<&'a str>,
    pub(super) mode: PrivacyMode,
}

impl<'a> Heard<'a> {
    /// Takes an event; `None` when it belongs to no run.
    pub fn of(event: &'a Event, subject: Option<&'a str>, mode: PrivacyMode) -> Option<Self> {
        let run = event.body.run()?;
        Some(Self { run, event, subject, mode })
    }

    /// The device the person used; never for anonymous surveys.
    pub fn device(&self) -> Option<Device> {
        self.event.context.device.filter(|_| self.named())
    }

    pub(super) fn at(&self) -> Timestamp {
        match self.mode {
            PrivacyMode::Anonymous => Timestamp::of_day(self.event.at.day()),
            PrivacyMode::Identified | PrivacyMode::Confidential => self.event.at,
        }
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { rank: u8::from(!matches!(self.event.body, Body::Displayed(_))), event: self.event.id }
    }

    pub(super) fn named(&self) -> bool {
        self.mode != PrivacyMode::Anonymous
    }
}
