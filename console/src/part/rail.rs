//! The way around: rooms, environment, language, colours, sign-out. A column on wide screens, a menu on phones.
//!
//! Deliberately absent: icons without words.

use crate::api;
use crate::app::{Speech, use_desk};
use crate::browser;
use crate::fetch::use_fetched;
use crate::live::use_live;
use crate::part::field::Choice;
use crate::part::guard::Anchor;
use crate::route::Route;
use crate::text::{Lang, Words, follow_up as f, general as g};
use shared::api::account::Role;
use shared::api::report::Change;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RailProps {
    /// The room that is open.
    pub route: Route,
}

fn rooms(route: &Route) -> Vec<(Route, Words, bool)> {
    let in_content =
        matches!(route, Route::Home | Route::New | Route::Edit { .. } | Route::Results { .. } | Route::Explain);
    let in_people = matches!(route, Route::People | Route::Person | Route::Companies | Route::Company);
    let in_settings = matches!(route, Route::Settings { .. });
    let settings = Route::Settings { room: "environment".to_owned() };
    vec![
        (Route::Home, g::NAV_CONTENT, in_content),
        (Route::FollowUps, f::TITLE, *route == Route::FollowUps),
        (Route::People, g::NAV_PEOPLE, in_people),
        (Route::Start, g::NAV_START, *route == Route::Start),
        (settings, g::NAV_SETTINGS, in_settings),
    ]
}

/// The rail.
#[component]
pub fn Rail(props: &RailProps) -> Html {
    let speech = use_context::<Speech>().expect("the frame provides the language");
    let lang = speech.lang;
    let desk = use_desk();
    let open = use_state_eq(|| false);
    use_effect_with(props.route.clone(), {
        let open = open.setter();
        move |_| open.set(false)
    });
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <header class={classes!("rail", open.then_some("open"))}>
            <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| {
                event.prevent_default();
                browser::focus("#main");
            })}>{ lang.say(g::SKIP) }</a>
            <div class="rail-head">
                <div><span class="brand">{ mark() }{ lang.say(g::WAYMARK) }</span><span class="workspace">{ &desk.me.workspace }</span></div>
                <button type="button" class="quiet menu" aria-expanded={open.to_string()} aria-controls="rail-body"
                    onclick={toggle}>{ lang.say(g::MENU) }</button>
            </div>
            <div id="rail-body" class="rail-body">
                <nav aria-label={lang.say(g::MENU)}>
                    for (to, words, current) in rooms(&props.route) {
                        <Anchor to={to.clone()} {current}>
                            { lang.say(words) }
                            if to == Route::FollowUps { <Open environment={desk.environment_key()} /> }
                        </Anchor>
                    }
                </nav>
                <div class="rail-foot">
                    { environments(lang, &desk) }
                    <Preferences />
                    <SignOut />
                </div>
            </div>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct OpenProps {
    environment: String,
}

/// How many follow-ups are open, live; nothing while there are none.
#[component]
fn Open(props: &OpenProps) -> Html {
    let lang = crate::app::use_lang();
    let known = use_fetched(props.environment.clone(), |environment| async move {
        if environment.is_empty() {
            return Ok(0);
        }
        Ok(api::report::follow_ups(&environment, ["open", "", ""], None).await?.open)
    });
    let wanted = |change: &Change, _: &str| matches!(change, Change::FollowUps);
    use_live(props.environment.clone(), wanted, String::new(), known.reload.clone());
    let open = known.value.as_deref().copied().unwrap_or_default();
    if open == 0 {
        return Html::default();
    }
    html! {
        <>
            <span class="count" aria-hidden="true">{ lang.number(open) }</span>
            <span class="visually-hidden">{ " " }{ lang.count(open, f::OPEN_ONE, f::OPEN) }</span>
        </>
    }
}

fn environments(lang: Lang, desk: &crate::app::Desk) -> Html {
    if desk.environments.len() < 2 {
        return Html::default();
    }
    let named = |e: &shared::api::environment::Environment| (e.key.clone().into(), e.name.clone().into());
    let options: Vec<_> = desk.environments.iter().map(named).collect();
    html! {
        <Choice label={lang.say(g::ENVIRONMENT)} value={desk.environment_key()} {options} onchange={desk.choose.clone()} />
    }
}

fn mark() -> Html {
    html! {
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d="M10 1.5 17 8l-7 10.5L3 8z" fill="currentColor" />
            <path d="M10 5.5 13.2 8.6 10 13.4 6.8 8.6z" class="mark-core" />
        </svg>
    }
}

/// Language and colours, for this browser.
#[component]
pub fn Preferences() -> Html {
    let speech = use_context::<Speech>().expect("the frame provides the language");
    let lang = speech.lang;
    let scheme = use_state_eq(|| browser::recall("scheme").unwrap_or_else(|| "auto".to_owned()));
    use_effect_with((*scheme).clone(), |scheme| browser::set_root_attribute("data-scheme", scheme));
    let choose_scheme = {
        let scheme = scheme.setter();
        Callback::from(move |chosen: String| {
            browser::remember("scheme", &chosen);
            scheme.set(chosen);
        })
    };
    let schemes = [("auto", g::SCHEME_AUTO), ("light", g::SCHEME_LIGHT), ("dark", g::SCHEME_DARK)];
    let schemes: Vec<_> = schemes.iter().map(|(value, words)| ((*value).into(), lang.say(*words).into())).collect();
    let languages: Vec<(AttrValue, AttrValue)> = vec![("en".into(), "English".into()), ("ja".into(), "日本語".into())];
    let choose = speech.choose.clone();
    let choose_language = Callback::from(move |tag: String| {
        if let Some(lang) = Lang::of_tag(&tag) {
            choose.emit(lang);
        }
    });
    html! {
        <div class="preferences">
            <Choice label={lang.say(g::LANGUAGE)} value={lang.tag()} options={languages} onchange={choose_language} />
            <Choice label={lang.say(g::SCHEME)} value={(*scheme).clone()} options={schemes} onchange={choose_scheme} />
        </div>
    }
}

#[component]
fn SignOut() -> Html {
    let lang = crate::app::use_lang();
    let desk = use_desk();
    let navigator = use_navigator().expect("inside the router");
    let onclick = Callback::from(move |_: MouseEvent| {
        let navigator = navigator.clone();
        spawn_local(async move {
            // Whether or not the collector could be told, this browser shows nothing more.
            let _ = api::account::sign_out().await;
            navigator.push(&Route::SignIn);
        });
    });
    let role = match desk.me.role {
        Role::Sender => g::ROLE_SENDER,
        Role::Viewer => g::ROLE_VIEWER,
        Role::Editor => g::ROLE_EDITOR,
        Role::Owner => g::ROLE_OWNER,
    };
    html! {
        <div class="who">
            <span class="who-name" title={desk.me.name.clone()}>{ &desk.me.name }</span>
            <span class="hint">{ lang.say(role) }</span>
            <button type="button" class="quiet small" {onclick}>{ lang.say(g::SIGN_OUT) }</button>
        </div>
    }
}
