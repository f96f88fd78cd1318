//! Whom and what the explanation is about, and where they are.
//!
//! Deliberately absent: asking while one types; the address changes when it is sent.

use super::view::View;
use crate::app::{use_desk, use_lang};
use crate::part::field::{Choice, Field, submit};
use crate::sentence::device_words;
use crate::text::{explain as x, general as g};
use shared::api::content::ContentSummary;
use shared::content::audience::Device;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FormProps {
    /// What the address says.
    pub view: View,
    /// All content.
    pub contents: Vec<ContentSummary>,
    /// Asks this from now on.
    pub onchange: Callback<View>,
}

/// The form.
#[component]
pub fn Form(props: &FormProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let view = use_state_eq(|| props.view.clone());
    {
        // The way back leads to another address.
        let view = view.setter();
        use_effect_with(props.view.clone(), move |address| view.set(address.clone()));
    }
    let typed = |name: &'static str| {
        let view = view.clone();
        Callback::from(move |value: String| view.set(view.with(name, value)))
    };
    let onsubmit = {
        let (view, onchange) = (view.clone(), props.onchange.clone());
        submit(move || onchange.emit((*view).clone()))
    };
    let environments: Vec<(AttrValue, AttrValue)> =
        desk.environments.iter().map(|one| (one.key.clone().into(), one.name.clone().into())).collect();
    let mut contents: Vec<(AttrValue, AttrValue)> = vec![("".into(), lang.say(x::CHOOSE).into())];
    contents.extend(props.contents.iter().map(|one| (one.key.to_string().into(), one.name.clone().into())));
    let devices = [("phone", Device::Phone), ("tablet", Device::Tablet), ("desktop", Device::Desktop)];
    let mut device: Vec<(AttrValue, AttrValue)> = vec![("".into(), lang.say(x::DEVICE_LAST).into())];
    device.extend(devices.map(|(value, device)| (value.into(), lang.say(device_words(device)).into())));
    html! {
        <form class="panel why-form" aria-label={lang.say(x::WHO_AND_WHAT)} {onsubmit}>
            if environments.len() > 1 {
                <Choice label={lang.say(g::ENVIRONMENT)} value={view.environment.clone()} options={environments} onchange={typed("environment")} />
            }
            <Choice label={lang.say(x::CONTENT)} value={view.content.clone()} options={contents} onchange={typed("content")} />
            <Field label={lang.say(x::PERSON)} value={view.person.clone()} onchange={typed("person")} required=true />
            <Field label={lang.say(x::COMPANY)} value={view.company.clone()} onchange={typed("company")} />
            <Field kind="url" label={lang.say(x::URL)} value={view.url.clone()} onchange={typed("url")} placeholder="https://" />
            <Field label={lang.say(x::LOCALE)} value={view.locale.clone()} onchange={typed("locale")} placeholder="ja" />
            <Choice label={lang.say(x::DEVICE)} value={view.device.clone()} options={device} onchange={typed("device")} />
            <button class="primary" disabled={!view.is_whole()}>{ lang.say(x::ASK) }</button>
        </form>
    }
}
