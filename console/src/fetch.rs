//! Loading without flicker: what was shown stays until its successor has arrived.
//!
//! Deliberately absent: a cache. Each room asks for what it shows.

use crate::api::Problem;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Something asked for: its value once it has arrived, and why the last attempt failed.
pub struct Fetched<T> {
    /// The last value that arrived.
    pub value: Option<Rc<T>>,
    /// Why the last attempt failed; `None` when it succeeded.
    pub problem: Option<Rc<Problem>>,
    /// Asks again; the value shown stays.
    pub reload: Callback<()>,
}

struct State<T> {
    value: Option<Rc<T>>,
    problem: Option<Rc<Problem>>,
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), problem: self.problem.clone() }
    }
}

enum Step<T> {
    Arrived(T),
    Failed(Problem),
}

impl<T> Reducible for State<T> {
    type Action = Step<T>;

    fn reduce(self: Rc<Self>, step: Step<T>) -> Rc<Self> {
        Rc::new(match step {
            Step::Arrived(value) => Self { value: Some(Rc::new(value)), problem: None },
            Step::Failed(problem) => Self { value: self.value.clone(), problem: Some(Rc::new(problem)) },
        })
    }
}

/// Counts up; asks again whenever it does.
#[derive(Default, PartialEq, Clone, Copy)]
pub struct Turn(u32);

impl Reducible for Turn {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Self(self.0.wrapping_add(1)))
    }
}

/// Asks when the room opens, when `needs` change, and on [`Fetched::reload`]; only the latest answer counts.
#[hook]
pub fn use_fetched<T, N, F, A>(needs: N, ask: F) -> Fetched<T>
where
    T: 'static,
    N: PartialEq + Clone + 'static,
    F: Fn(N) -> A + 'static,
    A: Future<Output = Result<T, Problem>> + 'static,
{
    let state = use_reducer(|| State { value: None, problem: None });
    let turn = use_reducer(Turn::default);
    let latest = use_mut_ref(|| 0_u32);
    {
        let dispatcher = state.dispatcher();
        use_effect_with((needs, *turn), move |(needs, _)| {
            *latest.borrow_mut() += 1;
            let mine = *latest.borrow();
            let answer = ask(needs.clone());
            spawn_local(async move {
                let answer = answer.await;
                if *latest.borrow() == mine {
                    dispatcher.dispatch(match answer {
                        Ok(value) => Step::Arrived(value),
                        Err(problem) => Step::Failed(problem),
                    });
                }
            });
        });
    }
    let reload = {
        let dispatcher = turn.dispatcher();
        use_callback((), move |(), ()| dispatcher.dispatch(()))
    };
    Fetched { value: state.value.clone(), problem: state.problem.clone(), reload }
}
