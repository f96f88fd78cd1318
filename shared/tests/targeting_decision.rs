//! The collector's decision: each link of the chain, all reasons in order, and the verdicts.

use waymark_shared::content::frequency::Caps;
use waymark_shared::content::trigger::Cause;
use waymark_shared::content::{Body, Condition, Content, Frequency, Repeat};
use waymark_shared::id::ContentKey;
use waymark_shared::session::{Mark, Marks};
use waymark_shared::targeting::chain::{Verdict, chain};
use waymark_shared::targeting::frequency::{Effort, MAX_DISPLAYS, is_capped, is_low_ces, merge_mark};
use waymark_shared::targeting::person::{Abandoned, Segments};
use waymark_shared::targeting::{Candidate, Decision, Facts, Reason, decide};
use waymark_shared::time::Timestamp;
use waymark_shared::value::{Value, Values};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn key(text: &str) -> ContentKey {
    ContentKey::new(text).expect("a key")
}

#[expect(clippy::unnecessary_wraps, reason = "marks hold optional times")]
fn ago(days: i64) -> Option<Timestamp> {
    Some(NOW.plus_days(-days))
}

/// Everything a decision depends on; a test changes one thing.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each changed alone by a test")]
struct Case {
    content: Content,
    stopped: bool,
    paused: bool,
    responses: u64,
    caps: Caps,
    resumes: bool,
    marks: Marks,
    consent: bool,
    gpc: bool,
    guidance: &'static str,
    effort: Effort,
}

fn case() -> Case {
    let json = r#"{"key":"nps","name":"NPS","body":{"survey":{"questions":[
        {"key":"q","title":{"en":"Would you?"},"kind":{"nps":{}}}]}}}"#;
    Case {
        content: serde_json::from_str(json).expect("content"),
        stopped: false,
        paused: false,
        responses: 0,
        caps: Caps::default(),
        resumes: false,
        marks: Marks::new(),
        consent: true,
        gpc: false,
        guidance: "on",
        effort: Effort::default(),
    }
}

fn verdict(case: &Case) -> Decision {
    let Case { content, stopped, paused, responses, caps, resumes, .. } = case;
    let (stopped, paused, responses, resumes) = (*stopped, *paused, *responses, *resumes);
    let nobody = Values::new();
    let person = Values::from([("guidance".to_owned(), Value::Text(case.guidance.into()))]);
    let facts = Facts {
        now: NOW,
        person: &person,
        company: &nobody,
        locale: "ja",
        device: None,
        first_seen: None,
        marks: &case.marks,
        abandoned: &Abandoned::new(),
        segments: &Segments::new(),
        bucket: "somebody",
        consent: case.consent,
        gpc: case.gpc,
        effort: case.effort,
    };
    let candidate = Candidate { content, stopped, paused, responses, caps, resumes };
    let decision = decide(&candidate, &facts);
    let links = chain(&candidate, &[facts]).into_iter();
    let in_the_way: Vec<Reason> =
        links.filter(|(_, verdict)| *verdict == Verdict::No).map(|(reason, _)| reason).collect();
    assert_eq!(in_the_way, decision.reasons(), "the chain tells what the decision says");
    decision
}

#[track_caller]
fn check(change: impl FnOnce(&mut Case), expected: &Decision) {
    let mut case = case();
    change(&mut case);
    assert_eq!(&verdict(&case), expected);
}

#[track_caller]
fn check_not_due(change: impl FnOnce(&mut Case), reason: Reason) {
    check(change, &Decision::NotDue(vec![reason]));
}

fn marked(mark: Mark) -> Marks {
    Marks::from([(key("nps"), mark)])
}

#[test]
fn fresh_content_for_everybody_is_due() {
    check(|_| {}, &Decision::Due);
}

#[test]
fn each_link_of_the_chain_has_its_reason() {
    check_not_due(|c| c.stopped = true, Reason::Stopped);
    check_not_due(|c| c.paused = true, Reason::Paused);
    check_not_due(|c| c.content.schedule.from = Some(NOW.plus_ms(1)), Reason::NotYet);
    check_not_due(|c| c.content.schedule.until = Some(NOW), Reason::Over);
    check_not_due(|c| (c.content.quota, c.responses) = (Some(5), 5), Reason::QuotaReached);
    check_not_due(|c| c.consent = false, Reason::Consent);
    check_not_due(|c| c.content.audience = Condition::Any(Vec::new()), Reason::Audience);
    check_not_due(|c| c.content.sampling = 0, Reason::Sampling);
    check_not_due(|c| c.marks = marked(Mark { refused: true, ..Mark::default() }), Reason::Refused);
    check_not_due(|c| c.effort.complaint_open = true, Reason::Gate);
    check_not_due(|c| c.effort.low_at = ago(29), Reason::Gate);
}

fn announcement() -> Body {
    serde_json::from_str(r#"{"announcement":{"title":{"en":"Twice as many seats"}}}"#).expect("a body")
}

#[test]
fn a_promotion_waits_while_somebody_struggles_unless_they_ask_for_it() {
    let waits = Decision::OnRequest(vec![Reason::Gate]);
    let promotion = |c: &mut Case| (c.content.body, c.content.promotes) = (announcement(), true);
    check(promotion, &Decision::Due);
    check(|c| (promotion(c), c.effort.complaint_open = true).1, &waits);
    check(|c| (promotion(c), c.effort.low_at = ago(29)).1, &waits);
    check(|c| (promotion(c), c.effort.low_at = ago(30)).1, &Decision::Due);
    check(|c| (promotion(c), c.effort.low_at = ago(1), c.content.frequency.gate = false).2, &Decision::Due);
    let help = r#"{"resource_centre":{"title":{"en":"Help"}}}"#;
    let help = || serde_json::from_str(help).expect("a body");
    check(|c| (promotion(c), c.content.body = help(), c.effort.complaint_open = true).2, &Decision::Due);
}

#[test]
fn links_let_through_at_their_edges() {
    check(|c| c.content.schedule.from = Some(NOW), &Decision::Due);
    check(|c| c.content.schedule.until = Some(NOW.plus_ms(1)), &Decision::Due);
    check(|c| (c.content.quota, c.responses) = (Some(5), 4), &Decision::Due);
    check(|c| c.effort.low_at = ago(30), &Decision::Due);
    check(|c| (c.effort.low_at, c.content.frequency.gate) = (ago(1), false), &Decision::Due);
    check(|c| (c.effort.low_at, c.content.body) = (ago(1), announcement()), &Decision::Due);
}

#[test]
fn snooze_and_dismissal_are_quiet_for_their_days() {
    let snoozed = |days| Mark { snoozed_until: Some(NOW.plus_days(days)), ..Mark::default() };
    check_not_due(|c| c.marks = marked(snoozed(1)), Reason::Snoozed);
    check(|c| c.marks = marked(snoozed(0)), &Decision::Due);
    let dismissed = |days| Mark { dismissed_at: ago(days), ..Mark::default() };
    check_not_due(|c| c.marks = marked(dismissed(29)), Reason::DismissedLately);
    check(|c| c.marks = marked(dismissed(30)), &Decision::Due);
}

#[test]
fn repetition_follows_its_rule() {
    let long_ago = Mark { displayed_at: ago(100), answered_at: ago(90), dismissed_at: ago(2), ..Mark::default() };
    let with = |repeat| {
        let long_ago = long_ago.clone();
        move |c: &mut Case| {
            c.content.frequency = Frequency { repeat, ..Frequency::default() };
            c.marks = marked(long_ago);
        }
    };
    check_not_due(with(Repeat::Once), Reason::DisplayedBefore);
    let both = [Reason::DismissedLately, Reason::AnsweredBefore];
    check(with(Repeat::UntilAnswered), &Decision::NotDue(both.to_vec()));
    check(with(Repeat::EveryDays(91)), &Decision::NotDue(both.to_vec()));
    check_not_due(with(Repeat::EveryDays(90)), Reason::DismissedLately);
    check(with(Repeat::Always), &Decision::Due);
}

#[test]
fn caps_and_privacy_control_leave_the_way_of_asking_for_it() {
    let displayed = |days| Marks::from([(key("other"), Mark { displayed_at: ago(days), ..Mark::default() })]);
    check(|c| c.marks = displayed(0), &Decision::OnRequest(vec![Reason::Cap]));
    check(|c| c.gpc = true, &Decision::OnRequest(vec![Reason::PrivacyControl]));
    check(|c| c.guidance = "off", &Decision::Due);
    let manual = |c: &mut Case| {
        c.content.trigger.cause = Cause::Manual;
        c.content.holdout = 1000;
        c.marks = displayed(0);
        c.gpc = true;
    };
    check(manual, &Decision::Due);
}

#[test]
fn a_held_out_person_is_withheld_only_where_nothing_else_stands_in_the_way() {
    check(|c| c.content.holdout = 1000, &Decision::Withheld);
    let both = [Reason::PrivacyControl, Reason::Withheld];
    check(|c| (c.content.holdout, c.gpc) = (1000, true), &Decision::OnRequest(both.to_vec()));
    let both = [Reason::Paused, Reason::Withheld];
    check(|c| (c.content.holdout, c.paused) = (1000, true), &Decision::NotDue(both.to_vec()));
    assert!(Decision::Withheld.is_withheld() && Decision::OnRequest(vec![Reason::Cap, Reason::Withheld]).is_withheld());
    assert!(!Decision::NotDue(both.to_vec()).is_withheld() && !Decision::Due.is_withheld());
}

#[test]
fn every_reason_is_told_in_the_order_of_the_chain() {
    let everything = |c: &mut Case| {
        let mark = Mark {
            displayed_at: ago(0),
            answered_at: ago(0),
            dismissed_at: ago(0),
            snoozed_until: Some(NOW.plus_days(1)),
            refused: true,
            ..Mark::default()
        };
        (c.stopped, c.paused, c.consent, c.gpc) = (true, true, false, true);
        c.content.schedule.from = Some(NOW.plus_ms(1));
        c.content.schedule.until = Some(NOW);
        (c.content.quota, c.content.sampling, c.content.holdout) = (Some(0), 0, 1000);
        c.content.audience = Condition::Any(Vec::new());
        c.marks = marked(mark);
        c.effort.complaint_open = true;
    };
    let chain = vec![
        Reason::Stopped,
        Reason::Paused,
        Reason::NotYet,
        Reason::Over,
        Reason::QuotaReached,
        Reason::Consent,
        Reason::PrivacyControl,
        Reason::Audience,
        Reason::Sampling,
        Reason::Refused,
        Reason::Snoozed,
        Reason::DismissedLately,
        Reason::AnsweredBefore,
        Reason::Cap,
        Reason::Gate,
        Reason::Withheld,
    ];
    check(everything, &Decision::NotDue(chain));
}

#[test]
fn the_last_choice_is_the_persons() {
    const STEP: &str = r#"{"title":{"en":"Hello"}}"#;
    const LIST: &str = r#"{"title":{"en":"Set up"},"items":[]}"#;
    let body = |kind: &str| {
        let inside = match kind {
            "tour" => format!(r#"{{"steps":[{STEP}]}}"#),
            "checklist" => LIST.to_owned(),
            "resource_centre" => r#"{"title":{"en":"Help"}}"#.to_owned(),
            _ => STEP.to_owned(),
        };
        serde_json::from_str(&format!(r#"{{"{kind}":{inside}}}"#)).expect("a body")
    };
    let kept_back = Decision::OnRequest(vec![Reason::Guidance]);
    for (guidance, kind, expected) in [
        ("on", "tour", &Decision::Due),
        ("asked", "tour", &kept_back),
        ("asked", "hotspot", &kept_back),
        ("asked", "checklist", &Decision::Due),
        ("off", "checklist", &kept_back),
        ("off", "message", &Decision::Due),
        ("off", "resource_centre", &Decision::Due),
        ("nonsense", "announcement", &Decision::Due),
    ] {
        check(|c| (c.guidance, c.content.body) = (guidance, body(kind)), expected);
    }
    check(|c| (c.guidance, c.resumes, c.content.body) = ("off", true, body("tour")), &Decision::Due);
}

#[test]
fn an_open_run_goes_on_unless_it_is_stopped_paused_refused_or_not_agreed_to() {
    let open = |c: &mut Case| {
        c.resumes = true;
        c.marks = marked(Mark { displayed_at: ago(0), answered_at: ago(0), ..Mark::default() });
        (c.content.sampling, c.content.quota, c.content.schedule.until) = (0, Some(0), Some(NOW));
        c.effort.complaint_open = true;
    };
    check(open, &Decision::Due);
    let with = |change: fn(&mut Case)| {
        move |c: &mut Case| {
            open(c);
            change(c);
        }
    };
    check_not_due(with(|c| c.stopped = true), Reason::Stopped);
    check_not_due(with(|c| c.paused = true), Reason::Paused);
    check_not_due(with(|c| c.consent = false), Reason::Consent);
    check_not_due(with(|c| c.marks = marked(Mark { refused: true, ..Mark::default() })), Reason::Refused);
}

#[test]
fn caps_count_every_display_of_the_same_content() {
    let caps = Caps { per_day: 3, surveys: 4, survey_days: 30, low_effort_days: 0 };
    let mut marks = Marks::new();
    let mark = marks.get_or_default(key("always"));
    // Device and collector tell the same display a few milliseconds apart, in either order.
    for (hours, apart) in [(3, 0), (2, 0), (2, 2), (2, -2), (3, 1)] {
        let at = Some(NOW.plus_ms(apart - hours * waymark_shared::time::HOUR_MS));
        merge_mark(mark, &Mark { displayed_at: at, ..Mark::default() });
    }
    let capped = |marks: &Marks, now| is_capped(&caps, waymark_shared::content::Kind::Survey, marks, now);
    assert!(!capped(&marks, NOW), "two displays, each told more than once");
    merge_mark(marks.get_or_default(key("always")), &Mark { displayed_at: Some(NOW), ..Mark::default() });
    assert!(capped(&marks, NOW), "three within a day");
    assert!(!capped(&marks, NOW.plus_days(1)), "three within thirty days");
    merge_mark(marks.get_or_default(key("other")), &Mark { displayed_at: Some(NOW), ..Mark::default() });
    assert!(capped(&marks, NOW.plus_days(29)), "four within thirty days");
    assert!(!capped(&marks, NOW.plus_days(30)));
    let none = Caps { per_day: 0, ..Caps::default() };
    assert!(is_capped(&none, waymark_shared::content::Kind::Survey, &Marks::new(), NOW), "nothing comes by itself");
}

#[test]
fn merged_marks_keep_the_later_time_and_every_refusal() {
    let mut device = Mark { displayed_at: ago(3), dismissed_at: ago(1), refused: true, ..Mark::default() };
    let collector =
        Mark { displayed_at: ago(2), displays: vec![NOW.plus_days(-5)], answered_at: ago(2), ..Mark::default() };
    merge_mark(&mut device, &collector);
    let expected = Mark {
        displayed_at: ago(2),
        displays: vec![NOW.plus_days(-5), NOW.plus_days(-3)],
        answered_at: ago(2),
        dismissed_at: ago(1),
        refused: true,
        ..Mark::default()
    };
    assert_eq!(device, expected);
    for days in 0..100 {
        merge_mark(&mut device, &Mark { displayed_at: Some(NOW.plus_days(days)), ..Mark::default() });
    }
    assert_eq!(device.displays.len(), MAX_DISPLAYS);
    assert_eq!(device.displays.last(), Some(&NOW.plus_days(98)));
}

#[test]
fn the_low_points_of_each_scale_mean_effort() {
    use waymark_shared::content::survey::{Answer, QuestionKind};
    let low = |kind: &str, score| {
        let kind: QuestionKind = serde_json::from_str(kind).expect("a kind");
        is_low_ces(&kind, &Answer::Score(score))
    };
    assert!(low(r#"{"ces":{}}"#, 3) && !low(r#"{"ces":{}}"#, 4));
    assert!(low(r#"{"ces":{"scale":"five"}}"#, 2) && !low(r#"{"ces":{"scale":"five"}}"#, 3));
    assert!(!low(r#"{"csat":{}}"#, 1));
}
