//! What people did about a checklist, and what is told of it.

use super::*;
use crate::report::period::Grain;
use crate::report::survey::People;
use crate::report::tally::Counts;
use shared::api::report::FilterChoices;
use shared::content::Content;

fn list(per: &str) -> Content {
    let body = format!(
        r#"{{"key":"setup","name":"Set-up","body":{{"checklist":{{"title":{{"en":"Set up"}},"per":"{per}","items":[
            {{"key":"account","title":{{"en":"Account"}},"from_start":true}},
            {{"key":"first","title":{{"en":"First"}},"done":[{{"event":{{"name":"Made"}}}}]}},
            {{"key":"invite","title":{{"en":"Invite"}},"by_hand":true,"goal":"team"}}]}}}}}}"#
    );
    serde_json::from_str(&body).expect("content")
}

fn material(content: &Content) -> Material {
    Material {
        versions: vec![content.clone()],
        funnel: Counts::default(),
        questions: BTreeMap::new(),
        grain: Grain::Day,
        filters: FilterChoices::default(),
        people: People::default(),
    }
}

fn shown(subject: &str, company: Option<&str>, at: i64) -> Shown {
    Shown { subject: format!("u:{subject}"), company: company.map(str::to_owned), at: Timestamp(at) }
}

/// The key of the goal that stands for what the item observes.
fn made(content: &Content) -> String {
    checklist::goals(content)[0].key.to_string()
}

/// Done, before, dropped.
fn rows(report: &ItemsReport) -> Vec<(i64, i64, i64)> {
    report.items.iter().map(|item| (item.done, item.before, item.dropped)).collect()
}

#[test]
fn what_was_done_before_the_display_is_told_apart_and_dropped_items_are_not_waited_for() {
    let content = list("person");
    let goal = made(&content);
    let progress = Progress {
        shown: vec![shown("a", None, 100), shown("b", None, 100), shown("c", None, 100), shown("d", None, 100)],
        attained: BTreeMap::from([
            ((goal.clone(), "u:a".into()), Timestamp(50)),
            ((goal.clone(), "u:b".into()), Timestamp(3_100)),
            ((goal, "u:nobody".into()), Timestamp(3_100)),
        ]),
        by_hand: BTreeMap::from([
            (("u:a".into(), "invite".into()), (ItemState::Dropped, Timestamp(200))),
            (("u:b".into(), "invite".into()), (ItemState::Open, Timestamp(200))),
            (("u:c".into(), "first".into()), (ItemState::Dropped, Timestamp(200))),
            (("u:c".into(), "invite".into()), (ItemState::Dropped, Timestamp(200))),
        ]),
    };
    let report = report(&material(&content), &progress, Timestamp(9_000)).expect("a report");
    assert_eq!(rows(&report), [(4, 4, 0), (2, 1, 1), (0, 0, 2)]);
    assert_eq!((report.displayed, report.completed), (4, 1), "whoever dropped everything has completed nothing");
    assert_eq!((report.completion, report.median_seconds), (None, None), "four people are too few for a share");
    assert!(report.too_few.is_some_and(|few| few.answers_needed == 16));
}

#[test]
fn what_was_opened_again_by_hand_is_no_longer_done() {
    let content = list("person");
    let (goal, invite) = ("team".to_owned(), "invite".to_owned());
    let people = ["opened-after", "opened-before", "done-again"];
    let hand = [(ItemState::Open, 300), (ItemState::Open, 100), (ItemState::Done, 400)];
    let progress = Progress {
        shown: people.iter().map(|person| shown(person, None, 50)).collect(),
        attained: people.iter().map(|person| ((goal.clone(), format!("u:{person}")), Timestamp(200))).collect(),
        by_hand: (people.iter().zip(hand))
            .map(|(person, (state, at))| ((format!("u:{person}"), invite.clone()), (state, Timestamp(at))))
            .collect(),
    };
    let report = report(&material(&content), &progress, Timestamp(9_000)).expect("a report");
    assert_eq!(report.items[2].done, 2, "{:?}", report.items[2]);
}

#[test]
fn a_company_is_counted_once_and_a_colleagues_step_counts_for_all() {
    let content = list("company");
    let progress = Progress {
        shown: vec![shown("a", Some("acme"), 300), shown("b", Some("acme"), 100), shown("c", None, 100)],
        attained: BTreeMap::from([
            ((made(&content), "c:acme".into()), Timestamp(200)),
            (("team".into(), "u:b".into()), Timestamp(400)),
        ]),
        by_hand: BTreeMap::new(),
    };
    let report = report(&material(&content), &progress, Timestamp(9_000)).expect("a report");
    assert_eq!((report.per, report.displayed, report.completed), (Per::Company, 1, 1));
    assert_eq!(rows(&report), [(1, 1, 0), (1, 0, 0), (1, 0, 0)], "after the first display to any of them");
}

#[test]
fn with_enough_people_there_is_a_share_with_its_interval_and_medians() {
    let content = list("person");
    let goal = made(&content);
    let people: Vec<String> = (0..40).map(|n| format!("p{n}")).collect();
    let progress = Progress {
        shown: people.iter().map(|person| shown(person, None, 1_000)).collect(),
        attained: people
            .iter()
            .take(20)
            .flat_map(|person| {
                [(goal.clone(), 11_000), ("team".to_owned(), 61_000)].map(|(goal, at)| (goal, person, at))
            })
            .map(|(goal, person, at)| ((goal, format!("u:{person}")), Timestamp(at)))
            .collect(),
        by_hand: BTreeMap::new(),
    };
    let report = report(&material(&content), &progress, Timestamp(99_000)).expect("a report");
    let share = report.completion.expect("a share");
    assert_eq!((share.value, share.n, report.completed), (50.0, 40, 20));
    // Wilson, 20 of 40: 35.2 to 64.8.
    assert!((share.low - 35.2).abs() < 0.1 && (share.high - 64.8).abs() < 0.1, "{share:?}");
    assert_eq!((report.median_seconds, report.items[1].median_seconds), (Some(60.0), Some(10.0)));
}

#[test]
fn what_is_no_checklist_has_no_items() {
    let survey = r#"{"key":"s","name":"S","body":{"survey":{"questions":[]}}}"#;
    let content: Content = serde_json::from_str(survey).expect("content");
    let report = report(&material(&content), &Progress::default(), Timestamp(1)).expect("a report");
    assert_eq!((report.items.len(), report.displayed, report.completion), (0, 0, None));
}
