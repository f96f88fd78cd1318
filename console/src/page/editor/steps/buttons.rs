//! The buttons of a step, the main one last.
//!
//! Deliberately absent: their looks; the last one is the main one.

use super::StepEdit;
use super::leads::LeadsField;
use super::one::Place;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::words::TextFields;
use crate::text::{general as g, steps as t};
use shared::content::Kind;
use shared::content::tour::{Button, Leads};
use shared::text::Text;
use yew::prelude::*;

/// More buttons than this do not stand beside each other on a phone.
const MOST: usize = 3;

#[derive(Properties, PartialEq)]
pub struct ButtonsProps {
    /// The step.
    pub place: Place,
    /// Changes it.
    pub edit: StepEdit,
}

/// The list.
#[component]
pub fn Buttons(props: &ButtonsProps) -> Html {
    let lang = use_lang();
    let edit = &props.edit;
    let list = &edit.step.buttons;
    let none = if props.place.kind == Kind::Tour { t::BUTTONS_NONE } else { t::BUTTONS_NONE_ALONE };
    let at = format!("{}.buttons", props.place.at());
    let label = edit.with(|step, (n, label): (usize, Text)| step.buttons[n].label = label);
    let to = edit.with(|step, (n, to): (usize, Leads)| step.buttons[n].to = to);
    let up = edit.with(|step, n: usize| step.buttons.swap(n, n - 1));
    let remove = edit.with(|step, n: usize| drop(step.buttons.remove(n)));
    let add = edit.with(|step, _: MouseEvent| step.buttons.push(Button { label: Text::default(), to: Leads::Next }));
    html! {
        <fieldset class="block">
            <legend>{ lang.say(t::BUTTONS) }</legend>
            if list.is_empty() { <p class="hint">{ lang.say(none) }</p> }
            for (n, button) in list.iter().enumerate() {
                <div class="rule" key={n}>
                    <TextFields label={lang.fill(t::BUTTON_N, &[&(n + 1)])} value={button.label.clone()} at={format!("{at}[{n}].label")}
                        onchange={label.reform(move |text| (n, text))} />
                    <LeadsField value={button.to.clone()} place={props.place.clone()} onchange={to.reform(move |leads| (n, leads))} />
                    <div class="option-tools">
                        <button type="button" class="quiet icon" aria-label={lang.say(g::UP)} disabled={n == 0}
                            onclick={up.reform(move |_: MouseEvent| n)}>{ "↑" }</button>
                        <button type="button" class="quiet icon" aria-label={lang.fill(t::BUTTON_REMOVE, &[&(n + 1)])}
                            onclick={remove.reform(move |_: MouseEvent| n)}>{ "×" }</button>
                    </div>
                </div>
                <AdviceAt at={format!("{at}[{n}].to")} />
                <AdviceAt exact=true at={format!("{at}[{n}]")} />
            }
            if list.len() > 1 { <p class="hint">{ lang.say(t::BUTTONS_HINT) }</p> }
            if list.len() < MOST { <button type="button" class="quiet small" onclick={add}>{ lang.say(t::BUTTON_ADD) }</button> }
            <AdviceAt exact=true {at} />
        </fieldset>
    }
}
