//! The options of a choice question.
//!
//! A new option gets a key of its own, which then stays, so that answers of all versions are read together.
//! Deliberately absent: editing of keys; files in git can name them better.

use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::words::TextFields;
use crate::text::{content as c, general as g};
use shared::content::survey::Choice;
use shared::id::OptionKey;
use shared::text::Text;
use yew::prelude::*;

fn option(n: usize) -> Choice {
    let key = OptionKey::new(format!("option-{n}")).expect("made of letters, a dash and digits");
    Choice { key, label: Text::default() }
}

/// Two options without words, for a question that has just become a choice.
pub fn two_fresh() -> Vec<Choice> {
    vec![option(1), option(2)]
}

/// The words of a fresh "other".
pub fn other_words() -> Text {
    Text([("en", "Other"), ("ja", "その他")].map(|(tag, words)| (tag.to_owned(), words.to_owned())).into())
}

fn fresh(options: &[Choice]) -> Choice {
    let taken = |choice: &Choice| options.iter().any(|other| other.key == choice.key);
    // One more number than there are options: one of them is free.
    let mut numbers = (options.len() + 1..=2 * options.len() + 1).map(option);
    numbers.find(|choice| !taken(choice)).unwrap_or_else(|| option(1))
}

#[derive(Properties, PartialEq)]
pub struct OptionsProps {
    /// The options.
    pub value: Vec<Choice>,
    /// The changed options.
    pub onchange: Callback<Vec<Choice>>,
    /// Where the question's kind is, for advice.
    pub at: AttrValue,
}

/// The list.
#[component]
pub fn Options(props: &OptionsProps) -> Html {
    let lang = use_lang();
    let list = &props.value;
    let relabel = |place: usize| {
        let list = list.clone();
        props.onchange.reform(move |label: Text| {
            let mut list = list.clone();
            list[place].label = label;
            list
        })
    };
    let rearrange = |how: fn(&mut Vec<Choice>, usize), place: usize| {
        let list = list.clone();
        props.onchange.reform(move |_: MouseEvent| {
            let mut list = list.clone();
            how(&mut list, place);
            list
        })
    };
    html! {
        <fieldset class="options">
            <legend>{ lang.say(c::OPTIONS) }</legend>
            for (place, choice) in list.iter().enumerate() {
                <div class="option" key={choice.key.to_string()}>
                    <TextFields label={lang.fill(c::OPTION_N, &[&(place + 1)])} value={choice.label.clone()} onchange={relabel(place)}
                        at={format!("{}.{}[{place}]", props.at, "options")} />
                    <div class="option-tools">
                        <button type="button" class="quiet icon" aria-label={lang.say(g::UP)} disabled={place == 0}
                            onclick={rearrange(|list, place| list.swap(place, place - 1), place)}>{ "↑" }</button>
                        <button type="button" class="quiet icon" aria-label={lang.fill(c::OPTION_REMOVE, &[&(place + 1)])}
                            disabled={list.len() == 1}
                            onclick={rearrange(|list, place| drop(list.remove(place)), place)}>{ "×" }</button>
                    </div>
                </div>
            }
            <button type="button" class="quiet small" onclick={rearrange(|list, _| list.push(fresh(list)), 0)}>{ lang.say(c::OPTION_ADD) }</button>
            <AdviceAt exact=true at={format!("{}.options", props.at)} />
        </fieldset>
    }
}
