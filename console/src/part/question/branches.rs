//! Where the answers to a question lead: rows of "when …, go to …", the first that fits counts.
//!
//! Deliberately absent: leading back. A destination comes later, so every survey ends.

use super::test::{AnswerTestFields, fresh_test};
use crate::app::use_lang;
use crate::part::field::Choice;
use crate::text::{Lang, content as c};
use shared::content::survey::{AnswerTest, Branch, Destination, Question};
use shared::id::QuestionKey;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct BranchesProps {
    /// The branches.
    pub value: Vec<Branch>,
    /// The changed branches.
    pub onchange: Callback<Vec<Branch>>,
    /// All questions of the survey.
    pub all: Rc<Vec<Question>>,
    /// The place of the question whose branches these are.
    pub place: usize,
}

/// The list.
#[component]
pub fn Branches(props: &BranchesProps) -> Html {
    let lang = use_lang();
    let list = &props.value;
    let change = |place: usize| {
        let list = list.clone();
        props.onchange.reform(move |branch: Option<Branch>| {
            let mut list = list.clone();
            match branch {
                Some(branch) => list[place] = branch,
                None => drop(list.remove(place)),
            }
            list
        })
    };
    let add = {
        let list = list.clone();
        let when = props.all.get(props.place).map_or(AnswerTest::Always, fresh_test);
        props.onchange.reform(move |_: MouseEvent| {
            let fresh = Branch { when: when.clone(), to: Destination::End };
            list.iter().cloned().chain([fresh]).collect()
        })
    };
    html! {
        <fieldset class="branches">
            <legend>{ lang.say(c::BRANCHES) }</legend>
            if list.is_empty() { <p class="hint">{ lang.say(c::BRANCHES_NONE) }</p> }
            for (place, branch) in list.iter().enumerate() {
                <Row key={place} value={branch.clone()} onchange={change(place)} all={props.all.clone()} place={props.place} />
            }
            <button type="button" class="quiet small" onclick={add}>{ lang.say(c::BRANCH_ADD) }</button>
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    value: Branch,
    onchange: Callback<Option<Branch>>,
    all: Rc<Vec<Question>>,
    place: usize,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let lang = use_lang();
    let Some(question) = props.all.get(props.place) else { return Html::default() };
    let branch = &props.value;
    let put_test = {
        let to = branch.to.clone();
        props.onchange.reform(move |when| Some(Branch { when, to: to.clone() }))
    };
    let redirect = {
        let when = branch.when.clone();
        props.onchange.reform(move |name: String| {
            let to = QuestionKey::new(name).map_or(Destination::End, Destination::Question);
            Some(Branch { when: when.clone(), to })
        })
    };
    let to = match &branch.to {
        Destination::Question(key) => key.to_string(),
        Destination::End => String::new(),
    };
    html! {
        <div class="rule">
            <AnswerTestFields value={branch.when.clone()} question={question.clone()} onchange={put_test} />
            <Choice label={lang.say(c::BRANCH_TO)} value={to} options={destinations(lang, &props.all, props.place)} onchange={redirect} />
            <button type="button" class="quiet icon" aria-label={lang.say(c::BRANCH_REMOVE)}
                onclick={props.onchange.reform(|_: MouseEvent| None)}>{ "×" }</button>
        </div>
    }
}

/// Every later question, and the end; the empty value is the end, since no key is empty.
fn destinations(lang: Lang, all: &[Question], place: usize) -> Vec<(AttrValue, AttrValue)> {
    let later = all.iter().enumerate().skip(place + 1).map(|(n, question)| {
        let title: String = lang.pick(&question.title).chars().take(40).collect();
        let label = format!("{} · {title}", lang.fill(c::QUESTION_N, &[&(n + 1)]));
        (question.key.to_string().into(), label.into())
    });
    later.chain([("".into(), lang.say(c::TO_END).into())]).collect()
}
