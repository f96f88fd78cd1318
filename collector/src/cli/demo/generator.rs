//! What sample people did and answered, the same for the same seed.
//!
//! Pure: a seed and a time in, events out; [`super::walk`] hands them to the collector's own ingest. Colleagues resemble each
//! other, people who found a task hard recommend less, Japanese answers lie nearer the middle, some people never answer, and
//! things get a little better over time: so the console shows what real data looks like. Deliberately absent: any real person.

use super::Scale;
use super::people::{self, Company, Person};
use super::story::Story;
use crate::random::Random;
use shared::content::{Content, Repeat};
use shared::event::Event;
use shared::session::{Mark, Marks};
use shared::time::{DAY_MS, HOUR_MS, Timestamp};

/// The environment in which the story is told.
pub struct World<'a> {
    /// What may be asked, each with its published version; the highest priority first.
    pub contents: Vec<(&'a Content, u32)>,
    /// The example product's origin.
    pub origin: &'a str,
    /// When the story begins.
    pub begun: Timestamp,
    /// When it is told.
    pub now: Timestamp,
}

impl World<'_> {
    /// How far the story has gone by then, 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share of some months")]
    pub fn progress(&self, at: Timestamp) -> f64 {
        at.since(self.begun) as f64 / self.now.since(self.begun).max(1) as f64
    }
}

/// Makes up what happened until `now`, in order of time.
pub fn events(contents: &[(Content, u32)], origin: &str, scale: Scale, now: Timestamp) -> Vec<Event> {
    let mut random = Random::new(scale.seed);
    let mut contents: Vec<_> = contents.iter().map(|(content, version)| (content, *version)).collect();
    contents.sort_by_key(|(content, _)| std::cmp::Reverse(content.priority));
    let world = World { contents, origin, begun: now.plus_days(-scale.days), now };
    let mut events = Vec::new();
    for company in people::companies(scale, now, &mut random) {
        for person in &company.people {
            live(&world, &company, person, &mut random, &mut events);
        }
    }
    events.retain(|event| event.at < now);
    events.sort_by_key(|event| (event.at, event.id));
    events
}

/// One person's days from the beginning of the story, or from when they joined, until today or until their company left.
fn live(world: &World<'_>, company: &Company, person: &Person, random: &mut Random, events: &mut Vec<Event>) {
    let is_new = person.joined >= world.begun;
    let japanese = person.locale == "ja";
    // Only the owner is still there when the company leaves.
    let margin = if person.role == "owner" { 0 } else { HOUR_MS };
    let until = company.left().unwrap_or(world.now).min(world.now).plus_ms(-margin);
    // The owner looks in often enough to have been there before the contract changes.
    let rhythm = if person.role == "owner" { 2 + random.span(4) } else { 3 + random.span(10) };
    let pause = |random: &mut Random| 1 + random.span(2 * rhythm);
    let mut at = if is_new {
        person.joined
    } else {
        people::working(world.begun.plus_days(random.span(rhythm)), japanese, random)
    };
    if at >= until {
        return;
    }
    let marks = if is_new { Marks::new() } else { asked_before(world, random) };
    let mut story = Story::begin(world, company, person, marks, random, events);
    let mut turns = company.turns.iter().filter(|(turn, _)| *turn < world.now).peekable();
    story.arrive(at, is_new && person.role == "owner");
    loop {
        let next = people::working(at.plus_days(pause(story.random)), japanese, story.random);
        // The owner comes for the day on which the contract changes; it is the last visit of all if they leave.
        let turn = turns.next_if(|(turn, _)| person.role == "owner" && *turn <= next);
        if let Some((day, plan)) = turn {
            at = at.plus_ms(DAY_MS / 48).max(*day);
            story.change_plan(at, plan);
        } else {
            at = next;
            if at < until {
                story.visit(at);
            }
        }
        if at >= until {
            return;
        }
    }
}

/// People who were there before were asked before: those who are asked again and again have their turn at any time.
fn asked_before(world: &World<'_>, random: &mut Random) -> Marks {
    let asked = world.contents.iter().filter_map(|(content, _)| match content.frequency.repeat {
        Repeat::EveryDays(days) => {
            let answered_at = Some(world.begun.plus_ms(-random.span(i64::from(days) * DAY_MS)));
            Some((content.key.clone(), Mark { answered_at, ..Mark::default() }))
        }
        _ => None,
    });
    asked.collect()
}
