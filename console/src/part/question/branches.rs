//! Where the answers to a question lead: rows of "when …, go to …", the first that fits counts.
//!
//! Deliberately absent: leading back. A destination comes later, so every survey ends.

use crate::app::use_lang;
use crate::part::field::{Choice, Switch};
use crate::part::number::NumberField;
use crate::text::{Lang, Words, content as c};
use shared::content::survey::{AnswerTest, Branch, Destination, Question, QuestionKind};
use shared::id::{OptionKey, QuestionKey};
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

/// The test a fresh branch begins with: the lower half of a scale, or any answer.
fn fresh_test(question: &Question) -> AnswerTest {
    match question.scale() {
        Some((from, to)) => AnswerTest::Score { from, to: to / 2 },
        None => AnswerTest::Answered,
    }
}

fn test_name(test: &AnswerTest) -> &'static str {
    match test {
        AnswerTest::Always => "always",
        AnswerTest::Skipped => "skipped",
        AnswerTest::Answered => "answered",
        AnswerTest::Score { .. } => "score",
        AnswerTest::Chosen(_) => "chosen",
    }
}

fn options_of(question: &Question) -> &[shared::content::survey::Choice] {
    match &question.kind {
        QuestionKind::Single { options, .. } | QuestionKind::Multiple { options, .. } => options,
        _ => &[],
    }
}

fn test_of(name: &str, question: &Question) -> AnswerTest {
    match name {
        "always" => AnswerTest::Always,
        "skipped" => AnswerTest::Skipped,
        "score" => fresh_test(question),
        "chosen" => {
            AnswerTest::Chosen(options_of(question).first().map(|choice| choice.key.clone()).into_iter().collect())
        }
        _ => AnswerTest::Answered,
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
    let tests: [(&str, Words, bool); 5] = [
        ("score", c::WHEN_SCORE, question.scale().is_some()),
        ("chosen", c::WHEN_CHOSEN, !options_of(question).is_empty()),
        ("answered", c::WHEN_ANSWERED, true),
        ("skipped", c::WHEN_SKIPPED, !question.required),
        ("always", c::WHEN_ALWAYS, true),
    ];
    let tests: Vec<(AttrValue, AttrValue)> =
        tests.iter().filter(|test| test.2).map(|(key, words, _)| ((*key).into(), lang.say(*words).into())).collect();
    let retest = {
        let (to, question) = (branch.to.clone(), question.clone());
        props.onchange.reform(move |name: String| Some(Branch { when: test_of(&name, &question), to: to.clone() }))
    };
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
            <Choice label={lang.say(c::BRANCH_WHEN)} value={test_name(&branch.when)} options={tests} onchange={retest} />
            { operand(lang, &branch.when, question, &put_test) }
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

fn operand(lang: Lang, test: &AnswerTest, question: &Question, put: &Callback<AnswerTest>) -> Html {
    match test {
        AnswerTest::Score { from, to } => {
            let (from, to) = (*from, *to);
            let (low, high) = question.scale().unwrap_or((0, 10));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the field bounds it to the scale"
            )]
            let put_from = put.reform(move |n: f64| AnswerTest::Score { from: n as u8, to });
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the field bounds it to the scale"
            )]
            let put_to = put.reform(move |n: f64| AnswerTest::Score { from, to: n as u8 });
            let (min, max) = (f64::from(low), f64::from(high));
            html! {
                <>
                    <NumberField label={lang.say(c::FROM)} value={f64::from(from)} {min} {max} onchange={put_from} />
                    <NumberField label={lang.say(c::TO)} value={f64::from(to)} {min} {max} onchange={put_to} />
                </>
            }
        }
        AnswerTest::Chosen(chosen) => chosen_switches(lang, chosen, question, put),
        AnswerTest::Always | AnswerTest::Skipped | AnswerTest::Answered => Html::default(),
    }
}

fn chosen_switches(lang: Lang, chosen: &[OptionKey], question: &Question, put: &Callback<AnswerTest>) -> Html {
    let toggle = |key: OptionKey| {
        let chosen = chosen.to_vec();
        put.reform(move |on: bool| {
            let mut chosen: Vec<_> = chosen.iter().filter(|other| **other != key).cloned().collect();
            if on {
                chosen.push(key.clone());
            }
            AnswerTest::Chosen(chosen)
        })
    };
    html! {
        <span class="switches">
            for choice in options_of(question) {
                <Switch key={choice.key.to_string()} label={lang.pick(&choice.label)} on={chosen.contains(&choice.key)}
                    onchange={toggle(choice.key.clone())} />
            }
        </span>
    }
}
