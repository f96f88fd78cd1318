//! Lint's advice beside what it is about, and all of it in one list.
//!
//! Deliberately absent: the rules; they are in `shared::lint`.

use crate::app::use_lang;
use crate::text::content as c;
use crate::text::{Lang, Words};
use shared::lint::{Advice, Severity, in_japanese};
use std::rc::Rc;
use yew::prelude::*;

/// Advice on the content being edited; provided by the editor.
#[derive(Clone, PartialEq)]
pub struct Book(pub Rc<Vec<Advice>>);

fn severity_words(severity: Severity) -> (Words, &'static str) {
    match severity {
        Severity::Error => (c::SEVERITY_ERROR, "error"),
        Severity::Warning => (c::SEVERITY_WARNING, "caution"),
        Severity::Hint => (c::SEVERITY_HINT, "plain"),
    }
}

/// The advice in the console's language; English where it has not been said in Japanese.
fn words_of(lang: Lang, advice: &Advice) -> String {
    let japanese = (lang == Lang::Ja).then(|| in_japanese(&advice.code)).flatten();
    japanese.map_or_else(|| advice.message.clone(), str::to_owned)
}

#[derive(Properties, PartialEq)]
pub struct AdviceAtProps {
    /// The path of the thing, such as `body.survey.questions[1].title`; what lies below it counts too.
    pub at: AttrValue,
    /// Whether what lies below does not count.
    #[prop_or_default]
    pub exact: bool,
}

/// Whether advice at `at` belongs to the thing at `place`.
fn belongs(at: &str, place: &str, exact: bool) -> bool {
    match at.strip_prefix(place) {
        Some("") => true,
        Some(rest) => !exact && rest.starts_with(['.', '[']),
        None => false,
    }
}

/// The advice on one thing; nothing where there is none.
#[component]
pub fn AdviceAt(props: &AdviceAtProps) -> Html {
    let book = use_context::<Book>();
    let list: Vec<Advice> = book
        .iter()
        .flat_map(|book| book.0.iter())
        .filter(|advice| belongs(&advice.at, &props.at, props.exact))
        .cloned()
        .collect();
    if list.is_empty() {
        Html::default()
    } else {
        html! { <AdviceList {list} /> }
    }
}

#[derive(Properties, PartialEq)]
pub struct AdviceListProps {
    /// What is shown.
    pub list: Vec<Advice>,
    /// Whether each says where it belongs.
    #[prop_or_default]
    pub places: bool,
}

/// Advice, the grave first.
#[component]
pub fn AdviceList(props: &AdviceListProps) -> Html {
    let lang = use_lang();
    html! {
        <ul class="advice">
            for advice in &props.list {
                <li class={severity_words(advice.severity).1}>
                    <strong>{ lang.say(severity_words(advice.severity).0) }</strong>
                    <span>{ words_of(lang, advice) }</span>
                    if props.places && !advice.at.is_empty() { <code translate="no">{ &advice.at }</code> }
                </li>
            }
        </ul>
    }
}
