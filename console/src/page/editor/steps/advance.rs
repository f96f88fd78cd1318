//! What leads on without a button of ours: a click on the target, an event, a page, an element, a time.
//!
//! Deliberately absent: conditions on people; whoever is in the tour is in it.

use super::StepEdit;
use super::leads::LeadsField;
use super::one::Place;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::event_test::EventField;
use crate::part::field::{Choice, Field};
use crate::part::number::NumberField;
use crate::part::pages::Pages;
use crate::text::{Lang, Words, rules as r, steps as t};
use shared::content::tour::{Advance, Leads, On};
use shared::content::trigger::{EventTest, PageRule, Pattern, UrlPart};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AdvancesProps {
    /// The step.
    pub place: Place,
    /// Changes it.
    pub edit: StepEdit,
}

/// What can lead on, with the name it has in files.
const CAUSES: [(&str, Words); 7] = [
    ("click", t::ON_CLICK),
    ("entered", t::ON_ENTERED),
    ("event", t::ON_EVENT),
    ("page", t::ON_PAGE),
    ("element", t::ON_ELEMENT),
    ("gone", t::ON_GONE),
    ("delay", t::ON_DELAY),
];

fn name(on: &On) -> &'static str {
    match on {
        On::Click => "click",
        On::Entered => "entered",
        On::Event(_) => "event",
        On::Page(_) => "page",
        On::Element(_) => "element",
        On::Gone(_) => "gone",
        On::Delay(_) => "delay",
    }
}

fn on_of(name: &str, before: &On) -> On {
    let selector = match before {
        On::Element(selector) | On::Gone(selector) => selector.clone(),
        _ => String::new(),
    };
    match name {
        "click" => On::Click,
        "entered" => On::Entered,
        "page" => {
            On::Page(vec![PageRule { pattern: Pattern::Prefix("/".to_owned()), part: UrlPart::Path, not: false }])
        }
        "element" => On::Element(selector),
        "gone" => On::Gone(selector),
        "delay" => On::Delay(5_000),
        _ => On::Event(EventTest { name: String::new(), properties: Vec::new() }),
    }
}

/// The list.
#[component]
pub fn Advances(props: &AdvancesProps) -> Html {
    let lang = use_lang();
    let edit = &props.edit;
    let list = &edit.step.advance;
    let has_target = edit.step.display.target().is_some();
    let at = format!("{}.advance", props.place.at());
    let on = edit.with(|step, (n, on): (usize, On)| step.advance[n].on = on);
    let rename = edit.with(|step, (n, name): (usize, String)| step.advance[n].on = on_of(&name, &step.advance[n].on));
    let to = edit.with(|step, (n, to): (usize, Leads)| step.advance[n].to = to);
    let remove = edit.with(|step, n: usize| drop(step.advance.remove(n)));
    let add = edit.with(|step, _: MouseEvent| {
        let on = if step.display.target().is_some() { On::Click } else { on_of("event", &On::Click) };
        step.advance.push(Advance { on, to: Leads::Next });
    });
    let causes = |now: &'static str| -> Vec<(AttrValue, AttrValue)> {
        let fits = |name: &str| has_target || name == now || !matches!(name, "click" | "entered");
        CAUSES
            .iter()
            .filter(|(name, _)| fits(name))
            .map(|(name, words)| ((*name).into(), lang.say(*words).into()))
            .collect()
    };
    html! {
        <fieldset class="block">
            <legend>{ lang.say(t::ADVANCE) }</legend>
            if list.is_empty() { <p class="hint">{ lang.say(t::ADVANCE_NONE) }</p> }
            for (n, advance) in list.iter().enumerate() {
                <div class="rule" key={n}>
                    <Choice label={lang.say(t::ADVANCE_ON)} value={name(&advance.on)} options={causes(name(&advance.on))}
                        onchange={rename.reform(move |name| (n, name))} />
                    { operand(lang, &advance.on, &on.reform(move |on| (n, on)), &format!("{at}[{n}].on")) }
                    <LeadsField by_itself=true value={advance.to.clone()} place={props.place.clone()}
                        onchange={to.reform(move |leads| (n, leads))} />
                    <button type="button" class="quiet icon" aria-label={lang.say(t::ADVANCE_REMOVE)}
                        onclick={remove.reform(move |_: MouseEvent| n)}>{ "×" }</button>
                </div>
                <AdviceAt at={format!("{at}[{n}]")} />
            }
            <button type="button" class="quiet small" onclick={add}>{ lang.say(t::ADVANCE_ADD) }</button>
            <AdviceAt exact=true {at} />
        </fieldset>
    }
}

fn operand(lang: Lang, on: &On, put: &Callback<On>, at: &str) -> Html {
    match on {
        On::Click | On::Entered => Html::default(),
        On::Event(event) => html! { <EventField value={event.clone()} onchange={put.reform(On::Event)} /> },
        On::Page(pages) => html! {
            <Pages value={pages.clone()} onchange={put.reform(On::Page)} at={format!("{at}.page")} empty={t::ON_PAGE_EMPTY} />
        },
        On::Element(selector) => html! {
            <Field label={lang.say(r::SELECTOR)} value={selector.clone()} onchange={put.reform(On::Element)} class="grow" />
        },
        On::Gone(selector) => html! {
            <Field label={lang.say(r::SELECTOR)} value={selector.clone()} onchange={put.reform(On::Gone)} class="grow" />
        },
        On::Delay(ms) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the field bounds it to an hour"
            )]
            let put = put.reform(|n: f64| On::Delay((n * 1000.0) as u32));
            html! { <NumberField label={lang.say(t::ON_DELAY_SECONDS)} value={f64::from(*ms) / 1000.0} max=3600.0 fractions=true onchange={put} /> }
        }
    }
}
