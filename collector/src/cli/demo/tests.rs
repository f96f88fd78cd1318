//! Whether the sample people are believable: steady life up to today, histories that can have happened, answers that fit.

use super::{Scale, generator};
use crate::routes::content::template;
use shared::content::survey::Answer;
use shared::content::{Content, Repeat};
use shared::event::{Body, Event};
use shared::time::{DAY_MS, Timestamp};
use shared::value::Value;
use std::collections::{BTreeMap, BTreeSet};

const SCALE: Scale = Scale { companies: 80, days: 120, seed: 7 };
const NOW: Timestamp = Timestamp(1_795_602_600_000);
const ORIGIN: &str = "http://127.0.0.1:8601";

fn contents() -> Vec<(Content, u32)> {
    template::all().into_iter().map(|content| (content, 1)).collect()
}

fn told() -> Vec<Event> {
    generator::events(&contents(), ORIGIN, SCALE, NOW)
}

fn user(event: &Event) -> &str {
    event.who.user_id.as_ref().expect("sample people are known").as_str()
}

fn company(event: &Event) -> &str {
    event.who.company_id.as_ref().expect("sample people work somewhere").as_str()
}

fn tracked(event: &Event) -> Option<&str> {
    if let Body::Track { name, .. } = &event.body { Some(name) } else { None }
}

/// Answers to one question: when, and what.
fn answers<'a>(events: &'a [Event], content: &str, question: &str) -> Vec<(&'a Event, &'a Answer)> {
    let of = |event: &'a Event| match &event.body {
        Body::Answered { run, question: asked, answer: Some(answer), .. }
            if run.content.as_str() == content && asked.as_str() == question =>
        {
            Some((event, answer))
        }
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

fn scores(events: &[Event], content: &str, question: &str, days: std::ops::Range<i64>) -> Vec<i32> {
    let within = |event: &Event| days.contains(&(NOW.since(event.at) / DAY_MS));
    let some = answers(events, content, question).into_iter().filter(|(event, _)| within(event));
    some.filter_map(|(_, answer)| if let Answer::Score(score) = answer { Some(i32::from(*score)) } else { None })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "some hundred answers")]
fn nps(scores: &[i32]) -> f64 {
    let share = |low, high| scores.iter().filter(|score| (low..=high).contains(*score)).count() as f64;
    100.0 * (share(9, 10) - share(0, 6)) / scores.len() as f64
}

#[test]
fn the_same_seed_tells_the_same_story_and_another_seed_another() {
    assert_eq!(told(), told());
    assert_ne!(told(), generator::events(&contents(), ORIGIN, Scale { seed: 8, ..SCALE }, NOW));
}

#[test]
fn life_goes_on_up_to_today_and_gets_a_little_better() {
    let events = told();
    // All but the first week, in which people come one after the other.
    for week in 0..SCALE.days / 7 - 1 {
        let days = week * 7..week * 7 + 7;
        assert!(!scores(&events, "relationship-nps", "score", days.clone()).is_empty(), "NPS, {week} weeks ago");
        assert!(scores(&events, "task-ces", "effort", days).len() >= 3, "CES, {week} weeks ago");
    }
    let [late, early] = [0..30, 30..60].map(|days| scores(&events, "relationship-nps", "score", days));
    assert!(late.len() >= 30 && early.len() >= 30, "{} and {} NPS answers", late.len(), early.len());
    let all = nps(&scores(&events, "relationship-nps", "score", 0..SCALE.days));
    assert!((10.0..=30.0).contains(&all), "an NPS of {all}");
    let [second, first] = [0..60, 60..120].map(|days| nps(&scores(&events, "relationship-nps", "score", days)));
    assert!(second > first, "{first}, then {second}");
}

#[test]
fn only_owners_cancel_and_then_nobody_of_their_company_comes_any_more() {
    let events = told();
    let left: BTreeMap<&str, Timestamp> = events
        .iter()
        .filter(|event| tracked(event) == Some("subscription_cancelled"))
        .map(|event| (company(event), event.at))
        .collect();
    assert!((3..=25).contains(&left.len()), "{} companies left", left.len());
    let mut plans = BTreeMap::new();
    let mut roles = BTreeMap::new();
    for event in &events {
        if let Body::Group { traits, membership } = &event.body {
            plans.insert(company(event), traits.get("plan").cloned().flatten());
            roles.insert(user(event), membership.get("role").cloned().flatten());
        }
    }
    let text = |value: &str| Some(Value::Text(value.into()));
    for event in &events {
        if let Some(at) = left.get(company(event)).filter(|at| event.at > **at) {
            assert_eq!(roles[user(event)], text("owner"));
            assert!(event.at.since(*at) < DAY_MS, "{} is back", user(event));
            let asked = if let Body::Displayed(run) = &event.body { run.content.as_str() } else { "cancellation" };
            assert_eq!(asked, "cancellation", "{}", user(event));
        }
        if let Body::Displayed(run) = &event.body
            && run.content.as_str() == "cancellation"
        {
            assert!(left.contains_key(company(event)));
        }
    }
    for (company, plan) in plans {
        assert_eq!(plan == text("cancelled"), left.contains_key(company), "{company}: {plan:?}");
    }
}

#[test]
fn nobody_is_asked_again_before_the_survey_says_so() {
    let (events, contents) = (told(), contents());
    let mut answered: BTreeMap<(&str, &str), Timestamp> = BTreeMap::new();
    for event in &events {
        let Body::Completed(run) = &event.body else { continue };
        let (content, _) = contents.iter().find(|(content, _)| content.key == run.content).expect("published");
        let before = answered.insert((user(event), run.content.as_str()), event.at);
        let quiet = match content.frequency.repeat {
            Repeat::Once | Repeat::UntilAnswered => i64::MAX,
            Repeat::EveryDays(days) => i64::from(days) * DAY_MS,
            Repeat::Always => 0,
        };
        assert!(before.is_none_or(|before| event.at.since(before) >= quiet), "{} in {}", user(event), run.content);
    }
}

#[test]
fn a_few_ask_for_a_person_also_in_the_last_days() {
    let events = told();
    let asks = |event: &&Event| match &event.body {
        Body::Step { step, .. } => step.as_str() == "asked",
        Body::Answered { run, answer: Some(Answer::Score(score)), .. } => {
            run.content.as_str() == "task-ces" && *score <= 3
        }
        _ => false,
    };
    let asked: Vec<&Event> = events.iter().filter(asks).collect();
    let pressed = asked.iter().filter(|event| matches!(event.body, Body::Step { .. })).count();
    assert!((3..=20).contains(&pressed), "{pressed} came to the step");
    let lately = asked.iter().filter(|event| event.at >= NOW.plus_days(-super::walk::RECENT_DAYS)).count();
    assert!((2..=12).contains(&lately), "{lately} in the last days");
}

#[test]
fn what_people_write_fits_what_they_scored() {
    let events = told();
    let given = |question| -> BTreeSet<&str> {
        let texts = answers(&events, "relationship-nps", question).into_iter();
        texts
            .filter_map(|(_, answer)| if let Answer::Text(text) = answer { Some(text.as_str()) } else { None })
            .collect()
    };
    let (praise, problems) = (given("praise"), given("problem"));
    assert!(praise.len() >= 6 && problems.len() >= 6, "{praise:?} {problems:?}");
    assert!(praise.is_disjoint(&problems));
    assert!(praise.is_disjoint(&given("improve")));
}

#[test]
fn everybody_has_one_shape_and_lives_on_the_pages_of_the_example_product() {
    let events = told();
    let mut people = BTreeSet::new();
    for event in &events {
        let url = event.context.url.as_deref().expect("sample people are on a page");
        assert!(url.starts_with(ORIGIN), "{url}");
        match &event.body {
            Body::Identify { traits } => {
                assert_eq!(traits.keys().collect::<Vec<_>>(), ["name", "signed_up_at", "stakeholder"]);
                people.insert(user(event));
            }
            Body::Group { traits, .. } => {
                let names: Vec<_> = traits.keys().collect();
                assert_eq!(names, ["country", "industry", "name", "owner", "partner", "plan", "seats"]);
            }
            _ => {}
        }
    }
    for visitor in ["hana.sato", "ken.tanaka", "emma.clarke", "omar.haddad", "aoi.yamamoto", "lucas.meyer"] {
        assert!(people.contains(visitor), "{visitor} has no past");
    }
}

#[test]
fn whoever_a_visitor_can_be_can_still_be_asked_today() {
    let (events, contents) = (told(), contents());
    for event in events.iter().filter(|event| event.at >= NOW.plus_days(-1) && user(event) == "hana.sato") {
        assert!(!matches!(event.body, Body::Displayed(_)));
    }
    for (content, _) in &contents {
        let Repeat::EveryDays(days) = content.frequency.repeat else { continue };
        let lately = |event: &&Event| {
            let answered = matches!(&event.body, Body::Answered { run, .. } if run.content == content.key);
            answered && user(event) == "hana.sato" && event.at >= NOW.plus_days(-i64::from(days))
        };
        assert_eq!(events.iter().find(lately), None);
    }
}
