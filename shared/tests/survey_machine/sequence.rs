//! Random inputs against every rule at once.

use super::walk::{Walk, option, run, score};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use waymark_shared::content::Survey;
use waymark_shared::content::survey::Answer;
use waymark_shared::event::Body;
use waymark_shared::event::check::check_answer;
use waymark_shared::id::QuestionKey;
use waymark_shared::machine::survey::{State, View};
use waymark_shared::machine::{Choose, Effect, Input};
use waymark_shared::session::Resume;

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        4 => Just(Input::Next),
        2 => Just(Input::Back),
        1 => Just(Input::Displayed),
        1 => Just(Input::Skip),
        1 => Just(Input::Press),
        1 => Just(Input::Close),
        1 => Just(Input::Snooze),
        1 => Just(Input::Refuse),
        1 => Just(Input::Withdraw),
        1 => Just(Input::Send),
        1 => Just(Input::ByHost),
        1 => Just(Input::Leave),
        4 => (0_u8..12).prop_map(score),
        4 => prop::sample::select(vec!["speed", "price", "help", "nope"]).prop_map(option),
        1 => Just(Input::Choose(Choose::Other)),
        2 => any_text().prop_map(Input::Type),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("\0 ".to_owned()), "[a-zあ]{1,30}", Just("x".repeat(600))]
}

/// Every kind of question, by number.
fn kind(number: usize) -> Value {
    let option = |key: &str| json!({"key": key, "label": {}});
    let options = json!([option("speed"), option("price"), option("help")]);
    let other = json!({"en": "Other"});
    match number {
        0 => json!({"nps": {}}),
        1 => json!({"ces": {"scale": "five"}}),
        2 => json!({"single": {"options": options, "other": other}}),
        3 => json!({"multiple": {"options": options, "other": other, "at_most": 2, "shuffle": true}}),
        4 => json!({"open": {"max_length": 10}}),
        5 => json!({"action": {"label": {}, "url": "/"}}),
        _ => json!("thanks"),
    }
}

/// Branches to another question or the end, forwards and backwards.
fn branches(to: Option<usize>, from: u8) -> Vec<Value> {
    let to = to.map(|to| if to == 6 { json!("end") } else { json!({"question": format!("q{to}")}) });
    to.into_iter().map(|to| json!({"when": {"score": {"from": from}}, "to": to})).collect()
}

fn any_survey() -> impl Strategy<Value = Survey> {
    let question = (0_usize..7, any::<bool>(), prop::option::of(0_usize..7), 0_u8..11);
    (vec(question, 0..6), any::<bool>(), any::<bool>()).prop_map(|(questions, back, anonymous)| {
        let question = |(at, (number, required, to, from))| {
            let branches = branches(to, from);
            json!({"key": format!("q{at}"), "title": {}, "required": required, "branches": branches, "kind": kind(number)})
        };
        let questions: Vec<Value> = questions.into_iter().enumerate().map(question).collect();
        let mode = if anonymous { "anonymous" } else { "identified" };
        let help = json!({"at_most": 2, "text": {}, "link": {"label": {}, "url": "/"}});
        let survey = json!({"questions": questions, "back": back, "privacy": {"mode": mode}, "help": help});
        serde_json::from_value(survey).unwrap()
    })
}

fn any_inputs() -> impl Strategy<Value = Vec<Input>> {
    vec(any_input(), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_sequence_of_inputs_breaks_a_rule(survey in any_survey(), inputs in any_inputs()) {
        let mut walk = Walk::fresh(survey);
        for input in inputs {
            let ended = matches!(walk.state, State::Ended(_));
            let effects = walk.take(input);
            prop_assert!(!ended || effects.is_empty(), "an ended run does nothing");
            if let View::Question(view) = walk.state.view(&walk.plan) {
                prop_assert!(view.number <= view.of && view.of <= walk.plan.questions().len());
            }
        }
        let (mut revision, mut started, mut ends) = (0, false, 0);
        for effect in &walk.effects {
            match effect {
                Effect::Emit { body: Body::Started(_), .. } => {
                    prop_assert!(!started);
                    started = true;
                }
                Effect::Emit { body: Body::Answered { question, revision: next, answer, .. }, .. } => {
                    prop_assert!(started && *next == revision + 1);
                    revision = *next;
                    let asked = walk.plan.questions().iter().find(|q| q.key == *question).unwrap();
                    if let Some(answer) = answer {
                        prop_assert_eq!(check_answer(asked, answer), Ok(()));
                    }
                }
                Effect::Emit { body: Body::Completed(_), .. } => prop_assert!(started),
                Effect::End(_) => ends += 1,
                _ => {}
            }
        }
        prop_assert!(ends <= 1);
        let count = |wanted: fn(&Body) -> bool| walk.bodies().into_iter().filter(|body| wanted(body)).count();
        let completed = count(|body| matches!(body, Body::Completed(_)));
        let dismissed = count(|body| matches!(body, Body::Dismissed { .. }));
        prop_assert!(completed + dismissed <= 1);
        walk.all([Input::Close, Input::Close]);
        prop_assert!(matches!(walk.state, State::Ended(_)), "closing twice always ends");
    }

    #[test]
    fn a_completed_run_counts_only_answers_on_its_path(survey in any_survey(), inputs in any_inputs()) {
        let mut walk = Walk::fresh(survey);
        let mut path: Vec<String> = Vec::new();
        for input in inputs {
            let before = walk.bodies().len();
            if let View::Question(view) = walk.state.view(&walk.plan) {
                path.truncate(view.number - 1);
                path.push(view.question.key.to_string());
            }
            walk.take(input);
            if walk.bodies()[before..].iter().any(|body| matches!(body, Body::Completed(_))) {
                for (question, (_, answer)) in walk.counted() {
                    prop_assert!(answer.is_none() || path.contains(&question), "{question} is not on {path:?}");
                }
            }
        }
    }

    #[test]
    fn withdrawing_leaves_no_answer_here_or_where_the_run_is_resumed(
        survey in any_survey(),
        inputs in any_inputs(),
    ) {
        let mut walk = Walk::fresh(survey);
        for input in inputs {
            if matches!(walk.state.view(&walk.plan), View::Question(_)) {
                let (before, known) = (walk.state.clone(), walk.effects.len());
                walk.take(input);
                if !matches!(walk.state.view(&walk.plan), View::Question(_)) {
                    walk.state = before;
                    walk.effects.truncate(known);
                    break;
                }
            }
        }
        let saved = walk.counted().into_iter().filter_map(|(key, (revision, answer))| {
            Some((QuestionKey::new(key).unwrap(), revision, answer?))
        });
        let resume = Resume { run: run().id, answers: saved.collect(), step: None };
        let mut elsewhere = Walk::resumed(walk.plan.survey().unwrap().clone(), Some(&resume));
        elsewhere.all([Input::Close, Input::Withdraw]);
        let withdrawn: Vec<String> = elsewhere.counted().into_keys().collect();
        let expected: BTreeSet<String> = resume.answers.iter().map(|(key, ..)| key.to_string()).collect();
        prop_assert_eq!(withdrawn.into_iter().collect::<BTreeSet<_>>(), expected);
        let revision = resume.answers.iter().map(|(_, revision, _)| *revision).max().unwrap_or(0);
        prop_assert!(elsewhere.counted().values().all(|(next, answer)| *next > revision && answer.is_none()));
        walk.all([Input::Close, Input::Withdraw]);
        prop_assert!(walk.counted().values().all(|(_, answer)| answer.is_none()));
    }

    #[test]
    fn any_answers_can_be_resumed(
        survey in any_survey(),
        scores in vec((0_u8..7, 0_u8..12, any::<u32>()), 0..6),
    ) {
        let answers = scores.into_iter().map(|(at, score, revision)| {
            (QuestionKey::new(format!("q{at}")).unwrap(), revision, Answer::Score(score))
        });
        let resume = Resume { run: run().id, answers: answers.collect(), step: None };
        let mut walk = Walk::resumed(survey, Some(&resume));
        walk.all([Input::Next, Input::Back, Input::Withdraw, Input::Close, Input::Close]);
        prop_assert!(matches!(walk.state, State::Ended(_)));
    }
}
