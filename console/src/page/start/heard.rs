//! Whether the environment's pages are heard, live; and one button to allow an origin that was turned away.
//!
//! Deliberately absent: traffic figures. One page is proof enough.

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::browser;
use crate::fetch::use_fetched;
use crate::live::use_live;
use crate::part::notice::{Failure, Loading};
use crate::text::start as s;
use gloo_timers::callback::Interval;
use shared::api::environment::Environment;
use shared::api::report::Change;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How often it asks while nothing has been heard, milliseconds: refused origins are not told by the stream.
const ASK_MS: u32 = 4_000;

#[derive(Properties, PartialEq)]
pub struct HeardProps {
    /// The environment.
    pub environment: Environment,
    /// A page was heard; whether that happened while the member was watching.
    pub on_heard: Callback<bool>,
}

/// The line.
#[component]
pub fn HeardLine(props: &HeardProps) -> Html {
    let lang = use_lang();
    let key = props.environment.key.clone();
    let heard = use_fetched(key.clone(), |key| async move { api::workspace::heard(&key).await });
    let wanted = |change: &Change, _: &str| matches!(change, Change::Heard);
    use_live(key, wanted, String::new(), heard.reload.clone());
    let is_heard = heard.value.as_ref().is_some_and(|heard| heard.at.is_some());
    let waited = use_mut_ref(|| false);
    *waited.borrow_mut() |= heard.value.is_some() && !is_heard;
    {
        let (reload, on_heard) = (heard.reload.clone(), props.on_heard.clone());
        use_effect_with(is_heard, move |is_heard| {
            if *is_heard {
                on_heard.emit(*waited.borrow());
            }
            let asking = (!is_heard).then(|| Interval::new(ASK_MS, move || reload.emit(())));
            move || drop(asking)
        });
    }
    let Some(value) = &heard.value else {
        return match &heard.problem {
            Some(problem) => html! { <Failure problem={problem.clone()} retry={heard.reload.clone()} /> },
            None => html! { <Loading /> },
        };
    };
    html! {
        <>
            <div class={classes!("heard", is_heard.then_some("yes"))} role="status">
                <span class="pulse" aria-hidden="true" />
                if let Some(at) = value.at {
                    <p><strong>{ lang.say(s::HEARD_YES) }</strong>{ lang.gap() }
                    { lang.fill(s::HEARD_FROM, &[&value.origin.as_deref().unwrap_or("?"), &lang.ago(at, browser::now())]) }</p>
                } else {
                    <p>{ lang.say(s::HEARD_WAITING) }</p>
                }
            </div>
            for origin in &value.refused_origins {
                <Refused key={origin.clone()} origin={origin.clone()} environment={props.environment.clone()} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct RefusedProps {
    origin: String,
    environment: Environment,
}

/// An origin that was turned away.
#[component]
fn Refused(props: &RefusedProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let problem = use_state(|| None::<Rc<Problem>>);
    if props.environment.settings.origins.contains(&props.origin) {
        return Html::default();
    }
    let allow = {
        let (origin, environment, desk, problem) =
            (props.origin.clone(), props.environment.clone(), desk.clone(), problem.setter());
        Callback::from(move |_: MouseEvent| {
            let mut settings = environment.settings.clone();
            settings.origins.push(origin.clone());
            let (key, desk, problem) = (environment.key.clone(), desk.clone(), problem.clone());
            spawn_local(async move {
                match api::workspace::change_environment(&key, &settings).await {
                    Ok(_) => desk.reload.emit(()),
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    html! {
        <div class="notice caution">
            <p>{ lang.fill(s::HEARD_REFUSED, &[&props.origin]) }</p>
            if desk.may_own() {
                <button type="button" onclick={allow}>{ lang.fill(s::HEARD_ALLOW, &[&props.origin]) }</button>
            }
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
        </div>
    }
}
