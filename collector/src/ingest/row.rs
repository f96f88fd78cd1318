//! An event as the row that is stored.
//!
//! Deliberately absent: any decision; the event has been judged.

use super::{Source, Surroundings, subject_of};
use crate::store::event::{EventRow, kind_of};
use shared::content::audience::Device;
use shared::event::{Body, Event};
use shared::time::Timestamp;
use std::sync::Arc;

/// The row of a judged event. `body`: the event's body as JSON.
pub(super) fn row(event: &Event, surroundings: &Surroundings<'_>, received_at: Timestamp, body: String) -> EventRow {
    let run = event.body.run();
    EventRow {
        workspace: Arc::clone(&surroundings.place.0),
        environment: Arc::clone(&surroundings.place.1),
        id: event.id.to_string(),
        at: event.at.0,
        received_at: received_at.0,
        subject: subject_of(event),
        anonymous_id: event.who.anonymous_id.as_ref().map(ToString::to_string),
        company: event.who.company_id.as_ref().map(ToString::to_string),
        source: match surroundings.source {
            Source::Page => "page",
            Source::Server => "server",
        },
        kind: kind_of(&event.body),
        name: match &event.body {
            Body::Track { name, .. } => Some(name.clone()),
            Body::Clicked { selector } | Body::Present { selector } => Some(selector.clone()),
            Body::Failed { code, .. } => Some(code.clone()),
            _ => None,
        },
        content: match &event.body {
            Body::Marked { content } => Some(content.to_string()),
            _ => run.map(|run| run.content.to_string()),
        },
        version: run.map(|run| run.version.into()),
        run: run.map(|run| run.id.to_string()),
        url: event.context.url.clone(),
        locale: event.context.locale.clone(),
        device: event.context.device.map(|device| match device {
            Device::Phone => "phone",
            Device::Tablet => "tablet",
            Device::Desktop => "desktop",
        }),
        body,
    }
}
