//! All content: what is published where, how many responded, what has unpublished changes.
//!
//! Deliberately absent: scores. A number without its interval belongs nowhere.

use crate::api;
use crate::app::{Desk, use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::part::field::Field;
use crate::part::guard::Anchor;
use crate::part::notice::{Empty, Failure, Loading};
use crate::route::Route;
use crate::text::{Lang, Words, content as c, launcher as l, steps as t};
use shared::api::content::{ContentSummary, Publication};
use shared::content::Kind;
use yew::prelude::*;

/// More contents than this get a search field.
const SEARCH_FROM: usize = 8;

/// The room.
#[component]
pub fn List() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let list = use_fetched((), |()| api::content::list());
    let wanted = use_state_eq(String::new);
    use_effect_with(lang, move |lang| browser::set_title(lang.say(c::LIST_TITLE)));
    let Some(value) = &list.value else {
        return match &list.problem {
            Some(problem) => html! { <Failure problem={problem.clone()} retry={list.reload.clone()} /> },
            None => html! { <Loading /> },
        };
    };
    if value.content.is_empty() {
        return html! {
            <Empty first=true title={lang.say(c::LIST_EMPTY)}>
                <p>{ lang.say(c::LIST_EMPTY_BODY) }</p>
                <Anchor to={Route::Start} class="button primary">{ lang.say(c::LIST_EMPTY_DO) }</Anchor>
            </Empty>
        };
    }
    let needle = wanted.to_lowercase();
    let fits = |content: &&ContentSummary| needle.is_empty() || content.name.to_lowercase().contains(&needle);
    let shown: Vec<_> = value.content.iter().filter(fits).collect();
    let search = {
        let wanted = wanted.setter();
        Callback::from(move |text: String| wanted.set(text))
    };
    html! {
        <>
            <div class="room-head">
                <h1>{ lang.say(c::LIST_TITLE) }</h1>
                if desk.may_edit() { <Anchor to={Route::New} class="button primary">{ lang.say(c::LIST_NEW) }</Anchor> }
            </div>
            <Stopped />
            if value.content.len() >= SEARCH_FROM {
                <Field kind="search" label={lang.say(c::SEARCH)} value={(*wanted).clone()} onchange={search} class="narrow-search" />
            }
            if shown.is_empty() { <p class="hint">{ lang.say(c::SEARCH_NONE) }</p> } else { { table(lang, &desk, &shown) } }
        </>
    }
}

fn table(lang: Lang, desk: &Desk, shown: &[&ContentSummary]) -> Html {
    html! {
        <table class="list stack">
            <thead><tr>
                <th scope="col">{ lang.say(c::COLUMN_NAME) }</th>
                <th scope="col">{ lang.say(c::COLUMN_KIND) }</th>
                <th scope="col">{ lang.say(c::COLUMN_STATE) }</th>
                <th scope="col" class="number">{ lang.say(c::COLUMN_SO_FAR) }</th>
                <th scope="col">{ lang.say(c::COLUMN_CHANGED) }</th>
                <th scope="col"><span class="visually-hidden">{ lang.say(c::RESULTS) }</span></th>
            </tr></thead>
            <tbody>{ for shown.iter().map(|content| row(lang, desk, content)) }</tbody>
        </table>
    }
}

fn row(lang: Lang, desk: &Desk, content: &ContentSummary) -> Html {
    let here = desk.environment_key();
    let publication = content.publications.iter().find(|publication| publication.environment == here);
    let key = content.key.to_string();
    html! {
        <tr key={key.clone()}>
            <th scope="row">
                <Anchor to={Route::Edit { key: key.clone() }}>{ &content.name }</Anchor>
                <span class="hint block" translate="no">{ &key }</span>
            </th>
            <td data-label={lang.say(c::COLUMN_KIND)}>{ lang.say(kind_words(content.kind)) }</td>
            <td data-label={lang.say(c::COLUMN_STATE)}>{ state(lang, publication, content.draft_differs) }</td>
            <td data-label={lang.say(c::COLUMN_SO_FAR)} class="number">{ so_far(lang, content.kind, publication) }</td>
            <td data-label={lang.say(c::COLUMN_CHANGED)}>{ lang.ago(content.changed_at, browser::now()) }</td>
            <td class="end"><Anchor to={Route::Results { key }} class="button small">{ lang.say(c::RESULTS) }</Anchor></td>
        </tr>
    }
}

/// What came of it here: responses, or of what guides, displays and how many were gone through.
fn so_far(lang: Lang, kind: Kind, publication: Option<&Publication>) -> String {
    // Articles are found, not displayed.
    let Some(publication) = publication.filter(|_| kind != Kind::Article) else { return "–".to_owned() };
    if kind == Kind::Survey {
        return lang.count(publication.responses, c::RESPONSES_ONE, c::RESPONSES);
    }
    let [displayed, completed] = [publication.displayed, publication.completed].map(|count| lang.number(count));
    lang.fill(c::GUIDED, &[&displayed, &completed])
}

/// What a kind of content is called.
pub fn kind_words(kind: Kind) -> Words {
    match kind {
        Kind::Survey => t::KIND_SURVEY,
        Kind::Tour => t::KIND_TOUR,
        Kind::Announcement => t::KIND_ANNOUNCEMENT,
        Kind::Banner => t::KIND_BANNER,
        Kind::Hotspot => t::KIND_HOTSPOT,
        Kind::Checklist => l::KIND_CHECKLIST,
        Kind::ResourceCentre => l::KIND_CENTRE,
        Kind::Article => l::KIND_ARTICLE,
        Kind::Message => l::KIND_MESSAGE,
    }
}

/// Published, paused or draft, in words with a shape.
pub fn state(lang: Lang, publication: Option<&Publication>, draft_differs: bool) -> Html {
    let (words, class) = match publication {
        None => (c::STATE_DRAFT, "draft"),
        Some(publication) if publication.paused => (c::STATE_PAUSED, "paused"),
        Some(_) => (c::STATE_LIVE, "live"),
    };
    html! {
        <span class="state-line">
            <span class={classes!("state", class)}>{ lang.say(words) }</span>
            if let Some(publication) = publication {
                <span class="hint">{ lang.fill(c::STATE_VERSION, &[&publication.version]) }</span>
                if draft_differs { <span class="hint">{ "· " }{ lang.say(c::STATE_DIFFERS) }</span> }
            }
        </span>
    }
}

/// Says that the environment is stopped, wherever that explains a silence.
#[component]
pub fn Stopped() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    match desk.environment.as_ref().filter(|environment| environment.settings.stopped) {
        None => Html::default(),
        Some(environment) => html! {
            <div class="notice caution" role="status">
                <p>{ lang.fill(c::STOPPED_BANNER, &[&environment.name]) }</p>
                <Anchor to={Route::Settings { room: "environment".into() }}>{ lang.say(c::STOPPED_GO) }</Anchor>
            </div>
        },
    }
}
