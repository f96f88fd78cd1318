//! The chain for whoever is to be told why: what is not known, what an audience found, what is held back.

use waymark_shared::content::Condition;
use waymark_shared::content::audience::Device;
use waymark_shared::id::ContentKey;
use waymark_shared::session::{Mark, Marks};
use waymark_shared::targeting::Facts;
use waymark_shared::targeting::chain::{Asked, Examined, Found, Verdict, examine};
use waymark_shared::targeting::frequency::Effort;
use waymark_shared::targeting::person::{Abandoned, Segments, includes};
use waymark_shared::time::Timestamp;
use waymark_shared::value::{Value, Values};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// Examines a condition (JSON) for somebody on plan pro whose device may be any of these.
fn examined(condition: &str, devices: &[Option<Device>]) -> Examined {
    let condition: Condition = serde_json::from_str(condition).expect("a condition");
    let person = Values::from([("plan".to_owned(), Value::Text("pro".into()))]);
    let (company, segments, abandoned) = (Values::new(), segments(), Abandoned::new());
    let answered = Mark { answered_at: Some(NOW), ..Mark::default() };
    let marks: Marks = ["open", "secret"].map(|key| (ContentKey::new(key).expect("a key"), answered.clone())).into();
    let facts = |device: &Option<Device>| Facts {
        now: NOW,
        person: &person,
        company: &company,
        locale: "ja",
        device: *device,
        first_seen: None,
        marks: &marks,
        abandoned: &abandoned,
        segments: &segments,
        bucket: "",
        consent: true,
        gpc: false,
        effort: Effort::default(),
    };
    let worlds: Vec<Facts<'_>> = devices.iter().map(facts).collect();
    let examined = examine(&condition, &worlds, &|key| key.as_str() == "secret");
    let decided: Vec<Verdict> = worlds.iter().map(|facts| includes(&condition, facts).into()).collect();
    let known = matches!(examined.verdict, Verdict::Yes | Verdict::No);
    assert!(!known || decided.iter().all(|verdict| *verdict == examined.verdict), "never other than the decision");
    examined
}

fn segments() -> Segments {
    let pro = r#"{"key":"pros","name":"Professionals","condition":{"person":{"name":"plan","test":{"is":"pro"}}}}"#;
    let pro: waymark_shared::content::Segment = serde_json::from_str(pro).expect("a segment");
    Segments::from([(pro.key.clone(), pro)])
}

const PHONE: &str = r#"{"device":["phone"]}"#;
const PRO: &str = r#"{"person":{"name":"plan","test":{"is":"pro"}}}"#;
const FREE: &str = r#"{"person":{"name":"plan","test":{"is":"free"}}}"#;
const ANSWERED: &str = r#"{"history":{"content":"secret","did":"answered"}}"#;

#[track_caller]
fn check(condition: &str, expected: Verdict) {
    let anywhere = [Some(Device::Phone), Some(Device::Desktop)];
    assert_eq!(examined(condition, &anywhere).verdict, expected, "{condition}");
}

#[test]
fn what_is_not_known_counts_only_where_it_makes_a_difference() {
    check(PHONE, Verdict::NotKnown);
    check(&format!(r#"{{"all":[{PHONE},{PRO}]}}"#), Verdict::NotKnown);
    check(&format!(r#"{{"all":[{PHONE},{FREE}]}}"#), Verdict::No);
    check(&format!(r#"{{"any":[{PHONE},{PRO}]}}"#), Verdict::Yes);
    check(&format!(r#"{{"any":[{PHONE},{{"not":{PHONE}}}]}}"#), Verdict::Yes);
    check(r#"{"device":["phone","desktop"]}"#, Verdict::Yes);
}

#[test]
fn each_condition_comes_with_what_the_person_has() {
    let all = examined(&format!(r#"{{"all":[{PRO},{{"segment":"pros"}},{{"segment":"gone"}},{PHONE}]}}"#), &[None]);
    assert_eq!(all.asks, Asked::All);
    assert_eq!(all.parts[0].found, Some(Found::Trait(Some(Value::Text("pro".into())))));
    assert_eq!((&all.parts[1].asks, all.parts[1].verdict), (&Asked::Segment("Professionals".into()), Verdict::Yes));
    assert_eq!(all.parts[1].parts[0].verdict, Verdict::Yes);
    assert_eq!((&all.parts[2].asks, all.parts[2].verdict), (&Asked::Segment("gone".into()), Verdict::No));
    assert_eq!((all.parts[3].found.clone(), all.parts[3].verdict), (None, Verdict::No));
}

#[test]
fn what_would_tell_who_has_answered_is_held_back_and_nothing_else() {
    check(ANSWERED, Verdict::HeldBack);
    check(&format!(r#"{{"all":[{PRO},{{"not":{ANSWERED}}}]}}"#), Verdict::HeldBack);
    check(&ANSWERED.replace("secret", "open"), Verdict::Yes);
    let all = examined(&format!(r#"{{"all":[{PRO},{ANSWERED}]}}"#), &[None]);
    assert_eq!((all.parts[0].verdict, all.parts[1].found.clone()), (Verdict::Yes, None));
}
