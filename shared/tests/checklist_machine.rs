//! A person's way through a checklist.

use proptest::collection::vec;
use proptest::prelude::*;
use waymark_shared::content::Checklist;
use waymark_shared::content::goal::Sign;
use waymark_shared::event::{Body, ItemState, Run};
use waymark_shared::id::{ContentKey, RunId};
use waymark_shared::machine::Effect;
use waymark_shared::machine::checklist::{Input, State};
use waymark_shared::session::ItemProgress;
use waymark_shared::time::Timestamp;

const LIST: &str = r#"
title = { en = "Set up" }
[[items]]
key = "account"
title = { en = "Make an account" }
from_start = true
[[items]]
key = "invoice"
title = { en = "Send an invoice" }
done = [{ event = { name = "Invoice sent" } }]
[[items]]
key = "invite"
title = { en = "Invite somebody" }
by_hand = true
after = ["invoice"]
action = { start = "invite-tour" }
"#;

fn list() -> Checklist {
    toml::from_str(LIST).expect("a list")
}

fn begin() -> State {
    let run = Run { id: RunId(uuid::Uuid::nil()), content: ContentKey::new("set-up").expect("a key"), version: 1 };
    State::begin(run, true, false, Vec::new())
}

fn kinds(effects: &[Effect]) -> Vec<&'static str> {
    let kind = |effect: &Effect| match effect {
        Effect::Emit { body: Body::Displayed(_), .. } => Some("displayed"),
        Effect::Emit { body: Body::Started(_), .. } => Some("started"),
        Effect::Emit { body: Body::Item { .. }, .. } => Some("item"),
        Effect::Emit { body: Body::Completed(_), .. } => Some("completed"),
        Effect::Emit { body: Body::Dismissed { .. }, .. } => Some("dismissed"),
        Effect::End(_) => Some("end"),
        _ => None,
    };
    effects.iter().filter_map(kind).collect()
}

fn sent(sign: &Sign) -> bool {
    matches!(sign, Sign::Event(test) if test.name == "Invoice sent")
}

#[test]
fn what_is_done_already_is_a_head_start() {
    assert_eq!(begin().count(&list()), (1, 3));
    assert_eq!(begin().next(&list()), Some(1));
}

#[test]
fn an_item_waits_for_what_has_to_be_done_before() {
    let (list, mut state) = (list(), begin());
    assert!(state.standing(&list, 2).expect("the item").waits);
    state.step(&list, Input::Tick(2), Timestamp(1));
    assert_eq!(state.count(&list), (1, 3), "it cannot be ticked yet");
    assert_eq!(state.observes(&list, &sent), [1]);
    state.step(&list, Input::Observe(1), Timestamp(2));
    assert!(!state.standing(&list, 2).expect("the item").waits);
    assert_eq!(state.next(&list), Some(2));
}

#[test]
fn leaving_out_what_is_waited_for_sets_the_rest_free() {
    let (list, mut state) = (list(), begin());
    state.step(&list, Input::Drop(1), Timestamp(1));
    assert_eq!((state.count(&list), state.next(&list)), ((1, 2), Some(2)));
    state.step(&list, Input::Drop(1), Timestamp(2));
    assert_eq!(state.count(&list), (1, 3), "it is taken up again");
}

#[test]
fn the_end_is_recorded_once_and_only_what_was_displayed_ends() {
    let (list, mut state) = (list(), begin());
    assert_eq!(kinds(&state.step(&list, Input::Displayed, Timestamp(1))), ["displayed"]);
    assert_eq!(kinds(&state.step(&list, Input::Observe(1), Timestamp(2))), [""; 0]);
    assert_eq!(kinds(&state.step(&list, Input::Press, Timestamp(3))), ["started"]);
    assert_eq!(kinds(&state.step(&list, Input::Tick(2), Timestamp(4))), ["item", "completed"]);
    assert_eq!(kinds(&state.step(&list, Input::Tick(2), Timestamp(5))), ["item"], "a tick can be taken back");
    assert_eq!(kinds(&state.step(&list, Input::Tick(2), Timestamp(6))), ["item"], "it was completed already");
    assert_eq!(kinds(&state.step(&list, Input::Refuse, Timestamp(7))), ["end"], "completed is not dismissed");
    assert_eq!(kinds(&state.step(&list, Input::Tick(2), Timestamp(8))), [""; 0], "nothing after the end");
}

#[test]
fn the_later_of_page_and_collector_counts() {
    let (list, mut state) = (list(), begin());
    let told = |state, at| {
        let item = list.items[2].key.clone();
        [ItemProgress { item, state, at: Timestamp(at), by: "Aoi".into() }]
    };
    state.renew(&told(ItemState::Done, 5));
    assert_eq!(state.standing(&list, 2).expect("the item").by, "Aoi");
    state.step(&list, Input::Tick(2), Timestamp(9));
    assert_eq!(state.standing(&list, 2).expect("the item").state, ItemState::Open);
    state.renew(&told(ItemState::Done, 5));
    assert_eq!(state.standing(&list, 2).expect("the item").state, ItemState::Open, "what was told is older");
    state.renew(&told(ItemState::Done, 10));
    assert_eq!(state.standing(&list, 2).expect("the item").state, ItemState::Done, "a colleague did it since");
}

#[test]
fn what_was_opened_again_by_hand_and_happens_again_is_told() {
    let mut list = list();
    list.items[1].by_hand = true;
    let mut state = begin();
    assert_eq!(state.awaits(&list).filter(|sign| sent(sign)).count(), 1);
    assert_eq!(kinds(&state.step(&list, Input::Observe(1), Timestamp(1))), [""; 0], "the collector sees it by itself");
    assert_eq!(state.awaits(&list).count(), 0);
    assert_eq!(kinds(&state.step(&list, Input::Tick(1), Timestamp(2))), ["started", "item"]);
    assert_eq!(kinds(&state.step(&list, Input::Observe(1), Timestamp(3))), ["item"]);
    assert_eq!(state.count(&list), (2, 3));
}

#[test]
fn an_element_that_is_still_there_does_not_tick_what_was_opened_again_by_hand() {
    let mut list = list();
    list.items[1].by_hand = true;
    list.items[1].done = vec![Sign::Element(".sent".to_owned()), Sign::Click("#send".to_owned())];
    let mut state = begin();
    let observes = |state: &State, sign: &Sign| state.observes(&list, &|wanted| wanted == sign);
    let (there, click) = (&list.items[1].done[0], &list.items[1].done[1]);
    assert_eq!(observes(&state, there), [1]);
    state.step(&list, Input::Observe(1), Timestamp(1));
    state.step(&list, Input::Tick(1), Timestamp(2));
    assert_eq!(observes(&state, there), [0; 0]);
    assert_eq!(observes(&state, click), [1], "a click is something new");
    assert!(!state.awaits(&list).any(|sign| sign == there));
}

fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        3 => Just(Input::Displayed),
        4 => (0..5_usize).prop_map(Input::Tick),
        4 => (0..5_usize).prop_map(Input::Drop),
        3 => Just(Input::Press),
        3 => (0..5_usize).prop_map(Input::Observe),
        1 => Just(Input::Refuse),
        1 => Just(Input::ByHost),
    ]
}

proptest! {
    #[test]
    fn no_sequence_of_inputs_breaks_a_checklist(inputs in vec(input(), 0..60)) {
        let (list, mut state) = (list(), begin());
        let mut seen = Vec::new();
        for (at, input) in (1..).zip(inputs) {
            seen.extend(kinds(&state.step(&list, input, Timestamp(at))));
            let (done, of) = state.count(&list);
            prop_assert!(done <= of && of <= list.items.len());
        }
        for once in ["displayed", "started", "completed", "dismissed", "end"] {
            prop_assert!(seen.iter().filter(|kind| **kind == once).count() <= 1, "{once} in {seen:?}");
        }
        prop_assert!(!(seen.contains(&"completed") && seen.contains(&"dismissed")));
        prop_assert!(!seen.contains(&"completed") || seen.contains(&"displayed"));
    }
}
