//! Where the steps of a tour may lead, as its content says: which lie on everybody's way, and where the others branch off.
//!
//! A step lies on the main way when nobody comes to the end past it: it *dominates* the end. Any other branches off at the
//! last step that everybody passes who comes to it and that leads to more than one place (T. Lengauer and R. E. Tarjan, "A
//! Fast Algorithm for Finding Dominators in a Flowgraph", ACM TOPLAS 1(1), 1979, for the notion; tours are so short that
//! leaving out each step in turn is enough). Hidden steps display nothing, so they are looked through. A target that does
//! not come and is passed over is a fault of the page, no branch; what is come to in no other way branches off nowhere.
//! Deliberately absent: where people really went; the report of steps says that.

use crate::content::Step;
use crate::content::survey::Answer;
use crate::content::tour::{Display, Leads};
use crate::id::ContentKey;
use crate::lint::samples;
use crate::machine::survey::fits;

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To<'a> {
    /// To the step of this index.
    Step(usize),
    /// The tour is completed.
    End,
    /// The tour is completed, and this content starts.
    Content(&'a ContentKey),
}

/// How a step lies among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// Nobody comes to the end past it.
    Main,
    /// Not everybody is led there.
    Side {
        /// The index of the step it branches off from; `None`: the beginning, or no step leads there and it is come to only
        /// past a target that is not there.
        from: Option<usize>,
    },
    /// It displays nothing.
    Hidden,
}

/// A step among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// How it lies.
    pub lies: Lies,
    /// Nothing leads on from it: whoever closes it has seen all there is.
    pub ends: bool,
}

/// Where this step leads directly, each place once; closing, putting off and going back lead nowhere.
///
/// # Panics
/// When there is no step of this index.
pub fn onward(steps: &[Step], index: usize) -> Vec<To<'_>> {
    const NEXT: &Leads = &Leads::Next;
    let step = &steps[index];
    let mut found = Vec::new();
    for advance in &step.advance {
        add(&mut found, led(steps, index, &advance.to, false));
    }
    match &step.question {
        Some(question) => {
            for answer in samples(question) {
                add(&mut found, led(steps, index, after(step, answer.as_ref()), true));
            }
        }
        None if step.buttons.is_empty() => {
            // Where something in the page leads on, there is no "Next".
            if step.advance.is_empty() && step.display != Display::Hidden {
                add(&mut found, led(steps, index, NEXT, true));
            }
        }
        None => step.buttons.iter().for_each(|button| add(&mut found, led(steps, index, &button.to, true))),
    }
    found
}

fn add<'a>(found: &mut Vec<To<'a>>, to: Option<To<'a>>) {
    found.extend(to.filter(|to| !found.contains(to)));
}

/// Where an answer leads.
fn after<'a>(step: &'a Step, answer: Option<&Answer>) -> &'a Leads {
    const NEXT: &Leads = &Leads::Next;
    step.branches.iter().find(|branch| fits(&branch.when, answer)).map_or(NEXT, |branch| &branch.to)
}

/// Where something leads, as the machine follows it: what nobody pressed leads forward only.
fn led<'a>(steps: &[Step], index: usize, leads: &'a Leads, pressed: bool) -> Option<To<'a>> {
    let next = if index + 1 < steps.len() { To::Step(index + 1) } else { To::End };
    match leads {
        Leads::Next | Leads::Url(_) | Leads::NewTab(_) => Some(next),
        Leads::Step(key) => {
            let found = steps.iter().position(|step| step.key == *key).filter(|at| pressed || *at > index);
            Some(found.map_or(next, To::Step))
        }
        Leads::Back => (!pressed).then_some(next),
        Leads::Content(key) => Some(To::Content(key)),
        Leads::End => Some(To::End),
        Leads::Snooze | Leads::Close => None,
    }
}

/// How each step lies among the others.
pub fn places(steps: &[Step]) -> Vec<Place> {
    let graph = Graph::of(steps);
    let all = graph.reached(None);
    // What is reached past each step, were it not there.
    let past: Vec<Reached> = (0..steps.len()).map(|index| graph.reached(Some(index))).collect();
    let before = |index: usize| (0..steps.len()).filter(move |step| *step != index);
    let dominators = |index: usize| before(index).filter(|step| !past[*step].steps[index]).count();
    let place = |index: usize| {
        if steps[index].display == Display::Hidden {
            return Place { lies: Lies::Hidden, ends: false };
        }
        let ends = graph.out[index].is_empty();
        if !all.steps[index] {
            return Place { lies: Lies::Side { from: None }, ends };
        }
        let forks =
            before(index).filter(|step| all.steps[*step] && !past[*step].steps[index] && graph.out[*step].len() > 1);
        let from = forks.max_by_key(|step| dominators(*step));
        let lies = if past[index].end { Lies::Side { from } } else { Lies::Main };
        Place { lies, ends }
    };
    (0..steps.len()).map(place).collect()
}

/// The order in which steps are told: as they are written, each that branches off right after where it does.
pub fn order(places: &[Place]) -> Vec<usize> {
    let mut paths: Vec<Vec<usize>> = (0..places.len())
        .map(|index| {
            let mut path = vec![index];
            let mut at = index;
            while let Lies::Side { from: Some(from) } = places[at].lies {
                path.insert(0, from);
                at = from;
            }
            path
        })
        .collect();
    paths.sort();
    paths.iter().filter_map(|path| path.last().copied()).collect()
}

/// What leads where, hidden steps looked through.
struct Graph<'a> {
    /// Where the beginning leads.
    begin: Vec<To<'a>>,
    /// Where each step leads; nothing for hidden ones.
    out: Vec<Vec<To<'a>>>,
    /// Whether only closing ends the tour, so that steps without a way on are its end.
    closes: bool,
}

/// What is reached from the beginning.
struct Reached {
    steps: Vec<bool>,
    end: bool,
}

impl<'a> Graph<'a> {
    fn of(steps: &'a [Step]) -> Self {
        let hidden = |index: usize| steps[index].display == Display::Hidden;
        let through = |to: Vec<To<'a>>| {
            let (mut found, mut waiting) = (Vec::new(), to);
            let mut looked = vec![false; steps.len()];
            while let Some(to) = waiting.pop() {
                match to {
                    To::Step(index) if hidden(index) => {
                        if !std::mem::replace(&mut looked[index], true) {
                            waiting.extend(onward(steps, index));
                        }
                    }
                    to => add(&mut found, Some(to)),
                }
            }
            found
        };
        let begin = through(if steps.is_empty() { Vec::new() } else { vec![To::Step(0)] });
        let out = (0..steps.len()).map(|at| if hidden(at) { Vec::new() } else { through(onward(steps, at)) }).collect();
        let mut graph = Self { begin, out, closes: false };
        graph.closes = !graph.reached(None).end;
        graph
    }

    fn reached(&self, without: Option<usize>) -> Reached {
        let mut reached = Reached { steps: vec![false; self.out.len()], end: false };
        let mut waiting = self.begin.clone();
        while let Some(to) = waiting.pop() {
            match to {
                To::Step(index) if Some(index) == without || reached.steps[index] => {}
                To::Step(index) => {
                    reached.steps[index] = true;
                    reached.end |= self.closes && self.out[index].is_empty();
                    waiting.extend(&self.out[index]);
                }
                To::End | To::Content(_) => reached.end = true,
            }
        }
        reached
    }
}
