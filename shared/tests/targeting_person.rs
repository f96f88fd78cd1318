//! Facts about a person against audiences.

use waymark_shared::content::Test;
use waymark_shared::content::audience::{Condition, Deed, Device, Segment, TraitTest, Visitor};
use waymark_shared::id::{ContentKey, SegmentKey};
use waymark_shared::session::{Mark, Marks};
use waymark_shared::targeting::Facts;
use waymark_shared::targeting::frequency::Effort;
use waymark_shared::targeting::person::{Abandoned, Segments, includes};
use waymark_shared::time::{DAY_MS, Timestamp};
use waymark_shared::value::{Value, Values};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn is(name: &str, value: &str) -> TraitTest {
    TraitTest { name: name.into(), test: Test::Is(Value::Text(value.into())) }
}

fn segment_key(text: &str) -> SegmentKey {
    SegmentKey::new(text).expect("a key")
}

fn segments() -> Segments {
    let segment =
        |key: &str, condition| (segment_key(key), Segment { key: segment_key(key), name: key.into(), condition });
    Segments::from([
        segment("admins", Condition::Person(is("role", "admin"))),
        segment("nested", Condition::Segment(segment_key("admins"))),
        segment("not-nested", Condition::Not(Box::new(Condition::Segment(segment_key("admins"))))),
    ])
}

#[track_caller]
fn check(condition: &Condition, expected: bool) {
    let values = |name: &str, value: &str| Values::from([(name.into(), Value::Text(value.into()))]);
    let (person, company) = (values("role", "admin"), values("plan", "pro"));
    let mark =
        Mark { displayed_at: Some(NOW.plus_days(-10)), dismissed_at: Some(NOW.plus_days(-9)), ..Mark::default() };
    let marks = Marks::from([(ContentKey::new("tour").expect("a key"), mark)]);
    let facts = Facts {
        now: NOW,
        person: &person,
        company: &company,
        locale: "en-GB",
        device: Some(Device::Phone),
        first_seen: Some(NOW.plus_ms(1 - DAY_MS)),
        marks: &marks,
        abandoned: &Abandoned::from([(ContentKey::new("tour").expect("a key"), NOW.plus_days(-3))]),
        segments: &segments(),
        bucket: "b",
        consent: true,
        gpc: false,
        effort: Effort::default(),
    };
    assert_eq!(includes(condition, &facts), expected, "{condition:?}");
}

#[test]
fn traits_of_person_and_company_are_kept_apart() {
    check(&Condition::Person(is("role", "admin")), true);
    check(&Condition::Company(is("role", "admin")), false);
    check(&Condition::Company(is("plan", "pro")), true);
    check(&Condition::Person(TraitTest { name: "plan".into(), test: Test::Absent }), true);
}

#[test]
fn conditions_nest() {
    let (yes, no) = (Condition::default(), Condition::Any(Vec::new()));
    check(&yes, true);
    check(&no, false);
    check(&Condition::All(vec![yes.clone(), no.clone()]), false);
    check(&Condition::Any(vec![no.clone(), Condition::All(vec![yes.clone(), yes.clone()])]), true);
    check(&Condition::Not(Box::new(Condition::Any(vec![no, yes]))), false);
}

#[test]
fn segments_hold_what_their_condition_says_and_never_lead_to_other_segments() {
    check(&Condition::Segment(segment_key("admins")), true);
    check(&Condition::Segment(segment_key("unknown")), false);
    check(&Condition::Segment(segment_key("nested")), false);
    check(&Condition::Segment(segment_key("not-nested")), true);
}

#[test]
fn a_locale_covers_its_more_exact_forms_only() {
    for (tag, expected) in
        [("en", true), ("EN-gb", true), ("en-GB-oxendict", false), ("e", false), ("en-US", false), ("", false)]
    {
        check(&Condition::Locale(vec![tag.into()]), expected);
    }
    check(&Condition::Locale(vec!["ja".into(), "en".into()]), true);
    check(&Condition::Locale(Vec::new()), false);
}

#[test]
fn device_and_first_visit_are_facts() {
    check(&Condition::Device(vec![Device::Desktop, Device::Phone]), true);
    check(&Condition::Device(vec![Device::Tablet]), false);
    check(&Condition::Visitor(Visitor::New), true);
    check(&Condition::Visitor(Visitor::Returning), false);
}

#[test]
fn history_counts_within_its_days_or_ever() {
    let history = |content: &str, did, within_days| Condition::History {
        content: ContentKey::new(content).expect("a key"),
        did,
        within_days,
    };
    check(&history("tour", Deed::Seen, None), true);
    check(&history("tour", Deed::Seen, Some(10)), true);
    check(&history("tour", Deed::Seen, Some(9)), false);
    check(&history("tour", Deed::Dismissed, Some(9)), true);
    check(&history("tour", Deed::Abandoned, Some(3)), true);
    check(&history("tour", Deed::Abandoned, Some(2)), false);
    check(&history("other", Deed::Abandoned, None), false);
    check(&history("tour", Deed::Answered, None), false);
    check(&history("tour", Deed::Completed, None), false);
    check(&history("other", Deed::Seen, None), false);
}
