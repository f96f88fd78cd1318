//! Advice on what has steps: keys, what each says and shows, where it is displayed, what it asks, and how many there are.

use super::leaving::{is_leaving, is_way_out};
use super::survey::{check_help, check_question, offers};
use super::{Findings, pace, paths, rules, target, telling, way};
use crate::content::survey::{Answer, AnswerTest, Question};
use crate::content::tour::{Display, Media};
use crate::content::{Body, Content, Step};
use crate::machine::survey::fits;
use crate::ways::{self, To};

/// Tours of three steps are completed by 72 %, of five by 34 % (Chameleon and others; observational).
const MANY: usize = 5;
/// Tours of seven steps are completed by 16 % (Chameleon; observational).
const TOO_MANY: usize = 7;

pub(super) fn check(content: &Content, body: &Body, found: &mut Findings) {
    let steps = body.steps();
    if steps.is_empty() {
        found.error("no_steps", "body.tour.steps", "It has no steps; add one.");
        return;
    }
    let leaving = is_leaving(content);
    for (index, step) in steps.iter().enumerate() {
        let at = place(body, index);
        check_keys(&at, &steps[..index], step, found);
        check_step(&at, step, leaving || step.pages.iter().any(is_way_out), found);
        check_display(&at, body, &step.display, found);
        target::check(&at, step, found);
    }
    way::check(content, body, found);
    telling::check(body, found);
    if let Body::Tour(tour) = body {
        check_help("body.tour", tour.help.as_ref(), body.questions(), found);
        check_tour(content, steps, found);
        pace::check(content, tour, found);
    }
}

/// Where a step is in the content.
pub(super) fn place(body: &Body, index: usize) -> String {
    match body {
        Body::Tour(_) => format!("body.tour.steps[{index}]"),
        body => format!("body.{}", body.kind().as_str()),
    }
}

fn check_tour(content: &Content, steps: &[Step], found: &mut Findings) {
    if content.goal.is_none() {
        let message = "Name the goal it leads to; without one nobody can tell whether it helped.";
        found.hint("no_goal", "goal", message);
    }
    let longest = longest(steps);
    if longest >= TOO_MANY {
        let message =
            format!("The longest way has {longest} steps; one person in six goes through seven, so split it.");
        found.warning("too_many_steps", "body.tour.steps", message);
    } else if longest >= MANY {
        let message = format!("The longest way has {longest} steps; from five on most people stop, so keep to four.");
        found.warning("many_steps", "body.tour.steps", message);
    }
}

/// How many steps the longest way through it displays. A question teaches
/// nothing, and what is gone back to was counted before.
fn longest(steps: &[Step]) -> usize {
    let mut longest = vec![0; steps.len()];
    for at in (0..steps.len()).rev() {
        let further = ways::onward(steps, at).into_iter().filter_map(|to| match to {
            To::Step(next) if next > at => Some(longest[next]),
            _ => None,
        });
        let tells = steps[at].display != Display::Hidden && steps[at].question.is_none();
        longest[at] = usize::from(tells) + further.max().unwrap_or(0);
    }
    longest.first().copied().unwrap_or(0)
}

fn check_keys(at: &str, earlier: &[Step], step: &Step, found: &mut Findings) {
    if earlier.iter().any(|other| other.key == step.key) {
        found.error("duplicate_step", format!("{at}.key"), "Another step has this key; each needs its own.");
    }
    let asked = |other: &Step, question: &Question| other.question.as_ref().is_some_and(|q| q.key == question.key);
    if step.question.as_ref().is_some_and(|question| earlier.iter().any(|other| asked(other, question))) {
        let message = "Another question has this key; each needs its own.";
        found.error("duplicate_question", format!("{at}.question.key"), message);
    }
}

fn check_step(at: &str, step: &Step, leaving: bool, found: &mut Findings) {
    let says = !step.title.is_empty() || !step.text.is_empty() || step.question.is_some();
    if !says && step.display != Display::Hidden {
        found.error("empty_step", at, "It says nothing; write a title or a text, or ask a question.");
    }
    if leaving && blocks(&step.display) {
        let message =
            "Nothing may stand in the way of somebody who leaves; display it as a card, or without a spotlight.";
        found.error("modal_when_leaving", format!("{at}.display"), message);
    }
    for (index, rule) in step.pages.iter().enumerate() {
        rules::check_page(&format!("{at}.pages[{index}]"), rule, found);
    }
    if let Some(media) = &step.media {
        check_media(at, media, found);
    }
    match &step.question {
        Some(question) => {
            check_question(&format!("{at}.question"), question, leaving, found);
            if !question.branches.is_empty() {
                let message = "In a tour the step says where an answer leads; move them to the step's branches.";
                found.warning("branches_of_question", format!("{at}.question.branches"), message);
            }
            check_branches(at, step, question, found);
        }
        None if !step.branches.is_empty() => {
            let message = "There is no question whose answer could lead anywhere; ask one or remove them.";
            found.warning("branches_without_question", format!("{at}.branches"), message);
        }
        None => {}
    }
}

/// Whether the page is out of reach meanwhile: around a spotlight too, whatever its target is open to.
fn blocks(display: &Display) -> bool {
    match display {
        Display::Modal => true,
        Display::Bubble(bubble) => bubble.spotlight.is_some(),
        _ => false,
    }
}

/// What holds of a picture or video of this place.
pub(super) fn check_media(at: &str, media: &Media, found: &mut Findings) {
    if media.alt.is_empty() {
        let message = "Say what it shows, for those who do not see it.";
        found.error("missing_alt", format!("{at}.media.alt"), message);
    }
    if !is_media_url(&media.url) {
        let message = "A picture or video is at https: or at a path of your own that starts with /.";
        found.error("unsafe_media", format!("{at}.media.url"), message);
    }
}

/// Whether a picture may come from there.
fn is_media_url(url: &str) -> bool {
    let head = url.get(..8).is_some_and(|head| head.eq_ignore_ascii_case("https://"));
    crate::text::is_safe_url(url) && (head || url.starts_with('/'))
}

fn check_branches(at: &str, step: &Step, question: &Question, found: &mut Findings) {
    let samples = paths::samples(question);
    for (number, branch) in step.branches.iter().enumerate() {
        let at = format!("{at}.branches[{number}]");
        if let AnswerTest::Chosen(keys) = &branch.when {
            for key in keys.iter().filter(|key| !offers(question, key)) {
                found.error("unknown_option", &at, format!("The question has no option {key}."));
            }
        }
        let first = |answer: &Option<Answer>| step.branches.iter().position(|b| fits(&b.when, answer.as_ref()));
        if !samples.iter().any(|answer| first(answer) == Some(number)) {
            let message = "No answer leads this way, or a branch above takes it first; correct or remove it.";
            found.warning("branch_never_fits", at, message);
        }
    }
}

/// What is made of one step is displayed in its own way.
fn check_display(at: &str, body: &Body, display: &Display, found: &mut Findings) {
    let at = format!("{at}.display");
    match (body, display) {
        (Body::Survey(_) | Body::Tour(_) | Body::Checklist(_) | Body::ResourceCentre(_) | Body::Article(_), _)
        | (Body::Announcement(_), Display::Modal | Display::Card)
        | (Body::Message(_), Display::Card)
        | (Body::Banner(_), Display::Top | Display::Bottom | Display::Inline(_))
        | (Body::Hotspot(_), Display::Beacon(_)) => {}
        (Body::Announcement(_), _) => {
            found.error("announcement_display", at, "An announcement is a modal or a card.");
        }
        (Body::Message(_), _) => found.error("message_display", at, "A message is a card."),
        (Body::Banner(_), _) => {
            found.error("banner_display", at, "A banner is at the top, at the bottom, or inside an element.");
        }
        (Body::Hotspot(_), _) => found.error("hotspot_display", at, "A hotspot is a beacon beside an element."),
    }
}
