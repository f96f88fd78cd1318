//! Who is in which arm, what is told when, and a thousand experiments in which nothing is changed.

use super::*;
use crate::random::Random;
use serde_json::json;
use shared::statistics::comparison::{self, Groups};

const DAY: i64 = 86_400_000;

fn content() -> Content {
    serde_json::from_value(json!({
        "key": "guide", "name": "Guide", "goal": "sent", "holdout": 300, "measure_until": 28 * DAY,
        "trigger": { "cause": { "event": { "name": "Opened" } } },
        "body": { "tour": { "steps": [{ "key": "a", "title": { "en": "A" } }] } },
    }))
    .expect("a tour")
}

fn goal() -> Goal {
    let value = json!({ "property": "amount", "at_least": 1 });
    let sign = json!({ "event": { "name": "Sent" } });
    serde_json::from_value(json!({ "key": "sent", "name": "Sent", "sign": sign, "value": value, "window_days": 14 }))
        .expect("a goal")
}

fn fixed() -> Fixed {
    Fixed {
        number: 1,
        version: 1,
        goal: goal(),
        holdout: 300,
        from: Timestamp(0),
        horizon: lift::Horizon { assigned_until: Timestamp::of_day(28), window_days: 14 },
        ended_at: None,
        by: "Ada".into(),
    }
}

fn material(assigned: Vec<Assigned>) -> Material {
    let (goals, measurements) = (vec![goal()], vec![fixed()]);
    Material { content: Some(content()), goals, published: true, measurements, assigned, ..Material::default() }
}

/// A company's bucket, here its name.
fn by_name(company: &str) -> String {
    company.to_owned()
}

fn told(material: &Material, day: i64) -> Measured {
    report(material, &by_name, Timestamp::of_day(day)).and_then(|report| report.measured).expect("a measurement")
}

/// A bucket that is held out, or not.
fn bucket(held: bool, number: usize) -> String {
    let drawn = |n: &usize| in_share(300, Purpose::Holdout, "guide", &n.to_string()) == held;
    (0..).filter(drawn).nth(number).expect("one of them").to_string()
}

/// People of an arm who saw what they were drawn to, of whom so many reached the goal a day later.
fn people(held: bool, count: usize, reached: usize) -> Vec<Assigned> {
    let one = |number: usize| Assigned {
        bucket: bucket(held, number),
        displayed: !held,
        withheld: held,
        at: Timestamp::of_day(1),
        signs: if number < reached { vec![sign(2, 4.0)] } else { Vec::new() },
        ..Assigned::default()
    };
    (0..count).map(one).collect()
}

fn sign(day: i64, value: f64) -> Observation {
    Observation { at: Timestamp::of_day(day), value, from_server: true }
}

#[test]
fn before_the_horizon_there_are_counts_and_no_figure() {
    let material = material([people(false, 60, 45), people(true, 40, 10)].concat());
    let early = told(&material, 41);
    assert_eq!(early.state, LiftState::Running);
    assert_eq!(
        (early.displayed.count, early.withheld.count),
        (LiftCount { people: 60, reached: 45 }, LiftCount { people: 40, reached: 10 })
    );
    assert_eq!((early.effect, early.value, early.displayed.share, early.withheld.share), (None, None, None, None));
    let over = told(&material, 42);
    let effect = over.effect.expect("a figure");
    assert!((effect.value - 50.0).abs() < 1e-9 && effect.low > 0.0 && effect.is_significant(), "{effect:?}");
    let value = over.value.expect("a quantity");
    assert!((value.displayed - 3.0).abs() < 1e-9 && (value.withheld - 1.0).abs() < 1e-9, "{value:?}");
    assert!((value.effect.value - 2.0).abs() < 1e-9 && value.effect.is_significant());
}

#[test]
fn small_arms_ended_measurements_and_changed_goals_have_no_figure() {
    let few = told(&material([people(false, 60, 45), people(true, 12, 3)].concat()), 50);
    assert_eq!(few.state, LiftState::TooFew { people_needed: 8, companies_needed: 0 });
    let mut ended = material([people(false, 60, 45), people(true, 40, 10)].concat());
    ended.measurements[0].ended_at = Some(Timestamp::of_day(20));
    assert_eq!((told(&ended, 50).state, told(&ended, 50).effect), (LiftState::Ended, None));
    let mut other = material([people(false, 60, 45), people(true, 40, 10)].concat());
    other.goals[0].count = 2;
    assert_eq!((told(&other, 50).state, told(&other, 50).effect), (LiftState::GoalChanged, None));
}

#[test]
fn what_somebody_opened_by_hand_moves_them_to_no_other_arm() {
    let mut all = [people(false, 30, 0), people(true, 30, 0)].concat();
    all[30].displayed = true;
    (all[31].displayed, all[31].became_known) = (true, true);
    all[0].withheld = true;
    (all[1].completed, all[1].signs) = (Some(Timestamp::of_day(2)), vec![sign(3, 2.0)]);
    let told = told(&material(all), 50);
    assert_eq!((told.displayed.count.people, told.withheld.count.people), (29, 29));
    assert_eq!((told.crossed, told.asked), (2, 1));
    assert_eq!(told.completed, LiftCount { people: 1, reached: 1 });
}

#[test]
fn a_company_is_drawn_as_a_whole_and_whoever_changes_to_one_in_the_other_arm_is_in_neither() {
    let [shown, also_shown, held] = [bucket(false, 0), bucket(false, 1), bucket(true, 0)].map(Some);
    let one = |acted_for: &[&Option<String>], own: bool| Assigned {
        // Their own bucket would have them in the other arm, were it asked.
        bucket: bucket(own, 7),
        acted_for: acted_for.iter().map(|company| (*company).clone()).collect(),
        company: acted_for[0].clone(),
        displayed: *acted_for[0] != held,
        withheld: *acted_for[0] == held,
        at: Timestamp::of_day(1),
        ..Assigned::default()
    };
    let told = told(
        &material(vec![
            one(&[&shown], true),
            one(&[&shown, &also_shown], true),
            one(&[&held], false),
            one(&[&held, &None], true),
            one(&[&shown, &held], false),
            one(&[&held, &None], false),
            one(&[&shown, &None], true),
        ]),
        50,
    );
    assert_eq!((told.displayed.count.people, told.withheld.count.people), (2, 2));
    assert_eq!((told.crossed, told.asked), (3, 0));
}

#[test]
fn what_is_lacking_is_said() {
    let mut material = material(Vec::new());
    let lacks = |material: &Material| report(material, &by_name, Timestamp::of_day(3)).expect("a report").lacks;
    assert_eq!(lacks(&material), []);
    material.measurements.clear();
    material.content = material.content.map(|content| Content { holdout: 0, measure_until: None, ..content });
    material.goals[0].window_days = None;
    material.published = false;
    assert_eq!(lacks(&material), [Lack::Holdout, Lack::Window, Lack::Horizon, Lack::Published]);
    material.goals.clear();
    assert_eq!(lacks(&material)[1], Lack::Goal);
}

/// One experiment in which the content changes nothing: 40 companies of ten and a hundred people without one. Keen people
/// (colleagues resemble each other) open the page more often and earlier, open the content by hand, go through to its end, and
/// reach the goal. Where `grouped`, colleagues are drawn together.
fn experiment(random: &mut Random, grouped: bool) -> Vec<Assigned> {
    let mut people = Vec::new();
    for company in 0..50 {
        let (shared, name) = (random.normal(), (company < 40).then(|| format!("company-{company}")));
        let name = name.map(|name| if grouped { format!("{name}-{:016x}", random.next()) } else { name });
        for _ in 0..10 {
            let common = if name.is_some() { shared * 0.3_f64.sqrt() } else { random.normal() * 0.3_f64.sqrt() };
            let keen = common + random.normal() * 0.7_f64.sqrt();
            people.extend(person(random, keen, name.clone(), grouped));
        }
    }
    people
}

/// `None` for somebody who never opened the page.
fn person(random: &mut Random, keen: f64, company: Option<String>, grouped: bool) -> Option<Assigned> {
    let bucket = format!("{:016x}", random.next());
    let acted_for = company.clone().filter(|_| grouped);
    let held = in_share(300, Purpose::Holdout, "guide", acted_for.as_deref().unwrap_or(&bucket));
    let (opens, by_hand) = (keen + random.normal() > -0.3, keen + random.normal() > 1.8);
    let (reaches, completes) = (keen + 0.7 * random.normal() > 0.2, keen + 0.7 * random.normal() > 0.0);
    let (early, amount) = (random.unit(), random.normal().exp());
    #[expect(clippy::cast_possible_truncation, reason = "a share of four weeks")]
    let at = Timestamp((early.powf(keen.exp()) * 28.0 * 86_400_000.0) as i64);
    let signs = if reaches {
        vec![Observation { at: at.plus_days(1), value: 1.0 + amount, from_server: true }]
    } else {
        Vec::new()
    };
    let displayed = !held || by_hand;
    let acted_for = vec![acted_for];
    let person = Assigned { bucket, acted_for, company, at, displayed, withheld: held, signs, ..Assigned::default() };
    opens.then_some(Assigned { completed: (displayed && completes).then_some(at), ..person })
}

/// Whether completed people against the rest, as other tools do it, would show a lift.
fn naive(people: &[Assigned]) -> bool {
    let reached = |completed: bool| {
        let of = people.iter().filter(|person| person.completed.is_some() == completed);
        Moments::of_share(
            i64::try_from(of.clone().filter(|person| !person.signs.is_empty()).count()).expect("few"),
            i64::try_from(of.count()).expect("few"),
        )
    };
    comparison::share(&Groups::ungrouped(reached(false), reached(true))).is_some_and(|told| told.p < 0.05)
}

#[test]
fn of_a_thousand_experiments_without_effect_one_in_twenty_shows_one_and_the_naive_comparison_nearly_all() {
    const RUNS: usize = 1_000;
    let mut random = Random::new(41);
    let (mut share, mut value, mut fooled, mut asked) = (0, 0, 0, 0);
    for _ in 0..RUNS {
        let people = experiment(&mut random, false);
        fooled += usize::from(naive(&people));
        let told = told(&material(people), 42);
        share += usize::from(told.effect.expect("a figure").is_significant());
        value += usize::from(told.value.expect("a quantity").effect.is_significant());
        asked += told.asked;
    }
    println!("false lift: {share} by share, {value} by value; naive: {fooled} of {RUNS}");
    // Two-sided 97 % bounds of a binomial with 1,000 draws at 5 %.
    assert!((35..=65).contains(&share), "{share}");
    assert!((35..=65).contains(&value), "{value}");
    assert!(fooled > 990, "{fooled}");
    assert!(asked > 0, "somebody asked for it");
}

#[test]
fn companies_drawn_as_a_whole_show_no_more_false_lift_than_people() {
    let (mut random, mut figures, mut share, mut value) = (Random::new(43), 0, 0, 0);
    for _ in 0..1_000 {
        let told = told(&material(experiment(&mut random, true)), 42);
        assert_eq!(told.crossed, 0);
        figures += usize::from(told.effect.is_some());
        share += usize::from(told.effect.is_some_and(|effect| effect.is_significant()));
        value += usize::from(told.value.is_some_and(|value| value.effect.is_significant()));
    }
    println!("false lift: {share} by share, {value} by value, of {figures}");
    assert!(figures > 500, "{figures}");
    // The upper of those bounds; the fewer companies there are in an arm, the less is claimed.
    assert!((1..=65).contains(&share) && (1..=65).contains(&value), "{share} {value}");
}
