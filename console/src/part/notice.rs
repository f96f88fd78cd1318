//! Loading, failure, emptiness, word of success: each in the place it is about.
//!
//! Deliberately absent: pop-ups that vanish by themselves.

use crate::api::{Fault, Problem};
use crate::app::use_lang;
use crate::text::problem::japanese;
use crate::text::{Lang, general as g};
use shared::lint::in_japanese;
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// What a problem says, in words a member understands.
pub fn explain(lang: Lang, problem: &Problem) -> String {
    if problem.is_network() {
        return lang.say(g::UNREACHABLE).to_owned();
    }
    let faults: Vec<String> = problem.grave().map(|fault| say_fault(lang, fault)).collect();
    if !faults.is_empty() {
        return faults.join(lang.gap());
    }
    let detail = sentence(&problem.detail);
    let said = [&detail, &problem.title].into_iter().find(|text| !text.is_empty());
    match (lang, japanese(&problem.kind), said) {
        (Lang::Ja, Some(words), _) => words.replace("{0}", detail.trim_end_matches('.')),
        (_, _, Some(said)) => lang.fill(g::SAID_IN_ENGLISH, &[said]),
        (_, _, None) => lang.say(g::FAILED).to_owned(),
    }
}

/// What one fault says, without its path: paths are for programs.
pub fn say_fault(lang: Lang, fault: &Fault) -> String {
    match (lang, in_japanese(&fault.code)) {
        (Lang::Ja, Some(words)) => words.to_owned(),
        (Lang::Ja, None) => lang.fill(g::MEND, &[&sentence(&fault.message).trim_end_matches('.')]),
        (Lang::En, _) => sentence(&fault.message),
    }
}

/// A detail as a sentence: without the path of a field before it, with a capital and a full stop.
fn sentence(detail: &str) -> String {
    let is_path = |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.[]".contains(c));
    let said = match detail.split_once(": ") {
        Some((path, rest)) if is_path(path) => rest,
        _ => detail,
    };
    let mut letters = said.chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if said.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}

/// Holds the place until something arrives; appears only when it takes a while.
#[component]
pub fn Loading() -> Html {
    let lang = use_lang();
    html! {
        <div class="loading" role="status">
            <span class="visually-hidden">{ lang.say(g::LOADING) }</span>
            <span class="bone wide" /><span class="bone" /><span class="bone short" />
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct FailureProps {
    /// What failed.
    pub problem: Rc<Problem>,
    /// Tries again; no button without it.
    #[prop_or_default]
    pub retry: Option<Callback<()>>,
}

/// Says what failed and offers to try again.
#[component]
pub fn Failure(props: &FailureProps) -> Html {
    let lang = use_lang();
    let retry = props.retry.clone().map(|retry| retry.reform(|_: MouseEvent| ()));
    html! {
        <div class="notice error" role="alert">
            <p>{ explain(lang, &props.problem) }</p>
            if let Some(onclick) = retry {
                <button type="button" class="quiet" {onclick}>{ lang.say(g::TRY_AGAIN) }</button>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct NoteProps {
    /// `good`, `caution` or nothing.
    #[prop_or_default]
    pub tone: Classes,
    /// Whether it takes the focus when it appears, because what had it is gone or has nothing left to do.
    #[prop_or_default]
    pub focused: bool,
    /// What is said.
    pub children: Html,
}

/// Says something in passing; read aloud when it appears.
#[component]
pub fn Note(props: &NoteProps) -> Html {
    let node = use_node_ref();
    {
        let (node, focused) = (node.clone(), props.focused);
        use_effect_with((), move |()| {
            if let Some(element) = node.cast::<HtmlElement>().filter(|_| focused) {
                let _ = element.focus();
            }
        });
    }
    // What has the focus is read aloud for that; as a status it would be read twice.
    let (role, tabindex) = if props.focused { ("group", Some("-1")) } else { ("status", None) };
    html! {
        <div ref={node} class={classes!("notice", props.tone.clone())} {role} {tabindex}>{ props.children.clone() }</div>
    }
}

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    /// What is not here yet.
    pub title: AttrValue,
    /// Whether it is the first heading of the page.
    #[prop_or_default]
    pub first: bool,
    /// What to do about it.
    #[prop_or_default]
    pub children: Html,
}

/// Says kindly that there is nothing yet, and what to do.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
                <path d="M8 14c6-3 11-3 16 0 5-3 10-3 16 0v22c-6-3-11-3-16 0-5-3-10-3-16 0z" fill="none"
                    stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
                <path d="M24 14v22" stroke="currentColor" stroke-width="2" />
            </svg>
            if props.first { <h1 class="empty-title">{ &props.title }</h1> } else { <h2 class="empty-title">{ &props.title }</h2> }
            { props.children.clone() }
        </div>
    }
}
