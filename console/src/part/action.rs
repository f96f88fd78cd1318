//! Where a button or an entry leads: content that starts, an article, an address.
//!
//! Deliberately absent: leading to a step; that is of tours, in `page::editor::steps::leads`.

use super::field::{Choice, Field};
use super::others::{Offer, OtherChoice, Others};
use crate::app::use_lang;
use crate::text::{Lang, content as c, launcher as l};
use shared::content::checklist::Action;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ActionProps {
    /// Where it leads; `None` leads nowhere.
    pub value: Option<Action>,
    /// Where it leads now.
    pub onchange: Callback<Option<Action>>,
    /// Whether it may lead nowhere.
    #[prop_or_default]
    pub optional: bool,
}

fn name(action: Option<&Action>) -> &'static str {
    match action {
        None => "none",
        Some(Action::Start(_)) => "start",
        Some(Action::Article(_)) => "article",
        Some(Action::Url(_)) => "url",
        Some(Action::NewTab(_)) => "new_tab",
    }
}

fn action_of(name: &str, before: Option<&Action>, others: &Others) -> Option<Action> {
    let url = match before {
        Some(Action::Url(url) | Action::NewTab(url)) => url.clone(),
        _ => "/".to_owned(),
    };
    let first = |offer| others.offered(offer).next().map(|other| other.key.clone());
    match name {
        "start" => first(Offer::Startable).map(Action::Start),
        "article" => first(Offer::Readable).map(Action::Article),
        "url" => Some(Action::Url(url)),
        "new_tab" => Some(Action::NewTab(url)),
        _ => None,
    }
}

fn options(lang: Lang, props: &ActionProps, others: &Others) -> Vec<(AttrValue, AttrValue)> {
    let now = name(props.value.as_ref());
    let offered = [
        ("none", l::ACTION_NONE, props.optional),
        ("start", l::ACTION_START, others.offered(Offer::Startable).next().is_some()),
        ("article", l::ACTION_ARTICLE, others.offered(Offer::Readable).next().is_some()),
        ("url", l::ACTION_URL, true),
        ("new_tab", l::ACTION_NEW_TAB, true),
    ];
    let shown = offered.into_iter().filter(|(name, _, wanted)| *wanted || *name == now);
    shown.map(|(name, words, _)| (name.into(), lang.say(words).into())).collect()
}

/// The fields.
#[component]
pub fn ActionField(props: &ActionProps) -> Html {
    let lang = use_lang();
    let others = use_context::<Others>().unwrap_or_default();
    let choose = {
        let (before, others) = (props.value.clone(), others.clone());
        props.onchange.reform(move |name: String| action_of(&name, before.as_ref(), &others))
    };
    html! {
        <div class="row">
            <Choice label={lang.say(l::ACTION)} value={name(props.value.as_ref())} options={options(lang, props, &others)} onchange={choose} />
            { operand(lang, props) }
        </div>
    }
}

fn operand(lang: Lang, props: &ActionProps) -> Html {
    let address = |url: &str, put: Callback<String>| {
        html! { <Field label={lang.say(l::ADDRESS)} value={url.to_owned()} onchange={put} hint={lang.say(c::ACTION_URL_HINT)} class="grow" /> }
    };
    let put = &props.onchange;
    match &props.value {
        None => Html::default(),
        Some(Action::Url(url)) => address(url, put.reform(|url| Some(Action::Url(url)))),
        Some(Action::NewTab(url)) => address(url, put.reform(|url| Some(Action::NewTab(url)))),
        Some(Action::Start(key)) => html! {
            <OtherChoice offer={Offer::Startable} value={key.clone()} onchange={put.reform(|key| Some(Action::Start(key)))} />
        },
        Some(Action::Article(key)) => html! {
            <OtherChoice offer={Offer::Readable} value={key.clone()} onchange={put.reform(|key| Some(Action::Article(key)))} />
        },
    }
}
