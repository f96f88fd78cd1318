//! Where something leads: the next step, another one, other content, an address, the end.
//!
//! Deliberately absent: leading back by itself; what leads on without a button is offered later steps only.

use super::one::Place;
use crate::app::use_lang;
use crate::part::field::{Choice, Field};
use crate::part::others::Others;
use crate::text::{Lang, content as c, steps as t};
use crate::wording;
use shared::content::Kind;
use shared::content::tour::Leads;
use shared::id::{ContentKey, StepKey};
use yew::prelude::*;

/// What stands before a step's key in the value of its option; no key has a colon.
const STEP: &str = "step:";

#[derive(Properties, PartialEq)]
pub struct LeadsProps {
    /// Where it leads.
    pub value: Leads,
    /// Where it leads now.
    pub onchange: Callback<Leads>,
    /// The step it leads on from.
    pub place: Place,
    /// Whether it leads there without a button.
    #[prop_or_default]
    pub by_itself: bool,
}

fn name(leads: &Leads) -> String {
    match leads {
        Leads::Next => "next",
        Leads::Back => "back",
        Leads::Step(key) => return format!("{STEP}{}", key.as_str()),
        Leads::Content(_) => "content",
        Leads::Url(_) => "url",
        Leads::NewTab(_) => "new_tab",
        Leads::End => "end",
        Leads::Snooze => "snooze",
        Leads::Close => "close",
    }
    .to_owned()
}

fn leads_of(name: &str, before: &Leads, others: &Others) -> Leads {
    let url = match before {
        Leads::Url(url) | Leads::NewTab(url) => url.clone(),
        _ => "/".to_owned(),
    };
    match name {
        "back" => Leads::Back,
        "content" => others.0.first().map_or(Leads::Next, |other| Leads::Content(other.key.clone())),
        "url" => Leads::Url(url),
        "new_tab" => Leads::NewTab(url),
        "end" => Leads::End,
        "snooze" => Leads::Snooze,
        "close" => Leads::Close,
        other => match other.strip_prefix(STEP).map(StepKey::new) {
            Some(Ok(key)) => Leads::Step(key),
            _ => Leads::Next,
        },
    }
}

fn options(lang: Lang, props: &LeadsProps, others: &Others) -> Vec<(AttrValue, AttrValue)> {
    let Place { kind, all, index } = &props.place;
    let is_tour = *kind == Kind::Tour;
    let mut list: Vec<(AttrValue, AttrValue)> = Vec::new();
    let mut offer = |wanted: bool, name: &'static str, words| {
        if wanted || name == self::name(&props.value) {
            list.push((name.into(), lang.say(words).into()));
        }
    };
    offer(true, "next", if is_tour { t::LEADS_NEXT } else { t::LEADS_DONE });
    offer(is_tour && !props.by_itself, "back", t::LEADS_BACK);
    offer(is_tour, "end", t::LEADS_END);
    offer(!others.0.is_empty(), "content", t::LEADS_CONTENT);
    offer(true, "url", if is_tour { t::LEADS_URL } else { t::LEADS_URL_ALONE });
    offer(true, "new_tab", if is_tour { t::LEADS_NEW_TAB } else { t::LEADS_NEW_TAB_ALONE });
    offer(!props.by_itself, "snooze", t::LEADS_SNOOZE);
    offer(true, "close", t::LEADS_CLOSE);
    let steps = all.iter().enumerate().filter(|(n, _)| is_tour && n != index && (!props.by_itself || n > index));
    list.extend(steps.map(|(n, step)| {
        let title: String = wording::step_title(lang, step).chars().take(30).collect();
        (format!("{STEP}{}", step.key).into(), lang.fill(t::LEADS_STEP, &[&(n + 1), &title]).into())
    }));
    let now = name(&props.value);
    if !list.iter().any(|(name, _)| *name == now) {
        list.push((now.clone().into(), lang.fill(t::LEADS_GONE, &[&now.trim_start_matches(STEP)]).into()));
    }
    list
}

/// The fields.
#[component]
pub fn LeadsField(props: &LeadsProps) -> Html {
    let lang = use_lang();
    let others = use_context::<Others>().unwrap_or_default();
    let rename = {
        let (before, others) = (props.value.clone(), others.clone());
        props.onchange.reform(move |name: String| leads_of(&name, &before, &others))
    };
    html! {
        <>
            <Choice label={lang.say(t::LEADS)} value={name(&props.value)} options={options(lang, props, &others)} onchange={rename} />
            { operand(lang, props, &others) }
        </>
    }
}

fn operand(lang: Lang, props: &LeadsProps, others: &Others) -> Html {
    let address = |url: &str, put: Callback<String>| {
        html! { <Field label={lang.say(c::ACTION_URL)} value={url.to_owned()} onchange={put} class="grow" /> }
    };
    match &props.value {
        Leads::Url(url) => address(url, props.onchange.reform(Leads::Url)),
        Leads::NewTab(url) => address(url, props.onchange.reform(Leads::NewTab)),
        Leads::Content(now) => {
            let known = others.0.iter().any(|other| other.key == *now);
            let list = others.0.iter().map(|other| (other.key.to_string(), other.name.clone()));
            let list = list.chain((!known).then(|| (now.to_string(), now.to_string())));
            let options: Vec<(AttrValue, AttrValue)> = list.map(|(key, name)| (key.into(), name.into())).collect();
            let before = now.clone();
            let put = props
                .onchange
                .reform(move |key: String| Leads::Content(ContentKey::new(key).unwrap_or_else(|_| before.clone())));
            html! { <Choice label={lang.say(t::LEADS_WHICH)} value={now.to_string()} {options} onchange={put} /> }
        }
        _ => Html::default(),
    }
}
