//! Runs through steps by table.
//!
//! Deliberately absent: the store; `tests/report_model.rs` goes through it.

use super::*;
use crate::report::fact::{Effort, Missing, Visit};
use crate::report::period::Grain;
use crate::report::survey::People;
use serde_json::{Value, json};
use shared::api::report::{FilterChoices, Lost};
use shared::id::StepKey;

fn content(name: &str, steps: &[Value]) -> Content {
    let content = json!({ "key": "start", "name": name, "body": { "tour": { "steps": steps } } });
    serde_json::from_value(content).expect("a tour")
}

fn tour(name: &str, steps: &[&str]) -> Content {
    let step = |key: &&str| json!({ "key": key, "title": { "en": format!("{key} of {name}") } });
    content(name, &steps.iter().map(step).collect::<Vec<_>>())
}

/// The form can be left for help, which closes; who finds it easy is through.
fn branching() -> Content {
    let step = |key: &str, buttons: Value| json!({ "key": key, "title": { "en": key }, "buttons": buttons });
    let to = |to: Value| json!({ "to": to });
    content(
        "branching",
        &[
            step("form", json!([to(json!({ "step": "help" })), to(json!("next"))])),
            step("send", json!([])),
            step("easy", json!([to(json!("next")), to(json!({ "content": "more" })), to(json!("end"))])),
            step("help", json!([to(json!("close"))])),
        ],
    )
}

fn material(versions: Vec<Content>) -> Material {
    Material {
        versions,
        funnel: Default::default(),
        questions: BTreeMap::new(),
        grain: Grain::Day,
        filters: FilterChoices::default(),
        people: People::default(),
    }
}

fn key(text: &str) -> StepKey {
    StepKey::new(text).expect("a key")
}

fn passage(visits: &[(&str, i64)]) -> Passage {
    let visit = |at: i64| Visit { displayed: Some(Timestamp(at)), ..Visit::default() };
    let visits = visits.iter().map(|(step, at)| (key(step), visit(*at))).collect();
    Passage { version: 1, is_displayed: true, displayed: Some(Timestamp(0)), visits, ..Passage::default() }
}

/// A run through these steps, one a second.
fn walk(steps: &[&str]) -> Passage {
    passage(&(0..).zip(steps).map(|(second, step)| (*step, 1_000 * second)).collect::<Vec<_>>())
}

fn completed(passage: Passage) -> Passage {
    Passage { completed: Some(Timestamp(9_000)), ..passage }
}

fn closed(passage: Passage) -> Passage {
    Passage { dismissed: Some((Timestamp(9_000), Dismissal::Closed)), ..passage }
}

/// After every run of these tables has long been over.
fn told(versions: Vec<Content>, passages: &[Passage]) -> StepsReport {
    told_at(Timestamp::of_day(30), versions, passages)
}

fn told_at(at: Timestamp, versions: Vec<Content>, passages: &[Passage]) -> StepsReport {
    let names = BTreeMap::from([(ContentKey::new("more").expect("a key"), "More of it".to_owned())]);
    let passages = Passages {
        counted: passages.iter().flat_map(Passage::counted).collect(),
        newest: passages.to_vec(),
        missing: passages.to_vec(),
        led: passages.iter().filter(|passage| passage.completed.and(passage.led.as_ref()).is_some()).cloned().collect(),
    };
    let walked = Walked { passages, names };
    report(&material(versions), &walked, &Filter::default(), at).expect("a version")
}

fn counts(report: &StepsReport) -> Vec<(&str, i64, i64, i64)> {
    report.steps.iter().map(|step| (step.step.as_str(), step.displayed, step.went_on, step.dismissed)).collect()
}

/// Where runs went from a step: `step:2 >content:1 end:3`.
fn onward(step: &StepReport) -> String {
    let one = |onward: &Onward| match &onward.to {
        Destination::Step(key) => format!("{key}:{}", onward.runs),
        Destination::Content { name, .. } => format!(">{name}:{}", onward.runs),
        Destination::End => format!("end:{}", onward.runs),
    };
    step.onward.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn runs_go_on_end_or_are_closed_at_the_step_displayed_last() {
    let passages = [
        completed(passage(&[("a", 0), ("b", 2_000)])),
        closed(passage(&[("a", 0), ("b", 1_000)])),
        Passage { dismissed: Some((Timestamp(9_000), Dismissal::ByHost)), ..passage(&[("a", 0)]) },
        // Who went through in the end has not been lost, whatever else was pressed.
        Passage {
            completed: Some(Timestamp(9_500)),
            dismissed: Some((Timestamp(9_000), Dismissal::Snoozed)),
            ..passage(&[("a", 0), ("b", 500)])
        },
        passage(&[("b", 7_000)]),
    ];
    let told = told(vec![tour("x", &["a", "b"])], &passages);
    assert_eq!(counts(&told), [("a", 4, 3, 0), ("b", 4, 2, 1)]);
    assert_eq!(told.steps.iter().map(onward).collect::<Vec<_>>(), ["b:3", "end:2"]);
    assert_eq!(told.steps.iter().map(|step| step.came).collect::<Vec<_>>(), [5, 5], "all runs came by");
}

#[test]
fn a_branch_is_told_after_where_it_branches_off_as_a_part_of_those_who_came_there() {
    let more = ContentKey::new("more").ok();
    let passages = [
        completed(walk(&["form", "send", "easy"])),
        Passage { led: more.clone(), ..completed(walk(&["form", "send", "easy"])) },
        closed(walk(&["form", "send", "easy", "help"])),
        closed(walk(&["form", "help"])),
        closed(walk(&["form"])),
        walk(&["form", "send"]),
        // Somewhere else what it leads to was displayed: that is no way of this tour.
        Passage { led: more, ..completed(walk(&["form", "send"])) },
    ];
    let told = told(vec![branching()], &passages);
    let rows: Vec<_> = told
        .steps
        .iter()
        .map(|step| (step.step.as_str(), step.way.clone(), step.came, step.displayed, onward(step), step.ends))
        .collect();
    let aside = Way::Side { from: Some(key("form")) };
    assert_eq!(
        rows,
        [
            ("form", Way::Main, 7, 7, "help:1 send:5".to_owned(), false),
            ("help", aside, 7, 2, String::new(), true),
            ("send", Way::Main, 7, 5, "easy:3 end:1".to_owned(), false),
            ("easy", Way::Main, 7, 3, "help:1 >More of it:1 end:1".to_owned(), false),
        ]
    );
    for step in &told.steps {
        assert_eq!(step.onward.iter().map(|onward| onward.runs).sum::<i64>(), step.went_on, "{}", step.step);
    }
    // Whoever closed the help had seen all there is.
    assert_eq!((told.steps[1].dismissed, told.steps[1].on), (2, None));
    assert_eq!(leads(&[branching()]).iter().map(|key| key.as_str()).collect::<Vec<_>>(), ["more"]);
}

#[test]
fn below_twenty_runs_or_ten_companies_there_are_counts_only() {
    let of = |companies: usize, runs: usize| -> Vec<Passage> {
        let one = |run: usize| Passage {
            company: (companies > 0).then(|| format!("c{}", run % companies)),
            ..if run.is_multiple_of(4) { closed(walk(&["a"])) } else { completed(walk(&["a", "b"])) }
        };
        (0..runs).map(one).collect()
    };
    let versions = || vec![tour("x", &["a", "b"])];
    let shares = |passages: &[Passage]| {
        let first = told(versions(), passages).steps.remove(0);
        (first.on, first.reached.is_some(), first.too_few.map(|few| (few.answers_needed, few.companies_needed)))
    };
    assert_eq!(shares(&of(0, 19)), (None, false, Some((1, 0))));
    assert_eq!(shares(&of(9, 40)), (None, false, Some((0, 1))));
    let (alone, reached, lacks) = shares(&of(0, 40));
    let alone = alone.expect("enough");
    assert!(reached && lacks.is_none() && (alone.value - 75.0).abs() < 1e-9 && !alone.clustered);
    // Wilson's interval of 30 of 40.
    assert!((alone.low - 59.8).abs() < 0.1 && (alone.high - 85.8).abs() < 0.1, "{alone:?}");
    // Colleagues who all do the same say less than as many strangers: 4 divides 20, so each company is of one mind.
    let alike = shares(&of(20, 40)).0.expect("enough");
    assert!(alike.clustered && alike.low < alone.low && alike.high > alone.high, "{alike:?} {alone:?}");
    // Here nobody is lost after the first step, so that the whole is told the same.
    for (passages, first) in [(of(0, 19), None), (of(9, 40), None), (of(0, 40), Some(alone)), (of(20, 40), Some(alike))]
    {
        let whole = told(versions(), &passages).completion;
        assert_eq!((whole.share, whole.too_few.is_none(), whole.under_way), (first, first.is_some(), 0));
    }
}

#[test]
fn where_most_are_lost_is_told_only_where_it_stands_out() {
    let runs = |count: usize, passage: &Passage| vec![passage.clone(); count];
    let lost = |passages: Vec<Vec<Passage>>| told(vec![tour("x", &["a", "b", "c"])], &passages.concat()).lost;
    let through = completed(walk(&["a", "b", "c"]));
    let (at_a, at_b) = (closed(walk(&["a"])), closed(walk(&["a", "b"])));
    assert_eq!(lost(vec![runs(12, &through), runs(6, &at_b)]), Some(Lost::TooFew));
    assert_eq!(lost(vec![runs(60, &through), runs(4, &at_a), runs(6, &at_b)]), Some(Lost::Nowhere));
    let Some(Lost::At(at)) = lost(vec![runs(60, &through), runs(4, &at_a), runs(30, &at_b)]) else {
        panic!("b stands out");
    };
    assert_eq!((at.step.as_str(), at.share.n, at.others.n), ("b", 90, 154));
    assert!((at.share.value - 100.0 / 3.0).abs() < 1e-9 && at.difference.p_adjusted < 0.01, "{at:?}");
    assert!(at.difference.p_adjusted > at.difference.p, "all steps are looked at together");
    assert_eq!(told(vec![tour("x", &["a"])], &runs(40, &at_a)).lost, None, "nothing to compare it with");
}

#[test]
fn nobody_is_lost_where_nothing_leads_on() {
    let helped = closed(walk(&["form", "help"]));
    let through = completed(walk(&["form", "send", "easy"]));
    let told = told(vec![branching()], &[vec![helped; 40], vec![through; 40]].concat());
    assert_eq!(told.lost, Some(Lost::Nowhere), "all of those who were led to the help closed it");
}

#[test]
fn whoever_is_still_under_way_at_a_step_is_neither_lost_nor_gone_on_until_it_can_no_longer_be_resumed() {
    let runs = |count: usize, passage: Passage| vec![passage; count];
    let passages = [
        runs(25, walk(&["a", "b", "c"])),
        runs(2, closed(walk(&["a", "b", "c"]))),
        runs(3, closed(walk(&["a", "b"]))),
        runs(4, closed(walk(&["a"]))),
        runs(13, completed(walk(&["a", "b", "c", "d"]))),
    ]
    .concat();
    let at = |at: Timestamp| {
        let told = told_at(at, vec![tour("x", &["a", "b", "c", "d"])], &passages);
        let step = &told.steps[2];
        let lost = match told.lost.expect("there are steps to compare") {
            Lost::At(at) => Some(at.step.to_string()),
            Lost::Nowhere => None,
            Lost::TooFew => panic!("47 runs are enough"),
        };
        let whole = told.completion;
        assert_eq!((whole.completed, whole.displayed, whole.under_way), (13, 47, step.under_way));
        (lost, step.displayed, step.went_on, step.under_way, step.on.map(|on| on.n))
    };
    let last_sign = Timestamp(2_000);
    assert_eq!(at(Timestamp(3_600_000)), (None, 40, 13, 25, Some(40)), "who is under way has not gone on yet");
    let over = Timestamp::of_day(last_sign.day() + 15);
    assert_eq!(at(over.plus_ms(-1)).3, 25, "to the end of the last day on which it can be gone on with");
    assert_eq!(at(over), (Some("c".to_owned()), 40, 13, 0, Some(40)));
    // Its target was sought in vain later.
    let missing = Some(Missing { at: Timestamp::of_day(3), selector: "#d".into(), url: String::new() });
    let mut seeking = walk(&["a", "b", "c"]);
    seeking.visits.insert(key("d"), Visit { missing, ..Visit::default() });
    let told = told_at(Timestamp::of_day(16), vec![tour("x", &["a", "b", "c", "d"])], &[seeking, walk(&["a"])]);
    assert_eq!(told.steps.iter().map(|step| step.under_way).collect::<Vec<_>>(), [0, 0, 1, 0]);
}

#[test]
fn a_step_that_closes_at_once_and_goes_on_late_is_not_named_while_most_are_under_way_there() {
    let runs = |count: usize, passage: Passage| vec![passage; count];
    let passages = [
        runs(8, closed(walk(&["a"]))),
        runs(7, closed(walk(&["a", "b"]))),
        runs(9, closed(walk(&["a", "b", "c"]))),
        runs(140, walk(&["a", "b", "c"])),
        runs(11, completed(walk(&["a", "b", "c"]))),
    ]
    .concat();
    let lost = |at| told_at(at, vec![tour("x", &["a", "b", "c"])], &passages).lost;
    assert_eq!(lost(Timestamp(3_600_000)), Some(Lost::Nowhere), "9 of 20 closed it, but 140 are under way");
    assert!(matches!(lost(Timestamp::of_day(30)), Some(Lost::At(_))));
}

#[test]
fn what_is_displayed_only_where_a_target_is_passed_over_is_a_part_of_all_runs_and_closing_before_it_no_loss() {
    let close = json!([{ "to": "close" }]);
    let bubble = json!({ "bubble": { "target": { "selectors": ["#a"] }, "missing": { "then": "skip" } } });
    let a = json!({ "key": "a", "title": { "en": "a" }, "display": bubble, "buttons": close });
    let b = json!({ "key": "b", "title": { "en": "b" }, "display": "modal" });
    let passages = [vec![closed(walk(&["a"])); 95], vec![completed(walk(&["b"])); 5]].concat();
    let told = told(vec![content("x", &[a, b])], &passages);
    let rows: Vec<_> =
        told.steps.iter().map(|s| (s.step.as_str(), s.way.clone(), s.came, s.displayed, s.ends)).collect();
    assert_eq!(
        rows,
        [("a", Way::Main, 100, 95, true), ("b", Way::Side { from: None }, 100, 5, false)],
        "none of the five was at the first step"
    );
    assert_eq!((told.steps[0].on, told.lost), (None, None), "whoever closed it had seen all there was for them");
}

#[test]
fn a_median_needs_five_runs_and_an_end_and_its_interval_six() {
    let ended = |end: i64| Passage { completed: Some(Timestamp(end)), ..passage(&[("a", 1_000)]) };
    let median = |passages: &[Passage]| {
        let median = told(vec![tour("x", &["a"])], passages).steps.remove(0).median_seconds;
        median.map(|median| (median.value, median.range.map(|range| (range.low, range.high)), median.n))
    };
    let mut passages = vec![ended(2_000), ended(3_000), ended(5_000), ended(61_000), passage(&[("a", 1_000)])];
    assert_eq!(median(&passages), None, "one is still open");
    passages.push(ended(4_500));
    assert_eq!(median(&passages), Some((3.5, None, 5)));
    // A clock that ran backwards makes no negative time.
    passages.push(ended(0));
    assert_eq!(median(&passages), Some((2.75, Some((0.0, 60.0)), 6)));
}

#[test]
fn steps_of_older_versions_come_last_and_only_where_they_were_displayed() {
    let versions = vec![tour("new", &["b", "c"]), tour("old", &["a", "b", "z"])];
    let newer = Passage { version: 2, ..walk(&["b", "c"]) };
    let told = told(versions, &[passage(&[("a", 0), ("b", 5)]), newer]);
    assert_eq!(counts(&told), [("b", 2, 1, 0), ("c", 1, 0, 0), ("a", 1, 1, 0)]);
    assert_eq!(told.steps[0].title.get("en"), "b of new");
    assert_eq!(told.steps[2].way, Way::Earlier);
    // Runs of a version that does not have a step never came to it.
    assert_eq!(told.steps.iter().map(|step| step.came).collect::<Vec<_>>(), [2, 1, 1]);
}

#[test]
fn what_displays_nothing_is_no_step_that_somebody_is_lost_at() {
    let hidden = json!({ "key": "wait", "display": "hidden", "advance": [{ "on": "click" }] });
    let step = |key: &str| json!({ "key": key, "title": { "en": key } });
    let effort = Effort { active_ms: 1_000, returns: 0, invalid: 0 };
    let mut run = completed(walk(&["a", "b"]));
    run.visits.insert(key("wait"), Visit { effort, ..Visit::default() });
    let told = told(vec![content("x", &[step("a"), hidden, step("b")])], &[run]);
    let ways: Vec<_> = told.steps.iter().map(|step| (step.step.as_str(), step.way.clone(), onward(step))).collect();
    assert_eq!(
        ways,
        [
            ("a", Way::Main, "b:1".to_owned()),
            ("wait", Way::Hidden, String::new()),
            ("b", Way::Main, "end:1".to_owned())
        ]
    );
}

#[test]
fn a_step_whose_target_did_not_come_was_passed_over() {
    let missed = |at: i64| {
        let missing = Some(Missing { at: Timestamp(at), selector: "#b".into(), url: String::new() });
        Visit { missing, ..Visit::default() }
    };
    let run = |steps: &[(&str, i64)], at: i64| {
        let mut run = passage(steps);
        run.visits.entry(key("b")).or_insert_with(|| missed(at)).missing = missed(at).missing;
        run
    };
    let runs = [
        run(&[("a", 0), ("c", 9_000)], 8_000),
        // Still waiting for it.
        run(&[("a", 0)], 8_000),
        // It came later.
        run(&[("a", 0), ("b", 9_000), ("c", 10_000)], 8_000),
    ];
    let told = told(vec![tour("x", &["a", "b", "c"])], &runs);
    assert_eq!(told.steps.iter().map(|step| step.passed_over).collect::<Vec<_>>(), [0, 1, 0]);
}

#[test]
fn content_of_one_step_is_displayed_as_a_whole() {
    let content: Content = serde_json::from_value(json!({
        "key": "news", "name": "News", "body": { "announcement": { "title": { "en": "New" } } },
    }))
    .expect("an announcement");
    let through = Passage { completed: Some(Timestamp(800)), ..passage(&[]) };
    let withheld = Passage { is_displayed: false, displayed: None, ..passage(&[]) };
    let closed = Passage { dismissed: Some((Timestamp(9), Dismissal::Closed)), ..passage(&[]) };
    let sought = Some(Missing { at: Timestamp(1), selector: "#new".into(), url: String::new() });
    let late =
        Passage { visits: [(key("main"), Visit { missing: sought, ..Visit::default() })].into(), ..through.clone() };
    assert_eq!(told(vec![content.clone()], &[late]).steps[0].passed_over, 0, "its target came in the end");
    let told = told(vec![content], &[through, withheld, closed]);
    assert_eq!((counts(&told), told.lost.clone()), (vec![("main", 2, 1, 1)], None));
    assert_eq!((told.completion.completed, told.completion.displayed), (1, 2), "whoever was held out is no part of it");
}

#[test]
fn what_a_step_took_is_told_beside_it() {
    let took = |active_ms, returns, invalid| {
        let effort = Effort { active_ms, returns, invalid };
        Passage { visits: [(key("a"), Visit { effort, ..Visit::default() })].into(), ..Passage::default() }
    };
    let passages = [took(1_000, 0, 0), took(2_000, 1, 0), took(3_000, 0, 4), took(9_000, 2, 1), took(4_000, 0, 0)];
    let told = |passages: &[Passage]| {
        let step = told(vec![tour("x", &["a"])], passages).steps.remove(0);
        (step.displayed, step.median_active_seconds.map(|median| median.value), step.returned, step.refused)
    };
    assert_eq!(told(&passages), (0, Some(3.0), 2, 2));
    assert_eq!(told(&passages[1..]), (0, None, 2, 2), "a median of four says more about single people");
}

#[test]
fn missing_targets_are_counted_by_run_step_selector_and_page() {
    let miss = |step: &str, url: &str, at: i64| {
        let missing = Some(Missing { at: Timestamp(at), selector: "#save".into(), url: url.into() });
        let visits = Visits::from([(key(step), Visit { missing, ..Visit::default() })]);
        Passage { version: 2, visits, ..Passage::default() }
    };
    let passages = [miss("a", "/x", 5), miss("a", "/x", 3), miss("a", "/y", 9), miss("b", "/x", 1)];
    let told = told(vec![tour("x", &["a", "b"])], &passages);
    let rows: Vec<_> =
        told.missing.iter().map(|m| (m.step.as_str(), m.url.as_str(), m.version, m.times, m.last_at.0)).collect();
    assert_eq!(rows, [("a", "/x", 2, 2, 5), ("a", "/y", 2, 1, 9), ("b", "/x", 2, 1, 1)]);
    assert_eq!(told.steps[0].displayed, 0);
}
