//! The editor of rules on a page's address.
//!
//! Deliberately absent: checking of regular expressions; lint does that.

use super::advice::AdviceAt;
use super::field::{Choice, Field, Switch};
use crate::app::use_lang;
use crate::text::{Words, rules as r};
use shared::content::trigger::{PageRule, Pattern, UrlPart};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PagesProps {
    /// The rules.
    pub value: Vec<PageRule>,
    /// The changed rules.
    pub onchange: Callback<Vec<PageRule>>,
    /// Where in the content they are, for advice.
    #[prop_or(AttrValue::Static("trigger.pages"))]
    pub at: AttrValue,
    /// What no rule means.
    #[prop_or(r::PAGES_EMPTY)]
    pub empty: Words,
}

fn pattern_kind(pattern: &Pattern) -> (&'static str, &str) {
    match pattern {
        Pattern::Exact(text) => ("exact", text),
        Pattern::Prefix(text) => ("prefix", text),
        Pattern::Glob(text) => ("glob", text),
        Pattern::Regex(text) => ("regex", text),
    }
}

fn pattern_of(kind: &str, text: String) -> Pattern {
    match kind {
        "exact" => Pattern::Exact(text),
        "glob" => Pattern::Glob(text),
        "regex" => Pattern::Regex(text),
        _ => Pattern::Prefix(text),
    }
}

/// The list of rules.
#[component]
pub fn Pages(props: &PagesProps) -> Html {
    let lang = use_lang();
    let add = {
        let rules = props.value.clone();
        props.onchange.reform(move |_: MouseEvent| {
            let fresh = PageRule { pattern: Pattern::Prefix("/".to_owned()), part: UrlPart::Path, not: false };
            rules.iter().cloned().chain([fresh]).collect()
        })
    };
    let change = |place: usize| {
        let rules = props.value.clone();
        props.onchange.reform(move |rule: Option<PageRule>| {
            let mut rules = rules.clone();
            match rule {
                Some(rule) => rules[place] = rule,
                None => drop(rules.remove(place)),
            }
            rules
        })
    };
    html! {
        <div class="rule-block">
            if props.value.is_empty() { <p class="hint">{ lang.say(props.empty) }</p> }
            for (place, rule) in props.value.iter().enumerate() {
                <PageRow key={place} value={rule.clone()} onchange={change(place)} />
                <AdviceAt at={format!("{}[{place}]", props.at)} />
            }
            <button type="button" class="quiet small" onclick={add}>{ lang.say(r::ADD_PAGE) }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct PageRowProps {
    /// The rule.
    pub value: PageRule,
    /// The changed rule; `None` takes it away.
    pub onchange: Callback<Option<PageRule>>,
    /// Whether it must stay.
    #[prop_or_default]
    pub fixed: bool,
}

/// One rule.
#[component]
pub fn PageRow(props: &PageRowProps) -> Html {
    let lang = use_lang();
    let rule = &props.value;
    let edit = |change: fn(&mut PageRule, String)| {
        let rule = rule.clone();
        props.onchange.reform(move |text: String| {
            let mut rule = rule.clone();
            change(&mut rule, text);
            Some(rule)
        })
    };
    let (kind, text) = pattern_kind(&rule.pattern);
    let tests = [
        ("prefix", r::OP_PAGE_PREFIX),
        ("exact", r::OP_PAGE_EXACT),
        ("glob", r::OP_PAGE_GLOB),
        ("regex", r::OP_PAGE_REGEX),
    ];
    let tests: Vec<(AttrValue, AttrValue)> = tests.iter().map(|(k, w)| ((*k).into(), lang.say(*w).into())).collect();
    let parts: Vec<(AttrValue, AttrValue)> =
        vec![("path".into(), lang.say(r::PART_PATH).into()), ("url".into(), lang.say(r::PART_URL).into())];
    let part = if rule.part == UrlPart::Url { "url" } else { "path" };
    let negate = {
        let rule = rule.clone();
        props.onchange.reform(move |not: bool| Some(PageRule { not, ..rule.clone() }))
    };
    let remove = props.onchange.reform(|_: MouseEvent| None);
    html! {
        <div class="rule">
            <Choice bare=true label={lang.say(r::PAGE_PART)} value={part} options={parts}
                onchange={edit(|rule, part| rule.part = if part == "url" { UrlPart::Url } else { UrlPart::Path })} />
            <Choice bare=true label={lang.say(r::PAGE_TEST)} value={kind} options={tests}
                onchange={edit(|rule, kind| rule.pattern = pattern_of(&kind, pattern_kind(&rule.pattern).1.to_owned()))} />
            <Field bare=true class="grow" label={lang.say(r::PAGE_PATTERN)} value={text.to_owned()}
                onchange={edit(|rule, text| rule.pattern = pattern_of(pattern_kind(&rule.pattern).0, text))} />
            if !props.fixed {
                <Switch label={lang.say(r::PAGE_NOT)} on={rule.not} onchange={negate} />
                <button type="button" class="quiet icon" aria-label={lang.say(r::REMOVE_PAGE)} onclick={remove}>{ "×" }</button>
            }
        </div>
    }
}
