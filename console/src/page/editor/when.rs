//! When: pages, what starts it, the delay and what calls it off, the schedule.
//!
//! Deliberately absent: how often; that is [`super::often`].

use super::draft::Edit;
use crate::app::use_lang;
use crate::browser;
use crate::part::advice::AdviceAt;
use crate::part::event_test::EventField;
use crate::part::field::{Choice, Field};
use crate::part::number::NumberField;
use crate::part::pages::Pages;
use crate::sentence;
use crate::text::{Lang, Words, content as c, launcher as l, rules as r};
use shared::content::trigger::{Cause, EventTest, PageRule};
use shared::content::{Content, Kind};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WhenProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
}

const CAUSES: [(&str, Words); 8] = [
    ("page", r::CAUSE_PAGE),
    ("event", r::CAUSE_EVENT),
    ("element", r::CAUSE_ELEMENT),
    ("click", r::CAUSE_CLICK),
    ("scroll", r::CAUSE_SCROLL),
    ("exit", r::CAUSE_EXIT),
    ("inactive", r::CAUSE_INACTIVE),
    ("manual", r::CAUSE_MANUAL),
];

fn cause_name(cause: &Cause) -> &'static str {
    match cause {
        Cause::Page => "page",
        Cause::Event(_) => "event",
        Cause::Element(_) => "element",
        Cause::Click(_) => "click",
        Cause::Scroll(_) => "scroll",
        Cause::Exit => "exit",
        Cause::Inactive(_) => "inactive",
        Cause::Manual => "manual",
    }
}

fn fresh_event() -> EventTest {
    EventTest { name: String::new(), properties: Vec::new() }
}

fn cause_of(name: &str, before: &Cause) -> Cause {
    let selector = match before {
        Cause::Element(selector) | Cause::Click(selector) => selector.clone(),
        _ => String::new(),
    };
    match name {
        "event" => Cause::Event(fresh_event()),
        "element" => Cause::Element(selector),
        "click" => Cause::Click(selector),
        "scroll" => Cause::Scroll(50),
        "exit" => Cause::Exit,
        "inactive" => Cause::Inactive(30),
        "manual" => Cause::Manual,
        _ => Cause::Page,
    }
}

/// The section.
#[component]
pub fn When(props: &WhenProps) -> Html {
    let lang = use_lang();
    let edit = &props.edit;
    let trigger = &props.content.trigger;
    let causes: Vec<(AttrValue, AttrValue)> = CAUSES.iter().map(|(k, w)| ((*k).into(), lang.say(*w).into())).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to a day")]
    let delay = edit.with(|content, n: f64| content.trigger.delay_ms = (n * 1000.0) as u32);
    if props.content.body.kind() == Kind::Article {
        return html! {
            <>
                <p>{ lang.say(l::ARTICLE_WHEN) }</p>
                <h2>{ lang.say(c::SCHEDULE) }</h2>
                { schedule_fields(lang, &props.content, edit) }
            </>
        };
    }
    html! {
        <>
            <p class="sentence" aria-live="polite">{ sentence::trigger(lang, trigger) }</p>
            <h2>{ lang.say(c::PAGES) }</h2>
            <Pages value={trigger.pages.clone()} onchange={edit.with(|content, list: Vec<PageRule>| content.trigger.pages = list)} />
            <h2>{ lang.say(c::TRIGGER) }</h2>
            <Choice label={lang.say(r::CAUSE)} value={cause_name(&trigger.cause)} options={causes}
                onchange={edit.with(|content, name: String| content.trigger.cause = cause_of(&name, &content.trigger.cause))} />
            { cause_fields(lang, &trigger.cause, edit) }
            <AdviceAt at="trigger.cause" />
            <NumberField label={lang.say(r::DELAY)} value={f64::from(trigger.delay_ms) / 1000.0} max=86400.0 fractions=true
                hint={lang.say(r::DELAY_HINT)} onchange={delay} />
            <AdviceAt at="trigger.delay_ms" />
            { cancel_fields(lang, &trigger.cancel, edit) }
            <AdviceAt exact=true at="trigger" />
            <h2>{ lang.say(c::SCHEDULE) }</h2>
            { schedule_fields(lang, &props.content, edit) }
        </>
    }
}

fn cause_fields(lang: Lang, cause: &Cause, edit: &Edit) -> Html {
    match cause {
        Cause::Event(event) => html! {
            <EventField value={event.clone()} onchange={edit.with(|content, event| content.trigger.cause = Cause::Event(event))} />
        },
        Cause::Element(selector) => html! {
            <Field label={lang.say(r::SELECTOR)} value={selector.clone()}
                onchange={edit.with(|content, text| content.trigger.cause = Cause::Element(text))} />
        },
        Cause::Click(selector) => html! {
            <Field label={lang.say(r::SELECTOR)} value={selector.clone()}
                onchange={edit.with(|content, text| content.trigger.cause = Cause::Click(text))} />
        },
        Cause::Scroll(share) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the field bounds it to 1 to 100"
            )]
            let put = edit.with(|content, n: f64| content.trigger.cause = Cause::Scroll(n as u8));
            html! { <NumberField label={lang.say(r::SCROLL_SHARE)} value={f64::from(*share)} min=1.0 max=100.0 onchange={put} /> }
        }
        Cause::Inactive(seconds) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the field bounds it to an hour"
            )]
            let put = edit.with(|content, n: f64| content.trigger.cause = Cause::Inactive(n as u16));
            html! { <NumberField label={lang.say(r::INACTIVE_SECONDS)} value={f64::from(*seconds)} min=1.0 max=3600.0 onchange={put} /> }
        }
        Cause::Page | Cause::Exit | Cause::Manual => Html::default(),
    }
}

fn cancel_fields(lang: Lang, events: &[EventTest], edit: &Edit) -> Html {
    let change = edit.with(|content, (place, event): (usize, EventTest)| content.trigger.cancel[place] = event);
    let remove = edit.with(|content, place: usize| drop(content.trigger.cancel.remove(place)));
    let add = edit.with(|content, _: MouseEvent| content.trigger.cancel.push(fresh_event()));
    html! {
        <fieldset class="block">
            <legend>{ lang.say(r::CANCEL_EVENTS) }</legend>
            for (place, event) in events.iter().enumerate() {
                <div class="group-nested" key={place}>
                    <EventField value={event.clone()} onchange={change.reform(move |event| (place, event))} />
                    <button type="button" class="quiet icon" aria-label={lang.say(r::REMOVE_CANCEL)}
                        onclick={remove.reform(move |_: MouseEvent| place)}>{ "×" }</button>
                </div>
            }
            <button type="button" class="quiet small" onclick={add}>{ lang.say(r::ADD_CANCEL) }</button>
        </fieldset>
    }
}

fn schedule_fields(lang: Lang, content: &Content, edit: &Edit) -> Html {
    let write = |at: Option<_>| at.map(browser::write_local_time).unwrap_or_default();
    let from = edit.with(|content, text: String| content.schedule.from = browser::read_local_time(&text));
    let until = edit.with(|content, text: String| content.schedule.until = browser::read_local_time(&text));
    html! {
        <>
            <div class="row">
                <Field kind="datetime-local" label={lang.say(c::SCHEDULE_FROM)} value={write(content.schedule.from)} onchange={from} />
                <Field kind="datetime-local" label={lang.say(c::SCHEDULE_UNTIL)} value={write(content.schedule.until)} onchange={until} />
            </div>
            <p class="hint">{ lang.say(c::SCHEDULE_HINT) }</p>
            <AdviceAt at="schedule" />
        </>
    }
}
