//! The engine on a fake page.

mod desk;
mod effort;
mod guide;

use super::*;
use crate::page::fake::Fake;
use crate::page::{Situation, Wanted};
use shared::id::OptionKey;
use shared::machine::{Choose, Input as Act};
use shared::time::Timestamp;
use shared::time::{DAY_MS, SECOND_MS};
use shared::value::Values;

/// A one-question survey in JSON, as the collector would send it.
fn due(key: &str, trigger: &str, rest: &str) -> Due {
    let json = format!(
        r#"{{"key":"{key}","version":1,"withheld":false,"preview":false,"trigger":{trigger},"frequency":{{}},
        "from":null,"until":null,"resume":null,
        "body":{{"survey":{{"questions":[{{"key":"score","title":{{"en":"?"}},"kind":{{"nps":{{}}}}}}]}}}}}}"#
    );
    let mut due: serde_json::Value = serde_json::from_str(&json).expect(&json);
    let rest: serde_json::Value = serde_json::from_str(rest).expect(rest);
    due.as_object_mut().expect("an object").extend(rest.as_object().expect("an object").clone());
    serde_json::from_value(due).expect("content that may be due")
}

fn nothing() -> Briefing {
    serde_json::from_str(
        r#"{"appearance":{"sheet":"","position":"bottom_end"},"strained":false,"caps":{},"marks":{},"person":{},"company":{},"due":[]}"#,
    )
    .expect("a session")
}

fn session(due: Vec<Due>) -> Input {
    Input::Brief(Box::new(Briefing { caps: Caps { per_day: 9, surveys: 9, ..Caps::default() }, due, ..nothing() }))
}

fn engine(due: Vec<Due>) -> Runtime<Fake> {
    let mut engine = Runtime::new(Fake { now: 100 * DAY_MS, url: "https://a.example/a".into(), ..Fake::default() });
    engine.feed(session(due));
    engine
}

impl Runtime<Fake> {
    fn grant(&mut self) {
        let run = self.page.claimed.take().expect("a claim");
        self.feed(Input::Claimed { run, granted: true });
        self.feed(Input::Shown);
    }

    fn wait(&mut self, seconds: i64) {
        self.page.now += seconds * SECOND_MS;
        if self.page.alarm.is_some_and(|at| at.0 <= self.page.now) {
            self.feed(Input::Alarm);
        }
    }

    fn does(&mut self, input: Act) {
        self.feed(Input::Act { input, tentative: false });
    }

    fn track(&mut self, name: &str) {
        self.feed(Input::Event { name: name.into(), properties: Values::new() });
    }

    fn go(&mut self, path: &str) {
        self.page.url = format!("https://a.example{path}");
        self.feed(Input::Page);
    }

    fn says(&mut self, deeds: &str) {
        assert_eq!(self.page.take(), deeds);
    }
}

const EVENT: &str = r#"{"cause":{"event":{"name":"sent"}}}"#;

#[test]
fn a_question_goes_from_due_to_completed_in_this_order() {
    let mut engine = engine(vec![due("nps", "{}", "{}")]);
    engine.says("due claim");
    engine.grant();
    engine.says("draw displayed");
    engine.does(Act::Choose(Choose::Score(9)));
    engine.says("started answered");
    engine.does(Act::Next);
    engine.says("completed");
    engine.does(Act::Close);
    engine.says("clear release");
    engine.go("/a");
    engine.says("");
    assert_eq!(engine.explain("nps")[0], Reason::AnsweredBefore);
}

#[test]
fn what_was_dismissed_is_not_asked_again() {
    let mut engine = engine(vec![due("nps", EVENT, "{}")]);
    engine.track("sent");
    engine.grant();
    engine.does(Act::Close);
    engine.says("due claim draw displayed dismissed clear release");
    engine.track("sent");
    engine.feed(session(vec![due("nps", EVENT, "{}")]));
    engine.track("sent");
    engine.says("");
    assert!(engine.explain("nps").contains(&Reason::DismissedLately));
}

#[test]
fn nothing_is_displayed_before_it_is_visible() {
    let mut engine = engine(vec![due("nps", "{}", "{}")]);
    let run = engine.page.claimed.expect("a claim");
    engine.feed(Input::Claimed { run, granted: true });
    engine.says("due claim draw");
    engine.feed(Input::Page);
    engine.says("");
    engine.feed(Input::Leave);
    engine.says("clear release");
}

#[test]
fn a_route_change_during_the_delay_shows_nothing_on_the_wrong_page() {
    let trigger = r#"{"delay_ms":5000,"pages":[{"pattern":{"prefix":"/a"}}]}"#;
    let mut engine = engine(vec![due("nps", trigger, "{}")]);
    engine.says("");
    assert_eq!(engine.explain("nps"), [Reason::Delay]);
    engine.wait(3);
    engine.go("/b");
    assert_eq!(engine.page.alarm, None);
    engine.wait(60);
    engine.says("");
    engine.go("/a");
    engine.wait(4);
    engine.says("");
    engine.wait(1);
    engine.says("due claim");
}

#[test]
fn a_card_that_nobody_has_begun_goes_with_its_page_and_one_that_is_begun_stays() {
    let trigger = r#"{"pages":[{"pattern":{"prefix":"/a"}}]}"#;
    let mut engine = engine(vec![due("nps", trigger, "{}"), due("two", EVENT, "{}")]);
    engine.grant();
    engine.says("due claim draw displayed");
    engine.go("/b");
    engine.says("ignored clear release");
    engine.track("sent");
    engine.grant();
    engine.does(Act::Choose(Choose::Score(3)));
    engine.page.take();
    engine.go("/c");
    engine.says("");
}

#[test]
fn a_cancelling_event_calls_off_what_waits() {
    let trigger = r#"{"cause":{"event":{"name":"sent"}},"delay_ms":5000,"cancel":[{"name":"undone"}]}"#;
    let mut engine = engine(vec![due("nps", trigger, "{}")]);
    engine.track("sent");
    engine.track("undone");
    engine.wait(60);
    engine.says("");
    assert_eq!(engine.explain("nps"), [Reason::Cancelled]);
}

#[test]
fn nothing_comes_up_while_the_person_types_or_is_in_a_dialog() {
    let mut engine = engine(vec![due("nps", EVENT, r#"{"trigger":{"cause":{"scroll":50}}}"#)]);
    engine.page.situation = Situation { typing_ms: Some(2_000), ..Situation::default() };
    engine.feed(Input::Scrolled(60));
    engine.says("due");
    assert_eq!(engine.explain("nps"), [Reason::Occupied]);
    engine.page.situation = Situation { in_dialog: true, ..Situation::default() };
    engine.wait(2);
    engine.says("");
    assert!(engine.page.wanted.free);
    engine.page.situation = Situation::default();
    engine.feed(Input::Free);
    engine.says("claim");
}

#[test]
fn what_was_triggered_within_a_dialog_is_asked_there() {
    let mut engine = engine(vec![due("ces", EVENT, "{}")]);
    engine.page.situation.in_dialog = true;
    engine.track("sent");
    engine.says("due claim");
    engine.grant();
    engine.says("draw displayed");
}

#[test]
fn a_hidden_tab_asks_when_it_is_seen_again() {
    let mut engine = engine(vec![due("nps", EVENT, "{}")]);
    engine.page.situation.hidden = true;
    engine.track("sent");
    engine.says("due");
    engine.page.situation.hidden = false;
    engine.feed(Input::Free);
    engine.says("claim");
}

#[test]
fn another_tab_that_asks_already_is_left_to_it() {
    let mut engine = engine(vec![due("nps", "{}", "{}")]);
    let run = engine.page.claimed.expect("a claim");
    engine.feed(Input::Claimed { run, granted: false });
    engine.says("due claim");
    assert_eq!(engine.explain("nps"), [Reason::OtherTab]);
}

#[test]
fn everything_is_checked_again_when_the_claim_is_granted() {
    let mut engine = engine(vec![due("nps", EVENT, "{}")]);
    engine.track("sent");
    let other = shared::session::Mark { refused: true, ..shared::session::Mark::default() };
    engine.page.marks.insert(shared::id::ContentKey::new("nps").expect("a key"), other);
    engine.grant();
    engine.says("due claim release");
}

#[test]
fn a_session_that_no_longer_names_it_takes_back_what_waits() {
    let mut engine = engine(vec![due("nps", r#"{"delay_ms":5000}"#, "{}"), due("ces", EVENT, "{}")]);
    engine.feed(session(vec![due("ces", EVENT, "{}")]));
    engine.wait(60);
    engine.says("");
    engine.track("sent");
    engine.feed(session(Vec::new()));
    engine.says("due claim release");
    engine.grant();
    engine.says("release");
}

#[test]
fn a_held_out_person_is_recorded_where_the_card_would_have_been() {
    let mut engine = engine(vec![due("nps", "{}", r#"{"withheld":true}"#)]);
    engine.says("due claim");
    engine.grant();
    engine.says("withheld release");
    assert!(engine.page.scene.is_none());
    engine.feed(Input::Show { key: "nps".into(), force: false });
    engine.grant();
    engine.says("due claim draw displayed");
}

#[test]
fn force_and_previews_are_displayed_at_once_and_never_recorded() {
    let mut engine = engine(vec![due("nps", "{}", r#"{"preview":true}"#), due("ces", EVENT, "{}")]);
    engine.says("draw");
    engine.feed(Input::Shown);
    engine.does(Act::Choose(Choose::Score(9)));
    engine.says("");
    engine.feed(Input::Show { key: "ces".into(), force: true });
    engine.says("clear draw");
    engine.feed(Input::Shown);
    engine.does(Act::Choose(Choose::Score(9)));
    engine.does(Act::Next);
    engine.does(Act::Close);
    engine.says("clear");
    assert!(engine.page.marks.is_empty());
}

#[test]
fn one_at_a_time_by_priority_and_what_was_asked_for_first() {
    let mut engine =
        engine(vec![due("a", EVENT, "{}"), due("b", EVENT, "{}"), due("c", r#"{"cause":"manual"}"#, "{}")]);
    engine.track("sent");
    engine.says("due due claim");
    engine.grant();
    engine.feed(Input::Show { key: "c".into(), force: false });
    assert_eq!(engine.explain("c"), [Reason::Busy]);
    engine.says("draw displayed due");
    engine.does(Act::Close);
    assert!(engine.page.bodies.last().expect("an event").contains("\"a\""));
    engine.says("dismissed clear release claim");
    engine.grant();
    let content = |engine: &Runtime<Fake>| {
        engine.page.scene.as_ref().and_then(|scene| match &scene.what {
            crate::view::What::Course(course) => Some(course.borrow().run().content.to_string()),
            crate::view::What::Desk(_) => None,
        })
    };
    assert_eq!(content(&engine).as_deref(), Some("c"));
}

#[test]
fn a_clock_that_is_put_back_does_not_hold_up_a_delay() {
    let mut engine = engine(vec![due("nps", r#"{"delay_ms":2000}"#, "{}")]);
    engine.page.take();
    engine.page.now -= 3_600 * SECOND_MS;
    // The browser's timer rings after two seconds all the same.
    engine.feed(Input::Alarm);
    engine.says("due claim");
}

#[test]
fn caps_hold_for_what_waits_behind_another() {
    let mut engine = Runtime::new(Fake { now: 100 * DAY_MS, ..Fake::default() });
    let due = vec![due("a", EVENT, "{}"), due("b", EVENT, "{}")];
    engine.feed(Input::Brief(Box::new(Briefing { due, ..nothing() })));
    engine.track("sent");
    engine.grant();
    engine.does(Act::Close);
    engine.says("due due claim draw displayed dismissed clear release");
    assert!(engine.explain("b").contains(&Reason::Cap));
}

#[test]
fn arrow_keys_send_one_answer_when_they_rest() {
    let mut engine = engine(vec![due("nps", "{}", "{}")]);
    engine.grant();
    engine.page.take();
    for score in 0..=7 {
        engine.feed(Input::Act { input: Act::Choose(Choose::Score(score)), tentative: true });
    }
    engine.says("started");
    engine.wait(1);
    engine.says("answered");
    assert!(engine.page.bodies.last().expect("an answer").contains(r#""score":7"#));
    engine.feed(Input::Act { input: Act::Choose(Choose::Score(8)), tentative: true });
    engine.feed(Input::Leave);
    engine.says("answered clear release");
    assert_eq!(engine.page.alarm, None);
}

#[test]
fn inactivity_counts_from_the_last_sign_of_life() {
    let mut engine = engine(vec![due("nps", r#"{"cause":{"inactive":30}}"#, "{}")]);
    engine.page.last_activity = engine.page.now;
    engine.feed(Input::Free);
    assert_eq!(engine.page.alarm, Some(Timestamp(engine.page.now + 30 * SECOND_MS)));
    engine.page.last_activity += 10 * SECOND_MS;
    engine.wait(30);
    engine.says("");
    engine.wait(10);
    engine.says("due claim");
}

#[test]
fn nothing_is_listened_for_while_nothing_can_come() {
    let refused = r#"{"cause":{"element":"\#late"}}"#.replace('\\', "");
    let mut engine = engine(vec![due("nps", &refused, "{}")]);
    assert_eq!(engine.page.wanted.elements, ["#late"]);
    engine.feed(Input::Present("#late".into()));
    engine.grant();
    engine.does(Act::Refuse);
    assert_eq!(engine.page.wanted, Wanted::default());
    assert_eq!(engine.page.alarm, None);
}

#[test]
fn a_run_begun_elsewhere_goes_on_without_a_second_display() {
    let resume = r#"{"resume":{"run":"0190a000-0000-7000-8000-000000000009","answers":[["score",2,{"score":3}]]}}"#;
    let mut engine = engine(vec![due("nps", EVENT, resume)]);
    engine.says("claim");
    engine.grant();
    engine.says("draw");
    engine.does(Act::Choose(Choose::Score(4)));
    engine.says("answered");
    assert!(engine.page.bodies[0].contains(r#""revision":3"#));
    engine.does(Act::Next);
    engine.does(Act::Close);
    engine.page.take();
    engine.feed(session(vec![due("nps", EVENT, resume)]));
    engine.says("");
}

#[test]
fn anonymous_answers_name_nobody_and_leave_a_mark_without_them() {
    let survey = r#"{"body":{"survey":{"privacy":{"mode":"anonymous"},
        "questions":[{"key":"score","title":{"en":"?"},"kind":{"nps":{}}}]}}}"#;
    let mut engine = engine(vec![due("nps", "{}", survey)]);
    engine.grant();
    engine.does(Act::Choose(Choose::Score(9)));
    engine.says("due? claim draw displayed? started? answered? marked");
}

#[test]
fn a_low_effort_answer_holds_back_a_recommendation_question_in_the_same_page() {
    let ces = r#"{"body":{"survey":{"questions":[{"key":"e","title":{"en":"?"},"kind":{"ces":{}}}]}}}"#;
    let mut engine = engine(vec![due("ces", "{}", ces), due("nps", EVENT, "{}")]);
    engine.grant();
    engine.does(Act::Choose(Choose::Score(2)));
    engine.does(Act::Next);
    engine.does(Act::Close);
    engine.page.take();
    engine.track("sent");
    engine.says("");
    assert!(engine.explain("nps").contains(&Reason::Gate));
}

#[test]
fn what_is_kept_of_an_answer_is_said_at_once_whatever_its_kind() {
    let asks = |kind: &str| {
        format!(
            r#"{{"body":{{"survey":{{"questions":[{{"key":"q","sets_trait":"said","title":{{"en":"?"}},"kind":{kind}}},{{"key":"why","title":{{"en":"?"}},"kind":{{"open":{{}}}}}}]}}}}}}"#
        )
    };
    let options = r#"[{"key":"a","label":{"en":"A"}},{"key":"b","label":{"en":"B"}}]"#;
    for (kind, choose, said) in [
        (r#"{"ces":{}}"#.to_owned(), Choose::Score(6), "say said=6"),
        (
            format!(r#"{{"single":{{"options":{options}}}}}"#),
            Choose::Option(OptionKey::new("a").expect("a key")),
            r#"say said="a""#,
        ),
        (
            format!(r#"{{"multiple":{{"options":{options}}}}}"#),
            Choose::Option(OptionKey::new("b").expect("a key")),
            r#"say said=["b"]"#,
        ),
    ] {
        let mut engine = engine(vec![due("ask", "{}", &asks(&kind))]);
        engine.grant();
        engine.does(Act::Choose(choose));
        assert!(engine.page.deeds.iter().any(|deed| deed == said), "{said} in {:?}", engine.page.deeds);
    }
}

#[test]
fn the_host_takes_away_what_is_displayed_and_what_waits() {
    let mut engine = engine(vec![due("a", EVENT, "{}"), due("b", r#"{"delay_ms":9000}"#, "{}")]);
    engine.track("sent");
    engine.grant();
    engine.page.take();
    engine.feed(Input::Dismiss(String::new()));
    engine.says("dismissed clear release");
    engine.feed(Input::Dismiss("b".into()));
    engine.wait(60);
    engine.says("");
}
