//! The other contents of the workspace, to lead to or to wait for, and the choice of one.
//!
//! Deliberately absent: what is published of them; lint and the page know what to do without.

use super::field::Choice;
use crate::api;
use crate::app::use_lang;
use crate::fetch::use_fetched;
use crate::text::launcher as l;
use shared::content::Kind;
use shared::id::ContentKey;
use std::rc::Rc;
use yew::prelude::*;

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Its key.
    pub key: ContentKey,
    /// What members call it.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
}

/// All of them; provided by [`WithOthers`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others(pub Rc<Vec<Other>>);

#[derive(Properties, PartialEq)]
pub struct WithOthersProps {
    /// The content that is written; it is no other.
    #[prop_or_default]
    pub except: Option<ContentKey>,
    /// What needs them.
    pub children: Html,
}

/// Asks for the other contents and provides them to what is inside.
#[component]
pub fn WithOthers(props: &WithOthersProps) -> Html {
    let known = use_fetched((), |()| api::content::list());
    let mut others = Vec::new();
    if let Some(known) = &known.value {
        let rest = known.content.iter().filter(|other| Some(&other.key) != props.except.as_ref());
        others.extend(rest.map(|other| Other { key: other.key.clone(), name: other.name.clone(), kind: other.kind }));
    }
    html! { <ContextProvider<Others> context={Others(Rc::new(others))}>{ props.children.clone() }</ContextProvider<Others>> }
}

/// What is on offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// What can be started.
    Startable,
    /// What can be read.
    Readable,
    /// What can be gone through to the end.
    Completable,
}

impl Others {
    /// Those that fit.
    pub fn offered(&self, offer: Offer) -> impl Iterator<Item = &Other> {
        let fits = move |other: &&Other| match (offer, other.kind) {
            (Offer::Readable, kind) => kind == Kind::Article,
            (Offer::Completable, Kind::ResourceCentre | Kind::Message) | (_, Kind::Message) => false,
            (Offer::Completable, _) => true,
            (Offer::Startable, kind) => kind != Kind::Article,
        };
        self.0.iter().filter(fits)
    }
}

#[derive(Properties, PartialEq)]
pub struct OtherProps {
    /// What is on offer.
    pub offer: Offer,
    /// The one chosen; `None` while there is none.
    pub value: Option<ContentKey>,
    /// The one chosen now.
    pub onchange: Callback<ContentKey>,
}

/// One of them by name; what is no longer there stays chosen until something else is.
#[component]
pub fn OtherChoice(props: &OtherProps) -> Html {
    let lang = use_lang();
    let others = use_context::<Others>().unwrap_or_default();
    let now = props.value.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut options: Vec<(AttrValue, AttrValue)> =
        others.offered(props.offer).map(|other| (other.key.to_string().into(), other.name.clone().into())).collect();
    if !options.iter().any(|(key, _)| *key == now) {
        let words = if now.is_empty() { lang.say(l::WHICH_NONE).to_owned() } else { now.clone() };
        options.insert(0, (now.clone().into(), words.into()));
    }
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |key: String| {
            if let Ok(key) = ContentKey::new(key) {
                onchange.emit(key);
            }
        })
    };
    html! { <Choice label={lang.say(crate::text::steps::LEADS_WHICH)} value={now} {options} {onchange} /> }
}
