//! Somebody else has saved meanwhile: what that means, and the two ways out.
//!
//! Deliberately absent: merging. Two people's sentences are not merged by a program.

use super::draft::{Draft, Step};
use crate::api::{self, Problem};
use crate::app::use_lang;
use crate::part::notice::explain;
use crate::text::content as c;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ConflictProps {
    /// The content's key.
    pub content: String,
    /// Takes up what was loaded.
    pub draft: UseReducerDispatcher<Draft>,
    /// Saves; `true` writes over whatever is there.
    pub save: Callback<bool>,
    /// Forgets the conflict.
    pub problem: UseStateSetter<Option<Rc<Problem>>>,
}

/// Somebody else has saved meanwhile: the two ways out, with what each costs.
#[component]
pub fn Conflict(props: &ConflictProps) -> Html {
    let lang = use_lang();
    let failed = use_state(|| None::<Rc<Problem>>);
    let load = {
        let (key, draft, problem, failed) =
            (props.content.clone(), props.draft.clone(), props.problem.clone(), failed.setter());
        Callback::from(move |_: MouseEvent| {
            let (key, draft, problem, failed) = (key.clone(), draft.clone(), problem.clone(), failed.clone());
            spawn_local(async move {
                match api::content::detail(&key).await {
                    Ok(detail) => {
                        problem.set(None);
                        draft.dispatch(Step::Loaded(detail));
                    }
                    Err(error) => failed.set(Some(Rc::new(error))),
                }
            });
        })
    };
    html! {
        <div class="notice caution" role="alert">
            <p><strong>{ lang.say(c::CONFLICT_TITLE) }</strong></p>
            <p>{ lang.say(c::CONFLICT_BODY) }</p>
            <div class="actions">
                <button type="button" onclick={load}>{ lang.say(c::CONFLICT_THEIRS) }</button>
                <button type="button" class="danger" onclick={props.save.reform(|_: MouseEvent| true)}>{ lang.say(c::CONFLICT_MINE) }</button>
            </div>
            if let Some(failed) = &*failed { <p>{ explain(lang, failed) }</p> }
        </div>
    }
}
