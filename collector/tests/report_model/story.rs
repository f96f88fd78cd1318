//! Random stories: who goes through which survey, what they answer, change and withdraw, and how it arrives.
//!
//! Deliberately absent: events that are refused; those have their own tests.

use proptest::prelude::*;
use shared::content::survey::Answer;
use shared::event::{Body, Context, Dismissal, Event, Run, Who};
use shared::id::{CompanyId, ContentKey, EventId, OptionKey, QuestionKey, RunId, StepKey, UserId};
use shared::time::{MINUTE_MS, Timestamp};

/// The survey whose answers are tied to people.
pub const OPEN_SURVEY: &str = "open";
/// The survey whose answers are not.
pub const ANONYMOUS_SURVEY: &str = "veiled";
/// The tour, whose last step asks.
pub const TOUR: &str = "guide";
/// Its steps.
pub const STEPS: [&str; 3] = ["a", "b", "c"];
/// The first UTC day of every story: a Wednesday, so that weeks and blocks begin within.
pub const FIRST_DAY: i64 = 20_500;
/// The collector's time.
pub const NOW: Timestamp = Timestamp((FIRST_DAY + 160) * 86_400_000);

/// Everything that happens, and how it arrives.
#[derive(Clone, Debug)]
pub struct Story {
    /// Each event once.
    pub events: Vec<Event>,
    /// The order of arrival, by index; some arrive more than once.
    pub arrival: Vec<usize>,
    /// How many events come in each batch, over and over.
    pub batches: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Deed {
    Due,
    Displayed,
    Withheld,
    Started,
    Completed,
    Ignored,
    Dismissed(Dismissal),
    Answered {
        question: u8,
        revision: u32,
        choice: Option<u8>,
    },
    /// Of tours only, like the next two.
    Step(u8),
    Effort {
        step: u8,
        amount: u8,
    },
    Missing {
        step: u8,
        selector: u8,
    },
}

/// Seven people; the last two have no company.
pub fn person(number: u8) -> (&'static str, Option<&'static str>, Option<&'static str>) {
    match number {
        0 => ("ada", Some("acme"), Some("en")),
        1 => ("ben", Some("acme"), Some("ja")),
        2 => ("cho", Some("beta"), Some("ja")),
        3 => ("dan", Some("beta"), None),
        4 => ("eve", Some("corp"), Some("en")),
        5 => ("fay", None, Some("ja")),
        _ => ("gus", None, None),
    }
}

/// The plan and role of a person.
pub fn traits(user: &str) -> (&'static str, Option<&'static str>) {
    match user {
        "ada" | "cho" | "fay" => ("pro", Some("admin")),
        "ben" | "eve" => ("pro", Some("user")),
        _ => ("free", None),
    }
}

fn deed() -> impl Strategy<Value = Deed> {
    let how = prop_oneof![
        Just(Dismissal::Closed),
        Just(Dismissal::Snoozed),
        Just(Dismissal::Refused),
        Just(Dismissal::ByHost)
    ];
    prop_oneof![
        2 => Just(Deed::Due),
        4 => Just(Deed::Displayed),
        1 => Just(Deed::Withheld),
        2 => Just(Deed::Started),
        2 => Just(Deed::Completed),
        1 => Just(Deed::Ignored),
        1 => how.prop_map(Deed::Dismissed),
        8 => (0..3_u8, 0..4_u32, proptest::option::weighted(0.8, 0..11_u8))
            .prop_map(|(question, revision, choice)| Deed::Answered { question, revision, choice }),
        6 => (0..3_u8).prop_map(Deed::Step),
        3 => (0..3_u8, 0..3_u8).prop_map(|(step, amount)| Deed::Effort { step, amount }),
        2 => (0..3_u8, 0..2_u8).prop_map(|(step, selector)| Deed::Missing { step, selector }),
    ]
}

/// A run: person, content, version, day, its deeds with minutes from the start and whether the company is named.
type Plan = (u8, &'static str, u32, i64, Vec<(Deed, i64, bool)>);

fn plan() -> impl Strategy<Value = Plan> {
    let deeds = proptest::collection::vec((deed(), 0..3_000_i64, proptest::bool::weighted(0.9)), 1..9);
    let content = prop_oneof![5 => Just(OPEN_SURVEY), 2 => Just(ANONYMOUS_SURVEY), 3 => Just(TOUR)];
    (0..7_u8, content, 1..3_u32, 0..150_i64, deeds)
}

/// Any story.
pub fn any_story() -> impl Strategy<Value = Story> {
    let plans = proptest::collection::vec(plan(), 1..25);
    let batches = proptest::collection::vec(1..7_usize, 1..6);
    (plans, batches, proptest::num::u64::ANY).prop_map(|(plans, batches, seed)| story(&plans, batches, seed))
}

/// Somebody of a company is displayed the survey and answers.
pub fn one_answer() -> Story {
    let deeds = vec![
        (Deed::Displayed, 0, true),
        (Deed::Answered { question: 0, revision: 1, choice: Some(9) }, 1, true),
        (Deed::Completed, 2, true),
    ];
    story(&[(0, OPEN_SURVEY, 1, 3, deeds)], vec![2], 1)
}

/// Somebody goes through the tour.
pub fn one_tour() -> Story {
    let deeds = vec![
        (Deed::Displayed, 0, true),
        (Deed::Step(0), 0, true),
        (Deed::Step(1), 1, true),
        (Deed::Completed, 2, true),
    ];
    story(&[(0, TOUR, 1, 3, deeds)], vec![1], 2)
}

/// Somebody was displayed the tour, and nothing more is known.
pub fn one_display() -> Story {
    story(&[(1, TOUR, 1, 4, vec![(Deed::Displayed, 0, true)])], vec![1], 3)
}

/// Somebody answered in the tour, and nothing more has arrived.
pub fn one_answer_of_a_tour() -> Story {
    story(&[(2, TOUR, 1, 5, vec![(Deed::Answered { question: 0, revision: 1, choice: Some(7) }, 0, true)])], vec![1], 4)
}

fn story(plans: &[Plan], batches: Vec<usize>, seed: u64) -> Story {
    let mut random = seed;
    let mut next = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        random >> 33
    };
    let mut bytes = || {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&(next() << 31 | next()).to_be_bytes());
        bytes
    };
    let mut events = Vec::new();
    for plan in plans {
        events.extend(events_of(plan, &mut bytes));
    }
    let mut arrival: Vec<usize> = (0..events.len()).collect();
    let repeats: Vec<usize> = arrival.iter().copied().filter(|_| next() % 3 == 0).collect();
    arrival.extend(repeats);
    for index in (1..arrival.len()).rev() {
        let other = usize::try_from(next()).unwrap_or(0) % (index + 1);
        arrival.swap(index, other);
    }
    Story { events, arrival, batches }
}

fn events_of((number, content, version, day, deeds): &Plan, bytes: &mut impl FnMut() -> [u8; 10]) -> Vec<Event> {
    let (user, company, locale) = person(*number);
    let start = Timestamp::of_day(FIRST_DAY + day).plus_ms(8 * 60 * MINUTE_MS);
    let (veiled, tour) = (*content == ANONYMOUS_SURVEY, *content == TOUR);
    let content = ContentKey::new(*content).expect("a key");
    let run = Run { id: RunId::from_parts(start, bytes()), content, version: *version };
    let mut taken = std::collections::BTreeSet::new();
    let mut events = Vec::new();
    for (deed, minutes, named) in deeds {
        if let Deed::Answered { question, revision, .. } = deed {
            // The ids of anonymous events are replaced, so which of two equal revisions has the higher one is unknown.
            if veiled && !taken.insert((*question, *revision)) {
                continue;
            }
        }
        let fits = match deed {
            Deed::Answered { question, .. } => !tour || *question == 0,
            Deed::Step(_) | Deed::Effort { .. } | Deed::Missing { .. } => tour,
            _ => true,
        };
        if !fits {
            continue;
        }
        let url = matches!(deed, Deed::Missing { .. }).then(|| format!("https://app.example.com/{}", minutes % 2));
        let at = start.plus_ms(minutes * MINUTE_MS);
        let company_id = company.filter(|_| *named).map(|company| CompanyId::new(company).expect("an id"));
        events.push(Event {
            id: EventId::from_parts(at, bytes()),
            at,
            who: Who { anonymous_id: None, user_id: Some(UserId::new(user).expect("an id")), company_id },
            context: Context { url, locale: locale.map(str::to_owned), device: None },
            body: body(deed, run.clone()),
        });
    }
    events
}

fn body(deed: &Deed, run: Run) -> Body {
    match deed {
        Deed::Due => Body::Due(run),
        Deed::Displayed => Body::Displayed(run),
        Deed::Withheld => Body::Withheld(run),
        Deed::Started => Body::Started(run),
        Deed::Completed => Body::Completed(run),
        Deed::Ignored => Body::Ignored(run),
        Deed::Dismissed(how) => Body::Dismissed { run, how: *how },
        Deed::Step(step) => Body::Step { run, step: step_key(*step) },
        Deed::Effort { step, amount } => Body::Effort {
            run,
            step: step_key(*step),
            active_ms: u32::from(*amount) * 1_500,
            returns: (*amount).into(),
            invalid: (*amount / 2).into(),
        },
        Deed::Missing { step, selector } => {
            Body::TargetMissing { run, step: step_key(*step), selector: format!("#{selector}") }
        }
        Deed::Answered { question, revision, choice } => {
            let name = ["score", "pick", "say"][usize::from(*question)];
            let answer = choice.map(|choice| answer(*question, choice));
            Body::Answered { run, question: QuestionKey::new(name).expect("a key"), revision: *revision, answer }
        }
    }
}

fn step_key(step: u8) -> StepKey {
    StepKey::new(STEPS[usize::from(step)]).expect("a key")
}

fn answer(question: u8, choice: u8) -> Answer {
    match question {
        0 => Answer::Score(choice),
        1 => {
            let key = |name: &str| OptionKey::new(name).expect("a key");
            let mut options: Vec<OptionKey> = ["a", "b", "c"]
                .into_iter()
                .zip(0..)
                .filter(|(_, bit)| choice >> bit & 1 == 1)
                .map(|(name, _)| key(name))
                .collect();
            let other = (choice >= 8 || options.is_empty()).then(|| "else".to_owned());
            options.reverse();
            Answer::Chosen { options, other, order: Vec::new() }
        }
        _ => Answer::Text(format!("words {choice}")),
    }
}
