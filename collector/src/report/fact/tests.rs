//! A run by table: order, repeats, withdrawals, missing steps, privacy.
//!
//! Deliberately absent: the store; `tests/report_model.rs` goes through it.

use super::*;
use shared::content::audience::Device;
use shared::event::{Context, Event, Run, Who};
use shared::id::{CompanyId, RunId, StepKey, UserId};
use uuid::Uuid;

fn run() -> Run {
    Run { id: RunId(Uuid::from_u128(1)), content: ContentKey::new("nps").expect("a key"), version: 3 }
}

fn event(id: u128, at: i64, body: Body) -> Event {
    Event {
        id: EventId(Uuid::from_u128(id)),
        at: Timestamp(at),
        who: Who {
            anonymous_id: None,
            user_id: Some(UserId::new("ada").expect("an id")),
            company_id: Some(CompanyId::new("acme").expect("an id")),
        },
        context: Context { url: None, locale: Some("ja".into()), device: Some(Device::Phone) },
        body,
    }
}

fn score(id: u128, at: i64, revision: u32, score: Option<u8>) -> Event {
    let question = QuestionKey::new("score").expect("a key");
    event(id, at, Body::Answered { run: run(), question, revision, answer: score.map(Answer::Score) })
}

fn fact(events: &[&Event], mode: PrivacyMode) -> Fact {
    let heard = |event| Heard::of(event, Some("u:ada"), Terms { mode, has_steps: false }).expect("an event of a run");
    let mut fact = Fact::begin(&heard(events[0]));
    events[1..].iter().for_each(|event| fact.absorb(&heard(event)));
    fact
}

fn identified(events: &[&Event]) -> Fact {
    fact(events, PrivacyMode::Identified)
}

fn step() -> StepKey {
    StepKey::new("first").expect("a key")
}

fn missing(selector: &str) -> Body {
    Body::TargetMissing { run: run(), step: step(), selector: selector.into() }
}

#[test]
fn a_step_keeps_its_first_display_and_its_last_miss_whatever_the_order() {
    let display = |id, at| event(id, at, Body::Step { run: run(), step: step() });
    let (first, again) = (display(2, 100), display(3, 200));
    let (early, late) = (event(4, 50, missing("#a")), event(5, 90, missing("#b")));
    for order in [[&first, &again, &early, &late], [&late, &again, &early, &first]] {
        let visit = identified(&order).visits[&step()].clone();
        assert_eq!(visit.displayed, Some(Timestamp(100)));
        assert_eq!(visit.missing.expect("it was missing").selector, "#b");
    }
}

#[test]
fn a_step_without_a_display_of_the_run_is_one() {
    let step = event(2, 100, Body::Step { run: run(), step: step() });
    assert_eq!(identified(&[&step]).steps.displayed, Some(Timestamp(100)), "it was led there over a page");
    let displayed = event(3, 90, Body::Displayed(run()));
    for order in [[&step, &displayed], [&displayed, &step]] {
        assert_eq!(identified(&order).steps.displayed, Some(Timestamp(90)));
    }
}

#[test]
fn what_a_step_took_adds_up_in_any_order_and_makes_nothing_displayed() {
    let took = |id, active_ms, returns, invalid| {
        event(id, 100, Body::Effort { run: run(), step: step(), active_ms, returns, invalid })
    };
    let (one, other) = (took(2, 4_000, 0, 2), took(3, 500, 1, 0));
    for order in [[&one, &other], [&other, &one]] {
        let fact = identified(&order);
        let Effort { active_ms, returns, invalid } = fact.visits[&step()].effort;
        assert_eq!((active_ms, returns, invalid), (4_500, 1, 2));
        assert_eq!(fact.funnel(), Funnel::default());
    }
}

#[test]
fn the_order_and_number_of_arrivals_do_not_matter() {
    let displayed = event(2, 100, Body::Displayed(run()));
    let (old, new) = (score(3, 200, 1, Some(3)), score(4, 300, 2, Some(9)));
    let expected = identified(&[&displayed, &old, &new]);
    for order in [[&new, &old, &displayed], [&old, &displayed, &new], [&new, &displayed, &old]] {
        assert_eq!(identified(&order), expected);
        assert_eq!(identified(&[order[0], order[1], order[2], order[0], order[2]]), expected);
    }
    let buckets: Vec<String> = expected.counted().map(|(_, bucket)| bucket).collect();
    assert_eq!(buckets, ["s9"]);
    assert_eq!((expected.at(), expected.changed_at()), (Timestamp(100), Timestamp(300)));
}

#[test]
fn among_equal_revisions_the_higher_id_counts() {
    let (a, b) = (score(3, 900, 1, Some(3)), score(4, 200, 1, Some(9)));
    assert_eq!(identified(&[&a, &b]).counted().next().expect("one").1, "s9");
    assert_eq!(identified(&[&b, &a]).counted().next().expect("one").1, "s9");
}

#[test]
fn an_earlier_answer_does_not_revive_a_withdrawn_one() {
    let (given, withdrawn) = (score(3, 200, 1, Some(3)), score(4, 300, 2, None));
    for order in [[&given, &withdrawn], [&withdrawn, &given]] {
        let fact = identified(&order);
        assert_eq!(fact.counted().count(), 0);
        assert_eq!((fact.funnel().answered, fact.funnel().started), (0, 1));
    }
}

#[test]
fn later_steps_imply_earlier_ones() {
    let by_host = Body::Dismissed { run: run(), how: Dismissal::ByHost };
    let closed = Body::Dismissed { run: run(), how: Dismissal::Closed };
    // due, displayed, started, answered, completed, dismissed, ignored, withheld
    for (bodies, expected) in [
        (vec![Body::Due(run())], [1, 0, 0, 0, 0, 0, 0, 0]),
        (vec![Body::Withheld(run())], [1, 0, 0, 0, 0, 0, 0, 1]),
        (vec![Body::Displayed(run())], [1, 1, 0, 0, 0, 0, 0, 0]),
        (vec![Body::Completed(run())], [1, 1, 1, 0, 1, 0, 0, 0]),
        (vec![Body::Ignored(run())], [1, 1, 0, 0, 0, 0, 1, 0]),
        (vec![Body::Ignored(run()), Body::Started(run())], [1, 1, 1, 0, 0, 0, 0, 0]),
        (vec![closed.clone()], [1, 1, 0, 0, 0, 1, 0, 0]),
        (vec![by_host], [1, 1, 0, 0, 0, 0, 0, 0]),
        (vec![Body::Completed(run()), closed], [1, 1, 1, 0, 1, 0, 0, 0]),
        (vec![Body::Step { run: run(), step: step() }], [1, 1, 0, 0, 0, 0, 0, 0]),
        (vec![missing("#a")], [0, 0, 0, 0, 0, 0, 0, 0]),
        (vec![Body::Withheld(run()), Body::Displayed(run())], [1, 1, 0, 0, 0, 0, 0, 0]),
    ] {
        let events: Vec<Event> =
            bodies.iter().zip(1_u8..).map(|(body, id)| event(id.into(), 5, body.clone())).collect();
        let fact = identified(&events.iter().collect::<Vec<_>>());
        assert_eq!(tally::counts(&fact.funnel()), expected, "{bodies:?}");
        assert_eq!(tally::steps_reached(&tally::reached(&fact.funnel())), expected);
    }
}

#[test]
fn an_anonymous_fact_names_nobody_and_only_the_day() {
    let answer = score(3, 3 * 86_400_000 + 12_345, 1, Some(3));
    let fact = fact(&[&answer], PrivacyMode::Anonymous);
    assert_eq!((fact.subject.as_deref(), fact.company.as_deref(), fact.locale.as_deref()), (None, None, None));
    assert_eq!((fact.at(), fact.changed_at()), (Timestamp::of_day(3), Timestamp::of_day(3)));
    let heard =
        Heard::of(&answer, None, Terms { mode: PrivacyMode::Anonymous, has_steps: false }).expect("an event of a run");
    assert_eq!(heard.device(), None);
}

#[test]
fn a_changed_answer_moves_from_one_count_to_the_other() {
    let (old, new) = (score(3, 200, 1, Some(3)), score(4, 300, 2, Some(9)));
    let mut sums = tally::Tally::default();
    sums.add(&identified(&[&old]), 1);
    sums.add(&identified(&[&old]), -1);
    sums.add(&identified(&[&old, &new]), 1);
    sums.drop_zeros();
    let counters: Vec<(&str, i64)> =
        sums.answers.iter().map(|((_, _, _, counter), n)| (counter.as_str(), *n)).collect();
    assert_eq!(counters, [("s9", 1)]);
    let companies: Vec<&str> = sums.companies.keys().map(|(_, _, _, company, _)| company.as_str()).collect();
    assert_eq!(companies, ["acme"]);
}
