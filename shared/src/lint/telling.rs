//! Advice on the words of steps: translations, links, and variables that may have no value.

use super::tour::place;
use super::words::{self, Role, Said, question_texts};
use super::{Findings, scale};
use crate::content::Body;
use crate::content::survey::QuestionKind;
use crate::text::variables;

pub(super) fn check(body: &Body, found: &mut Findings) {
    let texts = texts(body);
    words::check_texts(&format!("body.{}", body.kind().as_str()), &texts, found);
    for (index, step) in body.steps().iter().enumerate() {
        let at = format!("{}.question.kind", place(body, index));
        let Some(question) = &step.question else { continue };
        scale::check(&at, question, found);
        if let QuestionKind::Action(link) = &question.kind {
            words::check_link(&format!("{at}.action"), link, found);
        }
    }
    if let Body::Tour(tour) = body
        && let Some(help) = &tour.help
    {
        words::check_link("body.tour.help.link", &help.link, found);
    }
    check_all_variables(&texts, found);
}

pub(super) fn check_all_variables(texts: &[Said<'_>], found: &mut Findings) {
    for (at, text, _) in texts {
        for (locale, said) in &text.0 {
            check_variables(&format!("{at}.{locale}"), said, found);
        }
    }
}

/// Every text of the steps with its place. What a target contains is in the page's own words, and is left out.
fn texts(body: &Body) -> Vec<Said<'_>> {
    let mut texts = Vec::new();
    for (index, step) in body.steps().iter().enumerate() {
        let at = place(body, index);
        texts.push((format!("{at}.title"), &step.title, Role::Heading));
        texts.push((format!("{at}.text"), &step.text, Role::Told));
        texts.extend(step.media.iter().map(|media| (format!("{at}.media.alt"), &media.alt, Role::Label)));
        for (number, button) in step.buttons.iter().enumerate() {
            texts.push((format!("{at}.buttons[{number}].label"), &button.label, Role::Label));
        }
        if let Some(question) = &step.question {
            let at = format!("{at}.question");
            texts.extend(question_texts(&at, question));
            if let QuestionKind::Action(link) = &question.kind {
                texts.push((format!("{at}.kind.action.label"), &link.label, Role::Label));
            }
        }
    }
    if let Body::Tour(tour) = body
        && let Some(help) = &tour.help
    {
        texts.push(("body.tour.help.text".into(), &help.text, Role::Heading));
        texts.push(("body.tour.help.link.label".into(), &help.link.label, Role::Label));
    }
    texts
}

fn check_variables(at: &str, said: &str, found: &mut Findings) {
    for (name, has_default) in variables(said) {
        if !["person.", "company."].iter().any(|of| name.strip_prefix(of).is_some_and(|rest| !rest.is_empty())) {
            let message = format!("{name} is no variable; write {{{{person.…}}}} or {{{{company.…}}}} and a trait.");
            found.warning("unknown_variable", at, message);
        } else if !has_default {
            let message =
                format!("Where {name} is not known nothing is said; write what to say then, as in {{{{{name}|…}}}}.");
            found.hint("variable_without_default", at, message);
        }
    }
}
