//! Questions: choosing, typing, branching, going back, help.

use super::walk::{Walk, branching, effort, option, run, score, typed};
use waymark_shared::content::survey::Answer;
use waymark_shared::event::Body;
use waymark_shared::id::OptionKey;
use waymark_shared::machine::survey::View;
use waymark_shared::machine::{Blocked, Choose, Effect, Ending, Focus, Input, Memory};

#[test]
fn a_display_is_recorded_once_and_takes_no_focus() {
    let walk = Walk::fresh(branching());
    assert_eq!(walk.bodies(), [&Body::Displayed(run())]);
    assert!(walk.effects.contains(&Effect::Remember(Memory::Displayed)));
    assert!(!walk.effects.iter().any(|effect| matches!(effect, Effect::Focus(_))));
}

#[test]
fn a_choice_is_saved_at_once_and_each_change_counts_the_revision_up() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), score(4), score(4)]);
    let saved: Vec<(u32, Option<Answer>)> = walk
        .bodies()
        .into_iter()
        .filter_map(|body| match body {
            Body::Answered { revision, answer, .. } => Some((*revision, answer.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(saved, [(1, Some(Answer::Score(3))), (2, Some(Answer::Score(4)))]);
    assert_eq!(walk.bodies().iter().filter(|body| matches!(body, Body::Started(_))).count(), 1);
    assert!(walk.question().saved);
    assert_eq!(walk.asked(), "score", "a choice never submits");
}

#[test]
fn started_comes_before_the_first_answer() {
    let mut walk = Walk::fresh(branching());
    let effects = walk.take(score(0));
    assert!(matches!(effects[0], Effect::Emit { body: Body::Started(_), .. }));
    assert!(matches!(effects[1], Effect::Emit { body: Body::Answered { .. }, .. }));
}

#[test]
fn a_text_is_sent_only_when_the_person_moves_on() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::Next, typed("slo"), typed("slow ")]);
    assert!(!walk.counted().contains_key("why"));
    assert!(!walk.question().saved);
    walk.take(Input::Next);
    assert_eq!(walk.counted()["why"], (2, Some(Answer::Text("slow".into()))));
    walk.take(Input::Back);
    assert_eq!((walk.question().text, walk.question().saved), ("slow", true));
    walk.all([typed("   "), Input::Next]);
    assert_eq!(walk.counted()["why"], (3, None), "an emptied text is withdrawn");
}

#[test]
fn a_required_question_says_why_it_does_not_go_on() {
    let mut walk = Walk::fresh(branching());
    for input in [Input::Next, Input::Skip] {
        assert_eq!(walk.take(input), [Effect::Focus(Focus::Field)]);
        assert_eq!(walk.question().blocked, Some(Blocked::Required));
        assert!(!walk.question().can_skip);
    }
    walk.take(score(5));
    assert_eq!(walk.question().blocked, None);
    walk.take(Input::Next);
    assert_eq!(walk.asked(), "why");
}

#[test]
fn a_text_that_is_too_long_is_kept_and_blocks() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::Next, typed(&"あ".repeat(21)), Input::Next]);
    assert_eq!(walk.question().blocked, Some(Blocked::TooLong));
    assert_eq!(walk.question().text.chars().count(), 21);
    walk.all([typed(&"あ".repeat(20)), Input::Next]);
    assert_eq!(walk.asked(), "like");
}

#[test]
fn the_first_fitting_branch_leads_and_back_returns_the_same_way() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(9), Input::Next]);
    assert_eq!((walk.asked(), walk.question().number, walk.question().of), ("like", 2, 3));
    walk.take(Input::Back);
    assert_eq!((walk.asked(), walk.question().score()), ("score", Some(9)));
    assert!(!walk.question().can_go_back);
}

#[test]
fn answers_on_a_path_no_longer_taken_are_withdrawn() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(3), Input::Next, typed("slow"), Input::Next, Input::Back, Input::Back, score(10), Input::Next]);
    assert_eq!(walk.asked(), "like");
    assert_eq!(walk.counted()["why"].1, None);
    assert_eq!(walk.counted()["score"].1, Some(Answer::Score(10)));
}

#[test]
fn options_switch_on_and_off_up_to_their_limit_in_the_recorded_order() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(9), Input::Next, option("speed"), option("price"), option("help")]);
    assert_eq!(walk.question().blocked, Some(Blocked::TooMany));
    let shown: Vec<OptionKey> = walk.question().options.iter().map(|option| option.key.clone()).collect();
    let Some(Answer::Chosen { options, other: None, order }) = walk.counted()["like"].1.clone() else {
        panic!("not chosen")
    };
    assert_eq!(options.iter().map(OptionKey::as_str).collect::<Vec<_>>(), ["speed", "price"]);
    assert_eq!(order, shown);
    walk.all([option("speed"), option("price")]);
    assert_eq!(walk.counted()["like"].1, None, "nothing chosen is no answer");
    walk.all([option("unknown"), score(3), Input::Choose(Choose::Other)]);
    assert!(walk.question().is_other_chosen());
}

#[test]
fn the_text_beside_other_is_sent_with_next_only() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(9), Input::Next, typed("colour")]);
    assert!(walk.question().is_other_chosen(), "typing there chooses it");
    let other = |walk: &Walk| match &walk.counted()["like"].1 {
        Some(Answer::Chosen { other, .. }) => other.clone(),
        _ => None,
    };
    assert_eq!(other(&walk), Some(String::new()));
    walk.take(Input::Next);
    assert_eq!(other(&walk), Some("colour".into()));
}

#[test]
fn a_press_is_recorded_and_the_run_ended_before_the_page_is_left() {
    let mut walk = Walk::fresh(branching());
    walk.all([score(9), Input::Next, Input::Next]);
    let effects = walk.take(Input::Press);
    assert!(matches!(effects.last(), Some(Effect::Navigate { url, .. }) if url == "/more"));
    assert_eq!(walk.counted()["more"].1, Some(Answer::Pressed));
    assert_eq!(walk.bodies().last(), Some(&&Body::Completed(run())));
    assert!(matches!(walk.state.view(&walk.plan), View::Thanks(Some(card)) if card.key.as_str() == "thanks"));
    assert_eq!(walk.take(Input::Close), [Effect::End(Ending::Completed)]);
}

#[test]
fn a_low_effort_score_offers_help_in_the_same_card_and_a_high_one_does_not() {
    let mut walk = Walk::fresh(effort());
    walk.all([score(3), Input::Next]);
    assert!(matches!(walk.state.view(&walk.plan), View::Help { can_go_back: true, .. }));
    walk.take(Input::Back);
    assert_eq!(walk.asked(), "effort");
    walk.take(Input::Next);
    let effects = walk.take(Input::Press);
    assert!(matches!(effects.last(), Some(Effect::Navigate { url, .. }) if url == "/help"));
    assert_eq!(walk.asked(), "detail");
    let mut walk = Walk::fresh(effort());
    walk.all([score(4), Input::Next]);
    assert_eq!(walk.asked(), "detail");
}

#[test]
fn help_after_the_last_answer_comes_when_the_run_is_completed_already() {
    let mut survey = effort();
    survey.questions.truncate(1);
    let mut walk = Walk::fresh(survey);
    walk.all([score(1), Input::Next]);
    assert!(matches!(walk.state.view(&walk.plan), View::Help { can_go_back: false, .. }));
    assert_eq!(walk.bodies().last(), Some(&&Body::Completed(run())));
    assert_eq!(walk.take(Input::Leave), [Effect::End(Ending::Completed)]);
}
