//! The test of an answer: what a branch asks for.
//!
//! Deliberately absent: where it leads; a survey and a tour lead to different things.

use crate::app::use_lang;
use crate::part::field::{Choice, Switch};
use crate::part::number::NumberField;
use crate::text::{Lang, Words, content as c};
use shared::content::survey::{AnswerTest, Question, QuestionKind};
use shared::id::OptionKey;
use yew::prelude::*;

/// The test a fresh branch begins with: the lower half of a scale, or any answer.
pub fn fresh_test(question: &Question) -> AnswerTest {
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
pub struct AnswerTestProps {
    /// The test.
    pub value: AnswerTest,
    /// The question whose answer it tests.
    pub question: Question,
    /// The changed test.
    pub onchange: Callback<AnswerTest>,
}

/// The fields.
#[component]
pub fn AnswerTestFields(props: &AnswerTestProps) -> Html {
    let lang = use_lang();
    let question = &props.question;
    let tests: [(&str, Words, bool); 5] = [
        ("score", c::WHEN_SCORE, question.scale().is_some()),
        ("chosen", c::WHEN_CHOSEN, !options_of(question).is_empty()),
        ("answered", c::WHEN_ANSWERED, true),
        ("skipped", c::WHEN_SKIPPED, !question.required),
        ("always", c::WHEN_ALWAYS, true),
    ];
    let options: Vec<(AttrValue, AttrValue)> =
        tests.iter().filter(|test| test.2).map(|(key, words, _)| ((*key).into(), lang.say(*words).into())).collect();
    let retest = {
        let question = question.clone();
        props.onchange.reform(move |name: String| test_of(&name, &question))
    };
    html! {
        <>
            <Choice label={lang.say(c::BRANCH_WHEN)} value={test_name(&props.value)} {options} onchange={retest} />
            { operand(lang, &props.value, question, &props.onchange) }
        </>
    }
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
