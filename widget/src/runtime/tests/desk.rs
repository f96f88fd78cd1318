//! What lies behind the launcher.

use super::*;

const LIST: &str = r#"{"progress":{"items":[],"page":""},"body":{"checklist":{"title":{"en":"Set up"},"items":[
{"key":"send","title":{"en":"Send"},"done":[{"event":{"name":"sent"}}],"action":{"url":"/send"}},
{"key":"read","title":{"en":"Read"},"by_hand":true,"after":["send"]}]}}}"#;

#[test]
fn a_checklist_is_there_beside_everything_and_ticks_what_happens_in_the_page() {
    use shared::machine::checklist::Input as Step;
    use shared::machine::desk::Deed;
    let mut engine = engine(vec![due("set-up", "{}", LIST)]);
    engine.says("due draw");
    engine.feed(Input::Shown);
    engine.says("displayed");
    engine.does(Act::Open);
    engine.does(Act::Desk(Deed::Do(Step::Tick(1))));
    engine.says("");
    engine.track("sent");
    engine.says("");
    engine.does(Act::Desk(Deed::Do(Step::Tick(1))));
    engine.says("started item completed");
    engine.does(Act::Close);
    engine.says("clear");
}

#[test]
fn the_launcher_makes_room_for_what_is_displayed_and_comes_back() {
    let tour = due("nps", EVENT, "{}");
    let mut engine = engine(vec![due("set-up", "{}", LIST), tour]);
    engine.feed(Input::Shown);
    engine.says("due draw displayed");
    engine.track("sent");
    engine.grant();
    engine.says("due claim clear draw displayed");
    engine.does(Act::Close);
    engine.says("dismissed clear release draw");
}

#[test]
fn a_list_that_opens_by_itself_waits_until_nobody_types_or_is_in_a_dialog() {
    let list = LIST.replace(r#""title":{"en":"Set up"}"#, r#""title":{"en":"Set up"},"opens":true"#);
    for busy in [
        Situation { typing_ms: Some(2_000), ..Situation::default() },
        Situation { in_dialog: true, ..Situation::default() },
        Situation { hidden: true, ..Situation::default() },
    ] {
        let mut engine = engine(vec![]);
        engine.page.situation = busy;
        engine.feed(session(vec![due("set-up", "{}", &list)]));
        engine.says("due");
        assert!(engine.page.wanted.free, "the end of what keeps the person busy is listened for");
        engine.page.situation = Situation::default();
        engine.feed(Input::Free);
        engine.says("draw");
        let scene = engine.page.scene.as_ref().expect("something is drawn");
        let crate::view::What::Desk(desk) = &scene.what else { panic!("the desk is drawn") };
        assert_eq!(desk.borrow().open_list(), Some(0), "the list is open");
    }
}

#[test]
fn the_resource_centre_belongs_to_its_pages_and_stays_while_it_is_open() {
    let body = r#"{"body":{"resource_centre":{"title":{"en":"Help"}}}}"#;
    let mut engine = engine(vec![due("help", r#"{"pages":[{"pattern":{"exact":"/a"}}]}"#, body)]);
    engine.says("draw");
    engine.go("/b");
    engine.says("clear");
    engine.go("/a");
    engine.says("draw");
    engine.feed(Input::Shown);
    engine.does(Act::Open);
    engine.go("/b");
    engine.says("displayed");
    engine.does(Act::Close);
    engine.says("clear");
}
