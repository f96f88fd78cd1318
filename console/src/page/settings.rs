//! Settings, one room each: environment, look, limits and traits, segments, goals, members, tokens, one's account.
//!
//! Deliberately absent: settings of the collector itself; the operator has those.

mod account;
mod environment;
mod goals;
mod limits;
mod look;
mod members;
mod secret;
mod segments;
mod tokens;
mod webhook;

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::part::field::leads_to_unfit;
use crate::part::guard::{Anchor, use_guard};
use crate::part::notice::{Failure, Note, say_fault};
use crate::route::Route;
use crate::text::{Lang, Words, content as c, general as g, settings as s};
use shared::api::account::Role;
use shared::api::environment::{Environment, EnvironmentSettings};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Every room with its part of the address; whether it is about the environment looked at; whether owners alone see it.
const ROOMS: [(&str, Words, bool); 8] = [
    ("environment", s::ROOM_ENVIRONMENT, false),
    ("look", s::ROOM_LOOK, false),
    ("limits", s::ROOM_LIMITS, false),
    ("segments", s::ROOM_SEGMENTS, false),
    ("goals", s::ROOM_GOALS, false),
    ("members", s::ROOM_MEMBERS, false),
    ("tokens", s::ROOM_TOKENS, true),
    ("account", s::ROOM_ACCOUNT, false),
];

#[derive(Properties, PartialEq)]
pub struct SettingsProps {
    /// Which room.
    pub room: String,
}

/// The rooms with their way around.
#[component]
pub fn Settings(props: &SettingsProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    use_effect_with(lang, move |lang| browser::set_title(lang.say(s::TITLE)));
    let rooms = ROOMS.iter().filter(|room| desk.may_own() || !room.2);
    html! {
        <>
            <div class="room-head"><h1>{ lang.say(s::TITLE) }</h1></div>
            <nav class="settings-nav" aria-label={lang.say(s::TITLE)}>
                for (name, words, _) in rooms {
                    <Anchor key={*name} to={Route::Settings { room: (*name).to_owned() }} current={props.room == *name}>{ lang.say(*words) }</Anchor>
                }
            </nav>
            { room(lang, &props.room, desk.environment.as_deref()) }
        </>
    }
}

fn room(lang: Lang, name: &str, environment: Option<&Environment>) -> Html {
    match (name, environment) {
        ("environment" | "look" | "limits", None) => html! { <Note>{ lang.say(c::NO_ENVIRONMENT) }</Note> },
        ("environment", Some(e)) => {
            html! { <environment::EnvironmentRoom key={e.key.clone()} environment={e.clone()} /> }
        }
        ("look", Some(e)) => html! { <look::Look key={e.key.clone()} environment={e.clone()} /> },
        ("limits", Some(e)) => html! { <limits::Limits key={e.key.clone()} environment={e.clone()} /> },
        ("segments", _) => html! { <segments::Segments /> },
        ("goals", _) => html! { <goals::Goals /> },
        ("members", _) => html! { <members::Members /> },
        ("tokens", _) => html! { <tokens::Tokens /> },
        ("account", _) => html! { <account::Account /> },
        _ => html! { <super::not_found::NotFound /> },
    }
}

/// The settings of an environment being edited, and what became of saving them.
#[derive(Clone, PartialEq)]
pub struct SettingsDraft {
    /// As they stand.
    pub settings: UseStateHandle<EnvironmentSettings>,
    /// Saves them.
    pub save: Callback<()>,
    /// Whether they differ from what is saved.
    pub changed: bool,
    outcome: UseStateHandle<Option<Result<(), Rc<Problem>>>>,
}

impl SettingsDraft {
    /// What the collector found wrong with the field at this place, until the settings are saved anew.
    pub fn error(&self, lang: Lang, place: &str) -> Option<AttrValue> {
        let Some(Err(problem)) = &*self.outcome else { return None };
        problem.fault_at(place).map(|fault| say_fault(lang, fault).into())
    }

    /// A callback that takes a value and puts it where `change` says.
    pub fn with<V: 'static>(&self, change: fn(&mut EnvironmentSettings, V)) -> Callback<V> {
        let settings = self.settings.clone();
        Callback::from(move |value: V| {
            let mut next = (*settings).clone();
            change(&mut next, value);
            settings.set(next);
        })
    }
}

/// Edits the settings of an environment.
#[hook]
pub fn use_settings(environment: &Environment) -> SettingsDraft {
    let desk = use_desk();
    let settings = use_state_eq(|| environment.settings.clone());
    let outcome = use_state(|| None);
    let changed = *settings != environment.settings;
    use_guard(changed);
    let save = {
        let (key, settings, outcome) = (environment.key.clone(), (*settings).clone(), outcome.setter());
        Callback::from(move |()| {
            let (key, settings, outcome, desk) = (key.clone(), settings.clone(), outcome.clone(), desk.clone());
            spawn_local(async move {
                let answer = api::workspace::change_environment(&key, &settings).await;
                if answer.is_ok() {
                    desk.reload.emit(());
                }
                outcome.set(Some(answer.map(drop).map_err(Rc::new)));
            });
        })
    };
    SettingsDraft { settings, save, changed, outcome }
}

#[derive(Properties, PartialEq)]
pub struct SaveBarProps {
    /// What is saved.
    pub draft: SettingsDraft,
}

/// The save button with what became of it.
#[component]
pub fn SaveBar(props: &SaveBarProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let draft = &props.draft;
    if !desk.may_own() {
        return html! { <Note>{ lang.say(g::OWNER_ONLY) }</Note> };
    }
    let onclick = {
        let (save, changed) = (draft.save.clone(), draft.changed);
        Callback::from(move |_: MouseEvent| {
            if !leads_to_unfit("#main") && changed {
                save.emit(());
            }
        })
    };
    html! {
        <>
            { match &*draft.outcome {
                Some(Err(problem)) => html! { <Failure problem={problem.clone()} /> },
                Some(Ok(())) if !draft.changed => html! { <Note tone="good">{ lang.say(s::SAVED_NOTE) }</Note> },
                _ => Html::default(),
            } }
            <div class="actions">
                // Never switched off, so that it keeps the focus when there is nothing left to save.
                <button type="button" class="primary" aria-disabled={(!draft.changed).to_string()} {onclick}>{ lang.say(g::SAVE) }</button>
            </div>
        </>
    }
}

/// The roles of a token as choices: a member's, and the one that only sends.
pub fn token_role_options(lang: Lang) -> Vec<(AttrValue, AttrValue)> {
    let sender = ("sender".into(), lang.say(s::ROLE_SENDER).into());
    std::iter::once(sender).chain(role_options(lang)).collect()
}

/// The roles of a member as choices.
pub fn role_options(lang: Lang) -> Vec<(AttrValue, AttrValue)> {
    let roles = [("viewer", s::ROLE_VIEWER), ("editor", s::ROLE_EDITOR), ("owner", s::ROLE_OWNER)];
    roles.iter().map(|(name, words)| ((*name).into(), lang.say(*words).into())).collect()
}

/// The value of a role as a choice.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Sender => "sender",
        Role::Viewer => "viewer",
        Role::Editor => "editor",
        Role::Owner => "owner",
    }
}

/// The role a choice stands for; the least where it stands for none.
pub fn role_of(name: &str) -> Role {
    match name {
        "owner" => Role::Owner,
        "editor" => Role::Editor,
        "sender" => Role::Sender,
        _ => Role::Viewer,
    }
}
