//! The question a step may ask instead of saying something, and where its answers lead.
//!
//! Deliberately absent: privacy. A tour is recorded with the person, and so are its answers.

use super::StepEdit;
use super::leads::LeadsField;
use super::one::Place;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::Switch;
use crate::part::question::{AnswerTestFields, OneQuestion, fresh_test};
use crate::text::{content as c, steps as t};
use shared::content::survey::{AnswerTest, CesScale, Question, QuestionKind};
use shared::content::tour::{Leads, StepBranch};
use shared::content::{Kind, Step};
use shared::id::QuestionKey;
use shared::text::Text;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct AskProps {
    /// The step.
    pub place: Place,
    /// Changes it.
    pub edit: StepEdit,
}

/// A question about effort, with a key that no other step's question has.
fn fresh(all: &[Step]) -> Question {
    let taken = |key: &str| all.iter().filter_map(|step| step.question.as_ref()).any(|q| q.key.as_str() == key);
    // One more candidate than there are steps: one of them is free.
    let mut keys = std::iter::once("effort".to_owned()).chain((2..=all.len() + 1).map(|n| format!("effort-{n}")));
    let key = keys.find(|key| !taken(key)).unwrap_or_else(|| "effort".to_owned());
    let (low, high) = (Text::default(), Text::default());
    Question {
        key: QuestionKey::new(key).expect("made of letters, a dash and digits"),
        title: Text::default(),
        description: Text::default(),
        required: false,
        sets_trait: None,
        branches: Vec::new(),
        kind: QuestionKind::Ces { scale: CesScale::Seven, low, high },
    }
}

/// The fields.
#[component]
pub fn Ask(props: &AskProps) -> Html {
    let lang = use_lang();
    let (edit, place) = (&props.edit, &props.place);
    let toggle = {
        let all = place.all.clone();
        let put = edit.with(|step, question: Option<Question>| {
            if question.is_none() {
                step.branches.clear();
            }
            step.question = question;
        });
        put.reform(move |on: bool| on.then(|| fresh(&all)))
    };
    html! {
        <div class="block">
            <Switch label={lang.say(t::ASKS)} hint={lang.say(t::ASKS_HINT)} on={edit.step.question.is_some()} onchange={toggle} />
            if let Some(question) = &edit.step.question {
                <OneQuestion value={question.clone()} at={format!("{}.question", place.at())}
                    onchange={edit.with(|step, question| step.question = Some(question))} />
                <AdviceAt exact=true at={format!("{}.question", place.at())} />
                <AdviceAt at={format!("{}.question.branches", place.at())} />
                if place.kind == Kind::Tour { <Branches place={place.clone()} edit={edit.clone()} question={question.clone()} /> }
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct BranchesProps {
    place: Place,
    edit: StepEdit,
    question: Question,
}

/// Where the answers lead; the first that fits counts.
#[component]
fn Branches(props: &BranchesProps) -> Html {
    let lang = use_lang();
    let BranchesProps { place, edit, question } = props;
    let list = &edit.step.branches;
    let when = edit.with(|step, (n, when): (usize, AnswerTest)| step.branches[n].when = when);
    let to = edit.with(|step, (n, to): (usize, Leads)| step.branches[n].to = to);
    let remove = edit.with(|step, n: usize| drop(step.branches.remove(n)));
    let add = {
        let when = fresh_test(question);
        let put = edit.with(|step, branch| step.branches.push(branch));
        put.reform(move |_: MouseEvent| StepBranch { when: when.clone(), to: Leads::End })
    };
    html! {
        <fieldset class="branches">
            <legend>{ lang.say(c::BRANCHES) }</legend>
            if list.is_empty() { <p class="hint">{ lang.say(t::BRANCHES_NONE) }</p> }
            for (n, branch) in list.iter().enumerate() {
                <div class="rule" key={n}>
                    <AnswerTestFields value={branch.when.clone()} question={question.clone()} onchange={when.reform(move |when| (n, when))} />
                    <LeadsField value={branch.to.clone()} place={place.clone()} onchange={to.reform(move |leads| (n, leads))} />
                    <button type="button" class="quiet icon" aria-label={lang.say(c::BRANCH_REMOVE)}
                        onclick={remove.reform(move |_: MouseEvent| n)}>{ "×" }</button>
                </div>
                <AdviceAt at={format!("{}.branches[{n}]", place.at())} />
            }
            <button type="button" class="quiet small" onclick={add}>{ lang.say(c::BRANCH_ADD) }</button>
            <AdviceAt exact=true at={format!("{}.branches", place.at())} />
        </fieldset>
    }
}
