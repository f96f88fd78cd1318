//! Advice on a survey's questions: keys, options, scales, and where answers lead.

use super::leaving::is_leaving;
use super::{Findings, paths};
use crate::content::survey::{
    Answer, AnswerTest, Choice, Destination, Help, Look, PrivacyMode, Question, QuestionKind,
};
use crate::content::{Content, Survey};
use crate::event::MAX_ANSWER_CHARS;
use crate::event::check::MAX_OPTIONS;
use crate::id::{OptionKey, QuestionKey};
use crate::machine::survey::fits;

pub(super) fn check(content: &Content, survey: &Survey, found: &mut Findings) {
    if !survey.questions.iter().any(Question::asks) {
        found.error("no_questions", "body.survey.questions", "It asks nothing; add a question.");
        return;
    }
    let leaving = is_leaving(content);
    for (index, question) in survey.questions.iter().enumerate() {
        let at = format!("body.survey.questions[{index}]");
        if survey.questions[..index].iter().any(|earlier| earlier.key == question.key) {
            found.error(
                "duplicate_question",
                format!("{at}.key"),
                "Another question has this key; each needs its own.",
            );
        }
        check_question(&at, question, leaving, found);
        if question.sets_trait.is_some() && survey.privacy.mode != PrivacyMode::Identified {
            let message = "Answers that are confidential or anonymous set no trait; ask openly or remove it.";
            found.error("trait_of_unknown", format!("{at}.sets_trait"), message);
        }
        check_branches(&at, survey, index, question, found);
    }
    paths::check(survey, found);
    check_order(survey, found);
    check_help("body.survey", survey.help.as_ref(), survey.questions.iter(), found);
}

/// What holds of a question wherever it is asked.
pub(super) fn check_question(at: &str, question: &Question, leaving: bool, found: &mut Findings) {
    if question.title.is_empty() {
        found.error("empty_title", format!("{at}.title"), "Write what is asked.");
    }
    if leaving && question.required && question.asks() {
        let message = "Nothing may stand in the way of somebody who leaves; make the question optional.";
        found.error("required_when_leaving", format!("{at}.required"), message);
    }
    check_kind(at, &question.kind, found);
}

fn check_kind(at: &str, kind: &QuestionKind, found: &mut Findings) {
    let at = format!("{at}.kind");
    match kind {
        QuestionKind::Rating { points, look, .. } => {
            if !(2..=10).contains(points) {
                found.error("points", &at, "A rating has 2 to 10 points.");
            }
            if *look == Look::Faces && *points != 5 {
                found.error("faces", &at, "There are five faces: take five points, or numbers or stars.");
            }
        }
        QuestionKind::Single { options, other, .. } => check_options(&at, options, other.is_some(), 2, found),
        QuestionKind::Multiple { options, other, at_most, .. } => {
            check_options(&at, options, other.is_some(), 1, found);
            if *at_most == Some(0) {
                found.error("at_most", &at, "At least one option must be allowed.");
            }
        }
        QuestionKind::Open { max_length, .. } if !(1..=MAX_ANSWER_CHARS).contains(&usize::from(*max_length)) => {
            found.error("max_length", &at, format!("A text has 1 to {MAX_ANSWER_CHARS} characters."));
        }
        _ => {}
    }
}

fn check_options(at: &str, options: &[Choice], other: bool, least: usize, found: &mut Findings) {
    let count = options.len() + usize::from(other);
    if count == 0 {
        found.error("no_options", at, "There is nothing to choose; add options.");
    } else if count < least {
        found.warning("one_option", at, "A choice of one is no choice; add an option.");
    }
    if options.len() > MAX_OPTIONS {
        found.error("too_many_options", at, format!("At most {MAX_OPTIONS} options are accepted."));
    } else if options.len() > 10 {
        found.hint("many_options", at, "More than ten options are rarely read to the end; group or drop some.");
    }
    for (index, option) in options.iter().enumerate() {
        let at = format!("{at}.options[{index}]");
        if options[..index].iter().any(|earlier| earlier.key == option.key) {
            found.error("duplicate_option", format!("{at}.key"), "Another option has this key; each needs its own.");
        }
        if option.label.is_empty() {
            found.error("empty_label", format!("{at}.label"), "Write what the option says.");
        }
    }
}

fn check_branches(at: &str, survey: &Survey, index: usize, question: &Question, found: &mut Findings) {
    let samples = paths::samples(question);
    for (number, branch) in question.branches.iter().enumerate() {
        let at = format!("{at}.branches[{number}]");
        if let Destination::Question(key) = &branch.to {
            match position(survey, key) {
                None => found.error("unknown_question", &at, format!("There is no question {key}; lead to another.")),
                Some(to) if to <= index => {
                    let message = format!("A branch leads forward only; {key} does not come later.");
                    found.error("branch_backwards", &at, message);
                }
                Some(_) => {}
            }
        }
        if let AnswerTest::Chosen(keys) = &branch.when {
            for key in keys.iter().filter(|key| !offers(question, key)) {
                found.error("unknown_option", &at, format!("The question has no option {key}."));
            }
        }
        let first = |answer: &Option<Answer>| question.branches.iter().position(|b| fits(&b.when, answer.as_ref()));
        if !samples.iter().any(|answer| first(answer) == Some(number)) {
            let message = "No answer leads this way, or a branch above takes it first; correct or remove it.";
            found.warning("branch_never_fits", at, message);
        }
    }
}

fn position(survey: &Survey, key: &QuestionKey) -> Option<usize> {
    survey.questions.iter().position(|question| question.key == *key)
}

pub(super) fn offers(question: &Question, key: &OptionKey) -> bool {
    match &question.kind {
        QuestionKind::Single { options, .. } | QuestionKind::Multiple { options, .. } => {
            options.iter().any(|option| option.key == *key)
        }
        _ => false,
    }
}

/// The score comes first: earlier questions would colour it.
fn check_order(survey: &Survey, found: &mut Findings) {
    let is_score = |question: &&Question| {
        matches!(question.kind, QuestionKind::Nps { .. } | QuestionKind::Ces { .. } | QuestionKind::Csat { .. })
    };
    let scores = survey.questions.iter().filter(is_score).count();
    if scores > 0 && !survey.questions.first().is_some_and(|question| is_score(&question)) {
        found.warning(
            "score_not_first",
            "body.survey.questions",
            "Ask the score first; what is asked before colours it.",
        );
    }
    if scores > 1 {
        let message = "Several scores in one survey colour each other; ask each at its own moment.";
        found.hint("several_scores", "body.survey.questions", message);
    }
}

/// Help after a low answer to any of these questions; `at`: the body.
pub(super) fn check_help<'a>(
    at: &str,
    help: Option<&Help>,
    mut questions: impl Iterator<Item = &'a Question>,
    found: &mut Findings,
) {
    let ces = questions.find_map(|question| match question.kind {
        QuestionKind::Ces { scale, .. } => Some(scale.points()),
        _ => None,
    });
    let at = format!("{at}.help");
    if help.is_some_and(|help| help.text.is_empty()) {
        found.error("empty_text", format!("{at}.text"), "Say what help there is.");
    }
    match (help, ces) {
        (Some(_), None) => {
            let message = "Help follows a low CES answer, but no question asks for one; add it or remove the help.";
            found.warning("help_without_ces", at, message);
        }
        (Some(help), Some(points)) if !(1..points).contains(&help.at_most) => {
            let message =
                format!("Help for answers up to {} reaches nobody or everybody; take a low point.", help.at_most);
            found.warning("help_bound", format!("{at}.at_most"), message);
        }
        (Some(help), Some(points)) if u16::from(help.at_most) * 2 > u16::from(points) => {
            let message = format!("{} of {points} is not low; offer help further down.", help.at_most);
            found.hint("help_for_neutral", format!("{at}.at_most"), message);
        }
        (None, Some(_)) => {
            let message = "Offer help to those who found it hard, in the same card.";
            found.hint("ces_without_help", at, message);
        }
        _ => {}
    }
}
