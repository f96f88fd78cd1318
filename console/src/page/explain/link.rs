//! The chain as two lists: what the collector decides, and what only a page can.
//!
//! Deliberately absent: colours that mean something alone; each verdict is a word with a sign.

use super::audience::tree;
use super::said;
use crate::app::use_lang;
use crate::sentence;
use crate::text::{Lang, Words, explain as x};
use shared::api::explain::{Explanation, Fact, Link, Shown};
use shared::content::trigger::PageRule;
use shared::targeting::chain::Verdict;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ChainProps {
    /// The explanation.
    pub told: Explanation,
}

/// Both lists.
#[component]
pub fn Chain(props: &ChainProps) -> Html {
    let lang = use_lang();
    let part = |title: Words, in_page: bool| {
        let links = props.told.links.iter().filter(|link| link.in_page == in_page);
        html! {
            <section class="panel">
                <h2>{ lang.say(title) }</h2>
                <ol class="chain">{ for links.map(|link| row(lang, link)) }</ol>
            </section>
        }
    };
    html! { <>{ part(x::COLLECTOR, false) }{ part(x::IN_PAGE, true) }</> }
}

fn row(lang: Lang, link: &Link) -> Html {
    let reason = format!("{:?}", link.reason);
    html! {
        <li key={reason.clone()} data-reason={reason}>
            { verdict(lang, link.verdict) }
            <div>
                for line in said::link(lang, link) { <p>{ line }</p> }
                { more(lang, &link.fact) }
            </div>
        </li>
    }
}

/// A verdict as a word with a sign.
pub fn verdict(lang: Lang, verdict: Verdict) -> Html {
    let (class, sign, words) = match verdict {
        Verdict::Yes => ("yes", "✓", x::YES),
        Verdict::No => ("no", "✕", x::NO),
        Verdict::NotKnown => ("unknown", "?", x::UNKNOWN),
        Verdict::NotAsked => ("unknown", "–", x::NOT_ASKED),
        Verdict::HeldBack => ("unknown", "–", x::HELD_BACK),
    };
    html! { <span class={classes!("mark", class)}><span aria-hidden="true">{ sign }</span>{ lang.say(words) }</span> }
}

/// What is listed below the sentence.
fn more(lang: Lang, fact: &Fact) -> Html {
    match fact {
        Fact::Audience(examined) if !said::is_everybody(examined) => {
            html! { <ul class="examined">{ tree(lang, examined) }</ul> }
        }
        Fact::Pages(rules) if !rules.is_empty() => {
            html! { <ul class="examined">{ for rules.iter().map(|(rule, fits)| page(lang, rule, *fits)) }</ul> }
        }
        Fact::Caps { counts: true, today, lately, .. } => {
            let earlier: Vec<&Shown> = lately.iter().filter(|shown| !today.contains(shown)).collect();
            let all = today.iter().chain(earlier);
            html! { <ul class="tags">{ for all.map(|one| html! { <li>{ shown(lang, one) }</li> }) }</ul> }
        }
        _ => Html::default(),
    }
}

fn shown(lang: Lang, shown: &Shown) -> String {
    lang.fill(x::SHOWN, &[&shown.content, &lang.moment(shown.at)])
}

fn page(lang: Lang, rule: &PageRule, fits: Verdict) -> Html {
    // The rule's own words, without its negation, which stands before them.
    let plain = PageRule { not: false, ..rule.clone() };
    let words = sentence::pages(lang, &[plain]);
    let words = if rule.not { lang.fill(x::PAGE_BUT, &[&words]) } else { words };
    html! { <li>{ verdict(lang, fits) }<span>{ words }</span></li> }
}
