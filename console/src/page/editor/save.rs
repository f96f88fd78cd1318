//! Saving the draft: by itself, or before something that needs it saved.
//!
//! Deliberately absent: what is said of a failure; the room does that.

use super::FORM;
use super::draft::{Draft, Step};
use crate::api::{self, Problem};
use crate::part::field::leads_to_unfit;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Saves; `true` writes over whatever is there.
pub fn save_action(draft: &UseReducerHandle<Draft>, problem: &UseStateHandle<Option<Rc<Problem>>>) -> Callback<bool> {
    let (draft, problem) = (draft.clone(), problem.setter());
    Callback::from(move |over: bool| {
        let (draft, problem) = (draft.clone(), problem.clone());
        spawn_local(async move {
            write(&draft, &problem, over).await;
        });
    })
}

/// Saves what is unsaved and then goes on; goes nowhere while something cannot be read or saved.
pub fn save_before(
    draft: &UseReducerHandle<Draft>,
    problem: &UseStateHandle<Option<Rc<Problem>>>,
) -> Callback<Callback<()>> {
    let (draft, problem) = (draft.clone(), problem.setter());
    Callback::from(move |then: Callback<()>| {
        if leads_to_unfit(FORM) {
            return;
        }
        let (draft, problem) = (draft.clone(), problem.clone());
        spawn_local(async move {
            if !draft.is_changed() || write(&draft, &problem, false).await {
                then.emit(());
            }
        });
    })
}

/// Saves the draft and says whether that went well.
async fn write(draft: &UseReducerHandle<Draft>, problem: &UseStateSetter<Option<Rc<Problem>>>, over: bool) -> bool {
    let tag = if over { Some("*".to_owned()) } else { draft.tag.clone() };
    match api::content::save(&draft.content, tag.as_deref()).await {
        Ok(detail) => {
            problem.set(None);
            draft.dispatch(Step::Saved(detail, draft.content.clone()));
            true
        }
        Err(failed) => {
            problem.set(Some(Rc::new(failed)));
            false
        }
    }
}
