//! How things stand: what is published in the environment looked at, pause and resume, the versions so far.
//!
//! Deliberately absent: other environments; the rail leads there.

use super::{Asked, Order, Publishing};
use crate::app::{use_desk, use_lang};
use crate::page::list::{Stopped, state};
use crate::part::guard::Anchor;
use crate::part::notice::Note;
use crate::route::Route;
use crate::text::{Lang, content as c, start as s};
use shared::api::content::{Publication, Version};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// Publishing.
    pub publishing: Publishing,
}

/// The panel.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let publishing = &props.publishing;
    let publication = publishing.publication();
    let known = &publishing.draft.known;
    let Some(environment) = &desk.environment else {
        return html! { <Note>{ lang.say(c::NO_ENVIRONMENT) }{ lang.gap() }<Anchor to={Route::Start}>{ lang.say(s::TITLE) }</Anchor></Note> };
    };
    html! {
        <section class="panel standing">
            <h2>{ &environment.name }</h2>
            <p aria-live="polite">{ state(lang, publication, known.summary.draft_differs) }</p>
            <Stopped />
            if let (Some(publication), true) = (publication, desk.may_edit()) {
                <div class="actions">{ pause_button(lang, publication, publishing) }</div>
            }
            { versions(lang, &known.versions) }
        </section>
    }
}

fn pause_button(lang: Lang, publication: &Publication, publishing: &Publishing) -> Html {
    let (words, onclick) = if publication.paused {
        (c::RESUME, publishing.run.reform(|_: MouseEvent| Order::Pause(false)))
    } else {
        (c::PAUSE, publishing.ask(Some(Asked::Pause)).reform(|_: MouseEvent| ()))
    };
    html! { <button type="button" {onclick}>{ lang.say(words) }</button> }
}

fn versions(lang: Lang, versions: &[Version]) -> Html {
    html! {
        <details class="versions">
            <summary>{ lang.say(c::VERSIONS) }{ format!(" ({})", versions.len()) }</summary>
            if versions.is_empty() { <p class="hint">{ lang.say(c::NO_VERSIONS) }</p> }
            <ul class="plain-list">
                for version in versions {
                    <li key={version.version}>
                        { lang.fill(c::VERSION_LINE, &[&version.version, &lang.moment(version.created_at), &version.created_by]) }
                    </li>
                }
            </ul>
        </details>
    }
}
