//! The editor of a sign: what is observed, for goals and for items of checklists.
//!
//! Deliberately absent: how often and by when; those are a goal's.

use super::event_test::EventField;
use super::field::{Choice, Field};
use super::others::{Offer, OtherChoice, Others};
use super::pages::PageRow;
use super::test::TestField;
use crate::app::use_lang;
use crate::sentence;
use crate::text::{Lang, Words, launcher as l, rules as r, settings as s};
use shared::content::Condition;
use shared::content::audience::{Test, TraitTest};
use shared::content::goal::Sign;
use shared::content::trigger::{EventTest, PageRule, Pattern, UrlPart};
use yew::prelude::*;

const SIGNS: [(&str, Words); 7] = [
    ("event", s::SIGN_EVENT),
    ("page", s::SIGN_PAGE),
    ("click", s::SIGN_CLICK),
    ("element", s::SIGN_ELEMENT),
    ("person", s::SIGN_PERSON),
    ("company", s::SIGN_COMPANY),
    ("completed", l::SIGN_COMPLETED),
];

fn sign_name(sign: &Sign) -> &'static str {
    match sign {
        Sign::Event(_) => "event",
        Sign::Page(_) => "page",
        Sign::Click(_) => "click",
        Sign::Element(_) => "element",
        Sign::Person(_) => "person",
        Sign::Company(_) => "company",
        Sign::Completed(_) => "completed",
    }
}

/// A tracked event without a name: what a sign begins as.
pub fn fresh_sign() -> Sign {
    Sign::Event(EventTest { name: String::new(), properties: Vec::new() })
}

fn sign_of(name: &str, others: &Others) -> Sign {
    let test = || TraitTest { name: String::new(), test: Test::Present };
    match name {
        "page" => {
            let pattern = Pattern::Prefix("/".to_owned());
            Sign::Page(PageRule { pattern, part: UrlPart::Path, not: false })
        }
        "click" => Sign::Click(String::new()),
        "element" => Sign::Element(String::new()),
        "person" => Sign::Person(test()),
        "company" => Sign::Company(test()),
        "completed" => {
            let first = others.offered(Offer::Completable).next();
            first.map_or_else(fresh_sign, |other| Sign::Completed(other.key.clone()))
        }
        _ => fresh_sign(),
    }
}

/// A sign in a few words.
pub fn say_sign(lang: Lang, sign: &Sign) -> String {
    match sign {
        Sign::Event(event) => lang.fill(s::SAY_EVENT, &[&event.name]),
        Sign::Page(rule) => lang.fill(s::SAY_PAGE, &[&sentence::pages(lang, std::slice::from_ref(rule))]),
        Sign::Click(selector) => lang.fill(s::SAY_CLICK, &[selector]),
        Sign::Element(selector) => lang.fill(s::SAY_ELEMENT, &[selector]),
        Sign::Person(test) => sentence::condition(lang, &Condition::Person(test.clone()), &[]),
        Sign::Company(test) => sentence::condition(lang, &Condition::Company(test.clone()), &[]),
        Sign::Completed(content) => lang.fill(l::SAY_COMPLETED, &[content]),
    }
}

#[derive(Properties, PartialEq)]
pub struct SignProps {
    /// The sign.
    pub value: Sign,
    /// The changed sign.
    pub onchange: Callback<Sign>,
}

/// The fields.
#[component]
pub fn SignField(props: &SignProps) -> Html {
    let lang = use_lang();
    let others = use_context::<Others>().unwrap_or_default();
    let now = sign_name(&props.value);
    // Where there is nothing to be gone through, nothing can be waited for.
    let completable = now == "completed" || others.offered(Offer::Completable).next().is_some();
    let offered = SIGNS.iter().filter(|(name, _)| completable || *name != "completed");
    let options: Vec<(AttrValue, AttrValue)> = offered.map(|(k, w)| ((*k).into(), lang.say(*w).into())).collect();
    let choose = props.onchange.reform(move |name: String| sign_of(&name, &others));
    html! {
        <>
            <Choice label={lang.say(s::SIGN)} value={now} {options} onchange={choose} />
            { operand(lang, props) }
        </>
    }
}

fn operand(lang: Lang, props: &SignProps) -> Html {
    let put = &props.onchange;
    let selector = |value: &str, put: Callback<String>| {
        html! { <Field label={lang.say(r::SELECTOR)} value={value.to_owned()} required=true onchange={put} /> }
    };
    match &props.value {
        Sign::Event(event) => html! { <EventField value={event.clone()} onchange={put.reform(Sign::Event)} /> },
        Sign::Page(rule) => {
            let before = rule.clone();
            let put = put.reform(move |rule: Option<PageRule>| Sign::Page(rule.unwrap_or_else(|| before.clone())));
            html! { <PageRow fixed=true value={rule.clone()} onchange={put} /> }
        }
        Sign::Click(text) => selector(text, put.reform(Sign::Click)),
        Sign::Element(text) => selector(text, put.reform(Sign::Element)),
        Sign::Person(test) => trait_fields(lang, test, &put.reform(Sign::Person)),
        Sign::Company(test) => trait_fields(lang, test, &put.reform(Sign::Company)),
        Sign::Completed(key) => html! {
            <OtherChoice offer={Offer::Completable} value={key.clone()} onchange={put.reform(Sign::Completed)} />
        },
    }
}

fn trait_fields(lang: Lang, test: &TraitTest, put: &Callback<TraitTest>) -> Html {
    let (name, inner) = (test.name.clone(), test.test.clone());
    let rename = put.reform(move |name: String| TraitTest { name, test: inner.clone() });
    let retest = put.reform(move |test: Test| TraitTest { name: name.clone(), test });
    html! {
        <div class="rule">
            <Field bare=true label={lang.say(r::TRAIT)} placeholder={lang.say(r::TRAIT)} value={test.name.clone()} required=true onchange={rename} />
            <TestField value={test.test.clone()} onchange={retest} />
        </div>
    }
}
