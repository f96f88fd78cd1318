//! What is measured of the person's effort, and what waits while it is high.

use super::*;

const TOUR: &str = r#"{"body":{"tour":{"steps":[
{"key":"one","text":{"en":"One"}},{"key":"wait","display":"hidden","advance":[{"on":{"event":{"name":"saved"}}}]},
{"key":"two","text":{"en":"Two"},"pages":[{"pattern":{"exact":"/a"}}]}]}}}"#;

#[test]
fn each_step_is_measured_from_the_first_display_to_the_end() {
    let mut engine = engine(vec![due("tour", "{}", TOUR)]);
    assert_eq!(engine.page.measured, "", "nothing before it is displayed");
    engine.grant();
    assert_eq!(engine.page.measured, "one 0");
    engine.does(Act::Next);
    assert_eq!(engine.page.measured, "wait 1", "the task itself is done while nothing is displayed");
    engine.track("saved");
    engine.feed(Input::Shown);
    assert_eq!(engine.page.measured, "two 2");
    engine.go("/b");
    assert_eq!(engine.page.measured, "", "not on a page that is not the step's");
    engine.go("/a");
    engine.grant();
    assert_eq!(engine.page.measured, "two 2");
    engine.does(Act::Next);
    assert_eq!(engine.page.measured, "");
}

#[test]
fn a_preview_and_a_survey_are_not_measured() {
    let mut shown = engine(vec![due("tour", "{}", &TOUR.replacen('{', r#"{"preview":true,"#, 1))]);
    shown.feed(Input::Shown);
    assert_eq!(shown.page.measured, "");
    let mut asked = engine(vec![due("nps", "{}", "{}")]);
    asked.grant();
    assert_eq!(asked.page.measured, "");
}

#[test]
fn nobody_is_congratulated_while_their_effort_is_high() {
    use shared::machine::checklist::Input as Step;
    use shared::machine::desk::Deed;
    let list = r#"{"progress":{"items":[],"page":""},"body":{"checklist":{"title":{"en":"Set up"},
        "items":[{"key":"read","title":{"en":"Read"},"done":[{"event":{"name":"read"}}]}]}}}"#;
    for strained in [false, true] {
        let mut engine = Runtime::new(Fake { now: 100 * DAY_MS, ..Fake::default() });
        let brief = Briefing { strained, due: vec![due("set-up", "{}", list)], ..nothing() };
        engine.feed(Input::Brief(Box::new(brief)));
        engine.feed(Input::Shown);
        engine.track("read");
        let opened = engine.laid.desk.borrow().open_list().is_some();
        assert_eq!(opened, !strained, "it opens by itself to celebrate, unless {strained}");
        engine.does(Act::Desk(Deed::Do(Step::Press)));
    }
}
