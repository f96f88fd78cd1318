//! Advice on where steps lead: to steps that are not there, in circles, nowhere, and which steps nobody reaches.

use super::tour::place;
use super::{Findings, rules, words};
use crate::content::tour::{Display, Leads, MissingThen, On};
use crate::content::{Body, Content, Step};
use crate::ways::{To, onward};

pub(super) fn check(content: &Content, body: &Body, found: &mut Findings) {
    let steps = body.steps();
    for (index, step) in steps.iter().enumerate() {
        let at = place(body, index);
        for (number, button) in step.buttons.iter().enumerate() {
            check_leads(&format!("{at}.buttons[{number}].to"), content, steps, (index, &button.to), found);
        }
        for (number, branch) in step.branches.iter().enumerate() {
            check_leads(&format!("{at}.branches[{number}].to"), content, steps, (index, &branch.to), found);
        }
        for (number, advance) in step.advance.iter().enumerate() {
            let at = format!("{at}.advance[{number}]");
            check_on(&format!("{at}.on"), &advance.on, found);
            let at = format!("{at}.to");
            check_leads(&at, content, steps, (index, &advance.to), found);
            if leads_back(steps, index, &advance.to) {
                let message = "What happens by itself leads forward only, so that no tour runs in circles.";
                found.error("advance_backwards", at, message);
            }
        }
        if step.display == Display::Hidden && step.advance.is_empty() {
            let message = "Nothing is displayed and nothing leads on, so the tour stops here; say what it waits for.";
            found.error("stuck", format!("{at}.advance"), message);
        }
    }
    for index in unreached(steps) {
        let message = "No way leads here; correct what leads on, or remove it.";
        found.warning("unreachable", place(body, index), message);
    }
}

fn check_leads(at: &str, content: &Content, steps: &[Step], (index, to): (usize, &Leads), found: &mut Findings) {
    match to {
        Leads::Step(key) if *key == steps[index].key => {
            found.error("leads_to_itself", at, "It leads to the step it is in; lead to another.");
        }
        Leads::Step(key) if !steps.iter().any(|step| step.key == *key) => {
            found.error("unknown_step", at, format!("There is no step {key}; lead to another."));
        }
        Leads::Content(key) if *key == content.key => {
            found.error("starts_itself", at, "It would start itself again; name another content.");
        }
        Leads::Url(url) | Leads::NewTab(url) => words::check_url(at, url, found),
        _ => {}
    }
}

fn check_on(at: &str, on: &On, found: &mut Findings) {
    match on {
        On::Event(test) => rules::check_event(at, test, found),
        On::Page(pages) => {
            for (index, rule) in pages.iter().enumerate() {
                rules::check_page(&format!("{at}.page[{index}]"), rule, found);
            }
        }
        On::Element(selector) | On::Gone(selector) => rules::check_selector(at, selector, found),
        On::Click | On::Entered | On::Delay(_) => {}
    }
}

fn leads_back(steps: &[Step], index: usize, to: &Leads) -> bool {
    match to {
        Leads::Back => true,
        Leads::Step(key) => steps[..index].iter().any(|earlier| earlier.key == *key),
        _ => false,
    }
}

/// The steps that no way from the first leads to.
fn unreached(steps: &[Step]) -> Vec<usize> {
    let mut reached = vec![false; steps.len()];
    let mut waiting = vec![0];
    while let Some(index) = waiting.pop() {
        if let Some(mark) = reached.get_mut(index)
            && !std::mem::replace(mark, true)
        {
            waiting.extend(onward(steps, index).into_iter().filter_map(|to| match to {
                To::Step(step) => Some(step),
                To::End | To::Content(_) => None,
            }));
            // A target that does not come can be passed over.
            waiting.extend((steps[index].display.missing().then == MissingThen::Skip).then_some(index + 1));
        }
    }
    (0..steps.len()).filter(|index| !reached[*index]).collect()
}
