//! What somebody abandoned: guides they were shown, did not go through, and did not succeed without. Pure.
//!
//! Deliberately absent: the store, and who asks; that is an audience or a segment ([`shared::content::audience::Deed::Abandoned`]).

use crate::store::checklist::MadeGoal;
use shared::content::goal::Per;
use shared::content::{Content, Goal, Segment};
use shared::event::Dismissal;
use shared::id::ContentKey;
use shared::targeting::person::{Abandoned, asked_as_abandoned};
use shared::time::{MINUTE_MS, Timestamp};
use std::collections::BTreeMap;

/// Whoever closed something is asked about it in a later visit: this long after.
const NEXT_VISIT_MS: i64 = 30 * MINUTE_MS;

/// The contents that audiences and segments ask about, each with its goal.
pub type Asked = BTreeMap<ContentKey, Option<Goal>>;

/// What is asked about in an environment with these contents, segments and goals.
pub fn asked<'a>(contents: &[&'a Content], segments: impl Iterator<Item = &'a Segment>, goals: &[Goal]) -> Asked {
    let conditions = contents.iter().map(|content| &content.audience).chain(segments.map(|segment| &segment.condition));
    let goal_of = |key: &ContentKey| {
        let wanted = contents.iter().find(|content| content.key == *key)?.goal.as_ref()?;
        goals.iter().find(|goal| goal.key == *wanted).cloned()
    };
    conditions.flat_map(asked_as_abandoned).map(|key| (key.clone(), goal_of(key))).collect()
}

/// One run of one person, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The content.
    pub content: ContentKey,
    /// When it was displayed.
    pub displayed: Timestamp,
    /// When it was gone through to the end.
    pub completed: Option<Timestamp>,
    /// When and how it was dismissed.
    pub dismissed: Option<(Timestamp, Dismissal)>,
}

/// What was abandoned by then, of what is asked about, and since when.
pub fn abandoned(asked: &Asked, passed: &[Passed], made: &[MadeGoal], now: Timestamp) -> Abandoned {
    let since = |(key, goal): (&ContentKey, &Option<Goal>)| {
        let of_it = || passed.iter().filter(move |run| run.content == *key && run.displayed <= now);
        let completed = of_it().filter_map(|run| run.completed.filter(|at| *at <= now)).max();
        let open =
            || of_it().filter(move |run| run.completed.is_none() && completed.is_none_or(|at| run.displayed > at));
        let attained = goal.as_ref().and_then(|goal| attained(goal, made)).filter(|at| *at <= now);
        let closed = open().filter_map(|run| {
            let (at, how) = run.dismissed?;
            let by_person = matches!(how, Dismissal::Closed | Dismissal::Refused);
            (by_person && attained.is_none() && at.plus_ms(NEXT_VISIT_MS) <= now).then_some(at)
        });
        let window = goal.as_ref().and_then(|goal| goal.window_days);
        let ended = open().map(|run| run.displayed).min().zip(window).and_then(|(shown, days)| {
            let end = shown.plus_days(days.into());
            (end <= now && attained.is_none_or(|at| at > end)).then_some(end)
        });
        Some((key.clone(), closed.max().max(ended)?))
    };
    asked.iter().filter_map(since).collect()
}

/// When the goal was first attained by whom it counts for.
fn attained(goal: &Goal, made: &[MadeGoal]) -> Option<Timestamp> {
    let of_company = goal.per == Per::Company;
    made.iter().filter(|made| made.goal == goal.key.as_str() && made.of_company == of_company).map(|made| made.at).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::DAY_MS;

    const NOW: Timestamp = Timestamp(100 * DAY_MS);

    fn tour() -> ContentKey {
        ContentKey::new("tour").expect("a key")
    }

    fn run(days_ago: i64) -> Passed {
        Passed { content: tour(), displayed: NOW.plus_days(-days_ago), completed: None, dismissed: None }
    }

    fn made(days_ago: i64) -> MadeGoal {
        MadeGoal { goal: "sent".into(), of_company: false, at: NOW.plus_days(-days_ago), subject: None, name: None }
    }

    #[track_caller]
    fn check(passed: &[Passed], made: &[MadeGoal], since: Option<Timestamp>) {
        let goal = r#"{"key":"sent","name":"Sent","sign":{"event":{"name":"sent"}},"window_days":7}"#;
        let asked = Asked::from([(tour(), Some(serde_json::from_str(goal).expect("a goal")))]);
        assert_eq!(abandoned(&asked, passed, made, NOW).get(&tour()), since.as_ref());
    }

    #[test]
    fn what_was_closed_counts_from_the_next_visit_on() {
        let closed = |minutes: i64, how| Passed { dismissed: Some((NOW.plus_ms(-minutes * MINUTE_MS), how)), ..run(1) };
        check(&[closed(29, Dismissal::Closed)], &[], None);
        check(&[closed(30, Dismissal::Closed)], &[], Some(NOW.plus_ms(-30 * MINUTE_MS)));
        check(&[closed(90, Dismissal::Refused)], &[], Some(NOW.plus_ms(-90 * MINUTE_MS)));
        check(&[closed(90, Dismissal::ByHost)], &[], None);
        check(&[closed(90, Dismissal::Snoozed)], &[], None);
        check(&[closed(90, Dismissal::Closed)], &[made(20)], None);
    }

    #[test]
    fn a_window_that_ended_without_the_goal_counts_from_its_end_on() {
        check(&[run(6)], &[], None);
        check(&[run(9)], &[], Some(NOW.plus_days(-2)));
        check(&[run(9)], &[made(3)], None);
        check(&[run(9)], &[made(1)], Some(NOW.plus_days(-2)));
        check(&[], &[], None);
    }

    #[test]
    fn what_was_gone_through_since_is_not_abandoned() {
        let completed = Passed { completed: Some(NOW.plus_days(-5)), ..run(9) };
        check(&[run(20), completed.clone()], &[], None);
        check(
            &[completed, Passed { dismissed: Some((NOW.plus_days(-1), Dismissal::Closed)), ..run(2) }],
            &[],
            Some(NOW.plus_days(-1)),
        );
    }
}
