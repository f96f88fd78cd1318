//! Segments: named conditions.
//!
//! Deliberately absent: how many people are in one; the filter of a report says so where it matters.

use super::goals::{Item, Removal};
use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::fetch::use_fetched;
use crate::part::condition::ConditionBuilder;
use crate::part::field::{Field, submit};
use crate::part::key::{KeyField, free_key, is_free, is_vague, key_of};
use crate::part::notice::{Empty, Failure, Loading};
use crate::sentence;
use crate::text::{general as g, settings as s};
use shared::content::{Condition, Segment};
use shared::id::SegmentKey;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The room.
#[component]
pub fn Segments() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let known = use_fetched((), |()| async {
        let segments = api::workspace::segments().await?.segments;
        let list = api::content::list().await?.content;
        Ok::<_, Problem>((segments, Rc::new(list.iter().map(|c| c.key.to_string()).collect::<Vec<_>>())))
    });
    let open = use_state_eq(|| None::<String>);
    let Some(value) = &known.value else {
        return match &known.problem {
            Some(problem) => html! { <Failure problem={problem.clone()} retry={known.reload.clone()} /> },
            None => html! { <Loading /> },
        };
    };
    let (segments, contents) = (&value.0, value.1.clone());
    let taken = Rc::new(segments.iter().map(|segment| segment.key.to_string()).collect::<Vec<_>>());
    let set_open = |what: Option<String>| {
        let open = open.setter();
        Callback::from(move |()| open.set(what.clone()))
    };
    let done = {
        let (close, reload) = (set_open(None), known.reload.clone());
        Callback::from(move |()| {
            close.emit(());
            reload.emit(());
        })
    };
    html! {
        <>
            <p class="lead">{ lang.say(s::SEGMENTS_LEAD) }</p>
            if segments.is_empty() && open.is_none() { <Empty title={lang.say(s::SEGMENTS_NONE)} /> }
            <div class="items">
                for segment in segments {
                    <Item key={segment.key.to_string()} name={segment.name.clone()} code={segment.key.to_string()}
                        sentence={sentence::condition(lang, &segment.condition, &[])} open={*open == Some(segment.key.to_string())}
                        on_open={set_open(Some(segment.key.to_string()))} removal={Removal::Segment} on_removed={known.reload.clone()}>
                        <Form segment={segment.clone()} taken={Rc::default()} contents={contents.clone()} on_done={done.clone()} on_cancel={set_open(None)} />
                    </Item>
                }
                if open.as_deref() == Some("") {
                    <div class="item">
                        <Form segment={None} {taken} contents={contents.clone()} on_done={done.clone()} on_cancel={set_open(None)} />
                    </div>
                } else if desk.may_edit() {
                    <div><button type="button" class="primary" onclick={set_open(Some(String::new())).reform(|_: MouseEvent| ())}>{ lang.say(s::SEGMENT_NEW) }</button></div>
                }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FormProps {
    segment: Option<Segment>,
    /// Keys that a new one cannot have.
    taken: Rc<Vec<String>>,
    contents: Rc<Vec<String>>,
    on_done: Callback<()>,
    on_cancel: Callback<()>,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let segment = props.segment.as_ref();
    let key = use_state_eq(|| segment.map(|segment| segment.key.to_string()));
    let name = use_state_eq(|| segment.map(|segment| segment.name.clone()).unwrap_or_default());
    let condition = use_state_eq(|| segment.map(|segment| segment.condition.clone()).unwrap_or_default());
    let problem = use_state(|| None::<Rc<Problem>>);
    let key_now = (*key).clone().unwrap_or_else(|| free_key(&key_of(&name, "segment"), &props.taken));
    let wrong = !is_free(&key_now, &props.taken);
    let traits = desk.environment.as_ref().map(|e| e.settings.reportable_traits.clone()).unwrap_or_default();
    let onsubmit = {
        let (key, name, condition) = (key_now.clone(), (*name).clone(), (*condition).clone());
        let (problem, on_done) = (problem.setter(), props.on_done.clone());
        submit(move || {
            let (Ok(key), false) = (SegmentKey::new(key.as_str()), wrong) else { return };
            let segment = Segment { key, name: name.clone(), condition: condition.clone() };
            let (problem, on_done) = (problem.clone(), on_done.clone());
            spawn_local(async move {
                match api::workspace::save_segment(&segment).await {
                    Ok(()) => on_done.emit(()),
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    let set_name = {
        let name = name.setter();
        Callback::from(move |text: String| name.set(text))
    };
    let set_key = {
        let key = key.setter();
        Callback::from(move |text: String| key.set(Some(text)))
    };
    let put = {
        let condition = condition.setter();
        Callback::from(move |value: Condition| condition.set(value))
    };
    html! {
        <form {onsubmit} class="item-form">
            <Field label={lang.say(g::NAME)} value={(*name).clone()} onchange={set_name} required=true />
            if segment.is_none() { <KeyField value={key_now} taken={props.taken.clone()} vague={key.is_none() && is_vague(&name)} onchange={set_key} /> }
            <ConditionBuilder value={(*condition).clone()} onchange={put} contents={props.contents.clone()} traits={Rc::new(traits)} />
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            <div class="actions">
                <button class="primary" disabled={wrong || !desk.may_edit()}>{ lang.say(g::SAVE) }</button>
                <button type="button" class="quiet" onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ lang.say(g::CANCEL) }</button>
            </div>
        </form>
    }
}
