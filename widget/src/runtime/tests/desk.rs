//! What lies behind the launcher.

use super::*;
use crate::desk::At;

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
fn open_items_are_ticked_by_clicks_and_elements_which_are_watched_only_as_long() {
    let list = LIST.replace(r#"[{"event":{"name":"sent"}}]"#, r##"[{"click":"#send"},{"element":".sent"}]"##);
    for seen in [Input::Clicked("#send".into()), Input::Present(".sent".into())] {
        let mut engine = engine(vec![due("set-up", "{}", &list)]);
        engine.feed(Input::Shown);
        engine.says("due draw displayed");
        assert_eq!(
            (&engine.page.wanted.clicks[..], &engine.page.wanted.elements[..]),
            (&["#send".into()][..], &[".sent".into()][..])
        );
        engine.feed(seen);
        let crate::view::What::Desk(desk) = &engine.page.scene.as_ref().expect("something is drawn").what else {
            panic!("the desk is drawn")
        };
        let list = &desk.borrow().lists[0];
        assert_eq!(list.state.count(list.checklist().expect("a checklist")), (1, 2));
        assert!(engine.page.wanted.clicks.is_empty() && engine.page.wanted.elements.is_empty());
    }
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
        engine.feed(Input::Shown);
        let marks = engine.page.marks.clone();
        let mut later = Runtime::new(Fake { now: 101 * DAY_MS, marks, ..Fake::default() });
        later.feed(session(vec![due("set-up", "{}", &list)]));
        assert_eq!(later.laid.desk.borrow().open_list(), None, "by itself it opens once");
    }
}

#[test]
fn of_two_lists_that_an_answer_chooses_the_one_opens_that_was_chosen_last() {
    let welcome = r#"{"body":{"survey":{"questions":[{"key":"aim","sets_trait":"aim","title":{"en":"?"},"kind":
        {"single":{"options":[{"key":"a","label":{"en":"A"}},{"key":"b","label":{"en":"B"}}]}}}]}}}"#;
    let list = LIST.replace(r#""title":{"en":"Set up"}"#, r#""title":{"en":"Set up"},"opens":true"#);
    let choose = |key: &str| Act::Choose(Choose::Option(OptionKey::new(key).expect("a key")));
    let mut engine = engine(vec![due("welcome", "{}", welcome)]);
    engine.grant();
    engine.does(choose("a"));
    engine.feed(session(vec![due("welcome", "{}", welcome), due("for-a", "{}", &list)]));
    assert!(engine.laid.desk.borrow().lists.is_empty(), "nothing opens behind a card");
    engine.does(choose("b"));
    engine.does(Act::Next);
    engine.does(Act::Close);
    assert!(engine.show.is_none());
    assert!(
        engine.laid.desk.borrow().lists.is_empty(),
        "what was decided before the second answer does not come any more"
    );
    engine.feed(session(vec![due("for-b", "{}", &list)]));
    let desk = engine.laid.desk.borrow();
    assert_eq!((desk.lists[0].due.key.as_str(), desk.open_list()), ("for-b", Some(0)));
}

#[test]
fn with_the_last_list_the_open_desk_goes_and_keeps_nothing_waiting() {
    let mut engine = engine(vec![due("one", "{}", LIST), due("two", "{}", LIST)]);
    engine.feed(Input::Shown);
    engine.does(Act::Open);
    engine.page.take();
    engine.feed(session(vec![due("nps", EVENT, "{}")]));
    engine.says("clear");
    engine.track("sent");
    engine.says("due claim");
}

#[test]
fn an_article_that_somebody_was_led_to_is_read_first_and_is_no_visit_of_the_resource_centre() {
    let centre = r#"{"body":{"resource_centre":{"title":{"en":"Help"}}}}"#;
    let article = serde_json::from_str(r#"{"title":{"en":"Terms"},"text":{"en":"Net 30."}}"#).expect("an article");
    let mut engine = engine(vec![due("help", "{}", centre), due("nps", EVENT, "{}")]);
    engine.feed(Input::Shown);
    engine.page.take();
    engine.led_to(&shared::id::ContentKey::new("terms").expect("a key"));
    engine.says("read terms");
    engine.track("sent");
    engine.says("due");
    engine.feed(Input::Read(Box::new(article)));
    engine.says("");
    assert_eq!(engine.laid.desk.borrow().at, At::Article);
    engine.does(Act::Close);
    engine.says("claim");
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

#[test]
fn a_list_that_was_refused_meanwhile_does_not_come_and_a_second_one_opens_nothing() {
    let list = LIST.replace(r#""title":{"en":"Set up"}"#, r#""title":{"en":"Set up"},"opens":true"#);
    let mut refused = engine(vec![]);
    refused.page.situation = Situation { hidden: true, ..Situation::default() };
    refused.feed(session(vec![due("set-up", "{}", &list)]));
    refused.page.take();
    // In the tab in front.
    let mark = shared::session::Mark { refused: true, ..shared::session::Mark::default() };
    refused.page.marks.insert(shared::id::ContentKey::new("set-up").expect("a key"), mark);
    refused.page.situation = Situation::default();
    refused.feed(Input::Free);
    refused.says("");

    let mut two = engine(vec![due("set-up", "{}", &list), due("other", "{}", &list)]);
    let desk = |engine: &Runtime<Fake>| (engine.laid.desk.borrow().lists.len(), engine.laid.desk.borrow().open_list());
    assert_eq!(desk(&two), (2, Some(0)), "both are there, the first is open");
    two.feed(Input::Shown);
    two.does(Act::Close);
    assert_eq!(desk(&two), (2, None), "the second does not open when the first is closed");
}
