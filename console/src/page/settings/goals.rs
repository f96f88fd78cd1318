//! Goals: something observable that proves success, defined without code. Also the list item that segments share.
//!
//! Deliberately absent: what guidance had to do with how many attained one; that is compared where it is reported.

mod form;

use crate::api::{self, Problem};
use crate::app::{use_desk, use_lang};
use crate::fetch::use_fetched;
use crate::part::dialog::Dialog;
use crate::part::notice::{Empty, Failure, Loading};
use crate::part::others::WithOthers;
use crate::part::sign::say_sign;
use crate::text::{Lang, general as g, settings as s};
use form::GoalForm;
use shared::api::goal::GoalCounts;
use shared::content::Goal;
use shared::content::goal::Per;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A goal in a few words.
fn say_goal(lang: Lang, goal: &Goal) -> String {
    let sign = say_sign(lang, &goal.sign);
    if goal.count > 1 { lang.fill(s::SAY_TIMES, &[&sign, &goal.count]) } else { sign }
}

/// The same, with how many attained it in the environment looked at, once that is known.
fn say_attained(lang: Lang, goal: &Goal, counts: Option<&GoalCounts>) -> String {
    let sentence = say_goal(lang, goal);
    let Some(count) = counts.and_then(|counts| counts.goals.iter().find(|count| count.goal == goal.key)) else {
        return sentence;
    };
    let words = match count.per {
        Per::Person => s::SAY_ATTAINED_PEOPLE,
        Per::Company => s::SAY_ATTAINED_COMPANIES,
    };
    let attained = lang.fill(words, &[&count.ever]);
    if count.counting {
        lang.fill(s::SAY_COUNTING, &[&sentence, &attained])
    } else {
        format!("{sentence} · {attained}")
    }
}

/// The room.
#[component]
pub fn Goals() -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let known = use_fetched((), |()| api::workspace::goals());
    let counts = use_fetched(desk.environment_key(), |environment| async move {
        if environment.is_empty() {
            return Ok(GoalCounts { goals: Vec::new() });
        }
        api::workspace::goal_counts(&environment).await
    });
    let open = use_state_eq(|| None::<String>);
    let Some(value) = &known.value else {
        return match &known.problem {
            Some(problem) => html! { <Failure problem={problem.clone()} retry={known.reload.clone()} /> },
            None => html! { <Loading /> },
        };
    };
    let taken = Rc::new(value.goals.iter().map(|goal| goal.key.to_string()).collect::<Vec<_>>());
    let set_open = |what: Option<String>| {
        let open = open.setter();
        Callback::from(move |()| open.set(what.clone()))
    };
    let done = {
        let (close, reload, recount) = (set_open(None), known.reload.clone(), counts.reload.clone());
        Callback::from(move |()| {
            close.emit(());
            reload.emit(());
            recount.emit(());
        })
    };
    html! {
        <WithOthers>
            <p class="lead">{ lang.say(s::GOALS_LEAD) }</p>
            if value.goals.is_empty() && open.is_none() { <Empty title={lang.say(s::GOALS_NONE)} /> }
            <div class="items">
                for goal in &value.goals {
                    <Item key={goal.key.to_string()} name={goal.name.clone()} code={goal.key.to_string()} sentence={say_attained(lang, goal, counts.value.as_deref().filter(|_| counts.problem.is_none()))}
                        open={*open == Some(goal.key.to_string())} on_open={set_open(Some(goal.key.to_string()))}
                        removal={Removal::Goal} on_removed={known.reload.clone()}>
                        <GoalForm goal={goal.clone()} on_done={done.clone()} on_cancel={set_open(None)} />
                    </Item>
                }
                if open.as_deref() == Some("") {
                    <div class="item"><GoalForm goal={None} {taken} on_done={done.clone()} on_cancel={set_open(None)} /></div>
                } else if desk.may_edit() {
                    <div><button type="button" class="primary" onclick={set_open(Some(String::new())).reform(|_: MouseEvent| ())}>{ lang.say(s::GOAL_NEW) }</button></div>
                }
            </div>
        </WithOthers>
    }
}

/// What an item's button takes away.
#[derive(Clone, Copy, PartialEq)]
pub enum Removal {
    /// A goal.
    Goal,
    /// A segment.
    Segment,
}

#[derive(Properties, PartialEq)]
pub struct ItemProps {
    /// Its name.
    pub name: String,
    /// Its key.
    pub code: String,
    /// What it says.
    pub sentence: String,
    /// Whether its form is open.
    pub open: bool,
    /// Opens the form.
    pub on_open: Callback<()>,
    /// What removing it means.
    pub removal: Removal,
    /// It is gone.
    pub on_removed: Callback<()>,
    /// The form.
    pub children: Html,
}

/// One goal or segment in the list: said in a sentence, edited in place, removed after a question.
#[component]
pub fn Item(props: &ItemProps) -> Html {
    let lang = use_lang();
    let desk = use_desk();
    let asked = use_state_eq(|| false);
    let problem = use_state(|| None::<Rc<Problem>>);
    let remove = {
        let (key, removal, on_removed) = (props.code.clone(), props.removal, props.on_removed.clone());
        let (asked, problem) = (asked.setter(), problem.setter());
        Callback::from(move |()| {
            let (key, on_removed, problem) = (key.clone(), on_removed.clone(), problem.clone());
            asked.set(false);
            spawn_local(async move {
                let answer = match removal {
                    Removal::Goal => api::workspace::remove_goal(&key).await,
                    Removal::Segment => api::workspace::remove_segment(&key).await,
                };
                match answer {
                    Ok(()) => on_removed.emit(()),
                    Err(failed) => problem.set(Some(Rc::new(failed))),
                }
            });
        })
    };
    let ask = |on: bool| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(on))
    };
    html! {
        <div class="item">
            <div class="item-head">
                <div><h2>{ &props.name }</h2><p class="hint"><code translate="no">{ &props.code }</code>{ " · " }{ &props.sentence }</p></div>
                if desk.may_edit() && !props.open {
                    <div class="actions">
                        <button type="button" class="small" onclick={props.on_open.reform(|_: MouseEvent| ())}>{ lang.say(g::EDIT) }</button>
                        <button type="button" class="small quiet" onclick={ask(true).reform(|_: MouseEvent| ())}>{ lang.say(g::REMOVE) }</button>
                    </div>
                }
            </div>
            if let Some(problem) = &*problem { <Failure problem={problem.clone()} /> }
            if props.open { { props.children.clone() } }
            if *asked {
                <Dialog title={lang.fill(s::REMOVE_ASK, &[&props.name])} action={lang.say(g::REMOVE)} harmful=true
                    on_confirm={remove} on_cancel={ask(false)}><p>{ lang.say(s::REMOVE_BODY) }</p></Dialog>
            }
        </div>
    }
}
