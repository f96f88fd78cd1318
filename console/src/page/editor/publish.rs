//! Publishing: publish the draft, pause, resume; each asks first and says what follows. The button is in the room's head,
//! where nothing covers it; what came of it is said below, and how things stand is in a panel.
//!
//! Deliberately absent: unpublishing. A paused version asks nobody, and its answers stay.

mod panel;
mod said;

pub use panel::Panel;
pub use said::{PublishButton, Said};

use super::draft::{Draft, Step};
use crate::api::{self, Problem, Tagged};
use crate::app::use_desk;
use shared::api::content::{ContentDetail, Publication};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is asked before it is done.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Publish,
    Pause,
}

/// What came of the last order.
#[derive(Clone, PartialEq)]
enum Outcome {
    Published(u32),
    Failed(Rc<Problem>),
}

/// What is done.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    Publish,
    Pause(bool),
}

/// Publishing as every part of the room knows it.
#[derive(Clone, PartialEq)]
pub struct Publishing {
    draft: Rc<Draft>,
    asked: UseStateHandle<Option<Asked>>,
    outcome: UseStateHandle<Option<Outcome>>,
    run: Callback<Order>,
    here: String,
}

impl Publishing {
    /// What is published in the environment looked at.
    fn publication(&self) -> Option<&Publication> {
        self.draft.known.summary.publications.iter().find(|publication| publication.environment == self.here)
    }

    /// Whether publishing would change anything.
    fn differs(&self) -> bool {
        self.draft.is_changed() || self.draft.known.summary.draft_differs || self.publication().is_none()
    }

    fn ask(&self, what: Option<Asked>) -> Callback<()> {
        let asked = self.asked.setter();
        Callback::from(move |()| asked.set(what))
    }
}

/// Publishing of this draft; a conflict with somebody else's is the room's to solve.
#[hook]
pub fn use_publishing(draft: &UseReducerHandle<Draft>, conflict: &UseStateHandle<Option<Rc<Problem>>>) -> Publishing {
    let here = use_desk().environment_key();
    let asked = use_state_eq(|| None::<Asked>);
    let outcome = use_state_eq(|| None::<Outcome>);
    let busy = use_mut_ref(|| false);
    let run = {
        let (draft, here, conflict) = (draft.clone(), here.clone(), conflict.setter());
        let (asked, outcome) = (asked.setter(), outcome.setter());
        Callback::from(move |order: Order| {
            asked.set(None);
            // No button is switched off meanwhile: that would take the focus from it.
            if busy.replace(true) {
                return;
            }
            let (draft, here, busy) = (draft.clone(), here.clone(), busy.clone());
            let (outcome, conflict) = (outcome.clone(), conflict.clone());
            outcome.set(None);
            spawn_local(async move {
                match carry_out(order, &draft, &here).await {
                    Ok(detail) => {
                        let published = detail.summary.publications.iter().find(|p| p.environment == here);
                        outcome
                            .set(published.filter(|_| order == Order::Publish).map(|p| Outcome::Published(p.version)));
                    }
                    Err(failed) if failed.is_conflict() => conflict.set(Some(Rc::new(failed))),
                    Err(failed) => outcome.set(Some(Outcome::Failed(Rc::new(failed)))),
                }
                busy.replace(false);
            });
        })
    };
    Publishing { draft: Rc::new((**draft).clone()), asked, outcome, run, here }
}

/// Publishes (saving first what is not saved) or pauses, then asks how things stand.
async fn carry_out(order: Order, draft: &UseReducerHandle<Draft>, environment: &str) -> Result<ContentDetail, Problem> {
    let key = draft.content.key.as_str();
    let settled: Tagged<ContentDetail> = match order {
        Order::Publish => {
            let mut tag = draft.tag.clone();
            if draft.is_changed() {
                let saved = api::content::save(&draft.content, tag.as_deref()).await?;
                tag.clone_from(&saved.tag);
                draft.dispatch(Step::Saved(saved, draft.content.clone()));
            }
            api::content::publish(key, environment, tag.as_deref()).await?
        }
        Order::Pause(paused) => api::content::pause(key, environment, paused).await?,
    };
    draft.dispatch(Step::Settled(settled.clone()));
    Ok(settled.value)
}
