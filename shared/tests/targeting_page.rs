//! The engine's part of the decision: causes, cancelling events, and the check again before a display.

use waymark_shared::content::frequency::Caps;
use waymark_shared::content::survey::{Question, QuestionKind, Survey};
use waymark_shared::content::trigger::{Cause, EventTest, PageRule, Pattern, PropertyTest, Trigger, UrlPart};
use waymark_shared::content::{Body, Frequency, Repeat, Test};
use waymark_shared::id::{ContentKey, QuestionKey, RunId, StepKey};
use waymark_shared::session::{Due, Mark, Marks, Place};
use waymark_shared::targeting::Reason;
use waymark_shared::targeting::frequency::Effort;
use waymark_shared::targeting::page::{Happening, PageFacts, Start, is_cancelled, is_cause, recheck};
use waymark_shared::text::Text;
use waymark_shared::time::{DAY_MS, HOUR_MS, Timestamp};
use waymark_shared::value::{Value, Values};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn key(text: &str) -> ContentKey {
    ContentKey::new(text).expect("a key")
}

fn due() -> Due {
    let question = Question {
        key: QuestionKey::new("likely").expect("a key"),
        title: Text::default(),
        description: Text::default(),
        required: false,
        sets_trait: None,
        branches: Vec::new(),
        kind: QuestionKind::Nps { low: Text::default(), high: Text::default() },
    };
    Due {
        key: key("nps"),
        version: 1,
        withheld: false,
        preview: false,
        trigger: Trigger {
            pages: vec![PageRule { pattern: Pattern::Prefix("/reports".into()), part: UrlPart::Path, not: false }],
            ..Trigger::default()
        },
        frequency: Frequency::default(),
        from: None,
        until: None,
        body: std::sync::Arc::new(Body::Survey(Survey {
            questions: vec![question],
            privacy: waymark_shared::content::survey::Privacy::default(),
            back: true,
            help: None,
        })),
        resume: None,
        progress: None,
    }
}

struct Page {
    url: &'static str,
    marks: Marks,
    caps: Caps,
    effort: Effort,
}

impl Default for Page {
    fn default() -> Self {
        let (marks, caps, effort) = (Marks::new(), Caps::default(), Effort::default());
        Self { url: "https://app.example/reports/7", marks, caps, effort }
    }
}

#[track_caller]
fn check(due: &Due, page: &Page, start: Start, expected: &[Reason]) {
    let Page { url, marks, caps, effort } = page;
    let facts = PageFacts { now: NOW, url, marks, caps, effort: *effort, matches: &|_, _| false };
    assert_eq!(recheck(due, &facts, start), expected);
}

fn event(name: &str, amount: f64) -> EventTest {
    let property = PropertyTest { name: "amount".into(), test: Test::AtLeast(amount) };
    EventTest { name: name.into(), properties: vec![property] }
}

#[test]
fn a_cause_is_what_the_trigger_names_and_nothing_else() {
    let properties = Values::from([("amount".into(), Value::Number(10.0))]);
    let tracked = |name| Happening::Event { name, properties: &properties };
    for (cause, happening, expected) in [
        (Cause::Page, Happening::Page, true),
        (Cause::Page, tracked("paid"), false),
        (Cause::Event(event("paid", 10.0)), tracked("paid"), true),
        (Cause::Event(event("paid", 11.0)), tracked("paid"), false),
        (Cause::Event(event("paid", 10.0)), tracked("sent"), false),
        (Cause::Element("#a".into()), Happening::Element("#a"), true),
        (Cause::Element("#a".into()), Happening::Click("#a"), false),
        (Cause::Click("#a".into()), Happening::Click("#a"), true),
        (Cause::Click("#a".into()), Happening::Click("#b"), false),
        (Cause::Scroll(50), Happening::Scroll(50), true),
        (Cause::Scroll(50), Happening::Scroll(49), false),
        (Cause::Exit, Happening::Exit, true),
        (Cause::Inactive(30), Happening::Inactive(30), true),
        (Cause::Inactive(30), Happening::Inactive(29), false),
        (Cause::Manual, Happening::Page, false),
    ] {
        assert_eq!(is_cause(&cause, happening, NOW), expected, "{cause:?} {happening:?}");
    }
}

#[test]
fn an_event_that_fits_calls_off_what_waits() {
    let trigger = Trigger { cancel: vec![event("left", 5.0), event("failed", 0.0)], ..Trigger::default() };
    let properties = Values::from([("amount".into(), Value::Number(1.0))]);
    assert!(is_cancelled(&trigger, "failed", &properties, NOW));
    assert!(!is_cancelled(&trigger, "left", &properties, NOW));
    assert!(!is_cancelled(&trigger, "failed", &Values::new(), NOW));
}

#[test]
fn nothing_stands_in_the_way_of_fresh_content_on_its_page() {
    check(&due(), &Page::default(), Start::Triggered, &[]);
}

#[test]
fn a_page_left_during_the_delay_stops_a_trigger_but_not_a_request() {
    let page = Page { url: "https://app.example/reports-old", ..Page::default() };
    check(&due(), &page, Start::Triggered, &[Reason::Page]);
    check(&due(), &page, Start::Requested, &[]);
    check(&due(), &page, Start::Resumed, &[]);
}

#[test]
fn the_schedule_is_half_open_and_holds_for_requests() {
    let with = |from, until| Due { from, until, ..due() };
    check(&with(Some(NOW), Some(NOW.plus_ms(1))), &Page::default(), Start::Triggered, &[]);
    check(&with(Some(NOW.plus_ms(1)), None), &Page::default(), Start::Requested, &[Reason::NotYet]);
    check(&with(None, Some(NOW)), &Page::default(), Start::Triggered, &[Reason::Over]);
    check(&with(None, Some(NOW)), &Page::default(), Start::Forced, &[]);
}

#[test]
fn marks_made_in_this_page_count_at_once() {
    let hour_ago = Some(NOW.plus_ms(-HOUR_MS));
    let answered = Mark { displayed_at: hour_ago, answered_at: hour_ago, ..Mark::default() };
    let page = Page { marks: Marks::from([(key("nps"), answered)]), ..Page::default() };
    check(&due(), &page, Start::Triggered, &[Reason::AnsweredBefore, Reason::Cap]);
    check(&due(), &page, Start::Requested, &[Reason::AnsweredBefore]);
    check(&due(), &page, Start::Resumed, &[]);
    check(&due(), &page, Start::Forced, &[]);
    let refused = Mark { refused: true, ..Mark::default() };
    let page = Page { marks: Marks::from([(key("nps"), refused)]), ..Page::default() };
    check(&due(), &page, Start::Resumed, &[Reason::Refused]);
    let again = |at: i64| {
        let place = Place {
            run: RunId::from_parts(NOW, [7; 10]),
            version: 1,
            step: StepKey::new("one").expect("a key"),
            at: NOW.plus_ms(at),
        };
        let mark = Mark { refused: true, dismissed_at: Some(NOW), place: Some(place), ..Mark::default() };
        Page { marks: Marks::from([(key("nps"), mark)]), ..Page::default() }
    };
    check(&due(), &again(-1), Start::Resumed, &[Reason::Refused]);
    check(&due(), &again(1), Start::Resumed, &[]);
}

#[test]
fn a_display_of_other_content_fills_the_cap_for_a_day() {
    let displayed =
        |ago: i64| Marks::from([(key("other"), Mark { displayed_at: Some(NOW.plus_ms(-ago)), ..Mark::default() })]);
    let page = Page { marks: displayed(DAY_MS - 1), ..Page::default() };
    check(&due(), &page, Start::Triggered, &[Reason::Cap]);
    check(&due(), &page, Start::Requested, &[]);
    check(&due(), &Page { marks: displayed(DAY_MS), ..Page::default() }, Start::Triggered, &[]);
}

#[test]
fn a_low_ces_answer_given_a_moment_ago_holds_a_recommendation_question_back() {
    let effort = Effort { low_at: Some(NOW), complaint_open: false };
    let page = Page { effort, ..Page::default() };
    check(&due(), &page, Start::Triggered, &[Reason::Gate]);
    check(&due(), &page, Start::Requested, &[Reason::Gate]);
    let frequency = Frequency { gate: false, repeat: Repeat::Always, ..Frequency::default() };
    check(&Due { frequency, ..due() }, &page, Start::Triggered, &[]);
    let body: Body =
        serde_json::from_str(r#"{"announcement":{"title":{"en":"Twice as many seats"}}}"#).expect("a body");
    let promotion = Due { body: body.into(), ..due() };
    check(&promotion, &page, Start::Triggered, &[Reason::Gate]);
    check(&promotion, &page, Start::Requested, &[]);
}
