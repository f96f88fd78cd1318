//! Going through steps: what leads on, and what is pressed.

use super::*;

#[test]
fn a_run_that_is_being_left_is_led_on_by_nothing() {
    let tour = r#"{"body":{"tour":{"steps":[{"key":"ask",
        "question":{"key":"effort","title":{"en":"?"},"kind":{"ces":{}}},
        "advance":[{"on":{"page":[{"pattern":{"exact":"/b"}}]},"to":"close"}]}]}}}"#;
    let mut engine = engine(vec![due("tour", "{}", tour)]);
    engine.grant();
    engine.does(Act::Choose(Choose::Score(6)));
    engine.page.take();
    engine.go("/b");
    engine.says("dismissed");
    engine.go("/c");
    engine.does(Act::Withdraw);
    engine.says("answered clear release");
}

#[test]
fn what_is_pressed_before_a_frame_has_told_that_it_can_be_seen_counts() {
    let tour = r#"{"body":{"tour":{"steps":[{"key":"one","display":"modal","title":{"en":"1"}},
        {"key":"two","display":"modal","title":{"en":"2"}}]}}}"#;
    let mut engine = engine(vec![due("tour", "{}", tour)]);
    let run = engine.page.claimed.take().expect("a claim");
    engine.feed(Input::Claimed { run, granted: true });
    engine.page.take();
    engine.does(Act::Next);
    engine.says("displayed step started");
    engine.does(Act::Next);
    engine.says("step completed clear release");
}
