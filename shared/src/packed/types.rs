//! The fields and variants of everything in a briefing, in the order in which they are declared.

use super::{Packed, Reader};
use crate::content::audience::{Test, TraitTest};
use crate::content::centre::{Article, Centre, Entry, Section};
use crate::content::checklist::{Action, Checklist, Item};
use crate::content::frequency::Caps;
use crate::content::goal::{Per, Sign};
use crate::content::survey::{
    Answer, AnswerTest, Branch, CesScale, Choice, Destination, Help, Look, Privacy, PrivacyMode, Question,
    QuestionKind, Survey,
};
use crate::content::tour::{
    Advance, Align, Bubble, Button, Display, Leads, Media, Missing, MissingThen, On, Side, Spotlight, Step, StepBranch,
    Target, Tour,
};
use crate::content::trigger::{Cause, EventTest, PageRule, Pattern, PropertyTest, Trigger, UrlPart};
use crate::content::{Body, Frequency, Kind, Link, Position, Repeat};
use crate::event::ItemState;
use crate::id::{ContentKey, GoalKey, ItemKey, OptionKey, QuestionKey, RunId, StepKey};
use crate::session::{Briefing, Due, Hit, ItemProgress, Mark, Place, Progress, Resume};
use crate::text::Text;
use crate::theme::Appearance;
use crate::time::Timestamp;
use crate::value::Value;

/// A struct: its fields in order.
macro_rules! fields {
    ($($kind:ident { $($field:ident),* })*) => {$(
        impl Packed for $kind {
            fn read(from: &mut Reader<'_>) -> Self {
                $(let $field = Packed::read(from);)*
                Self { $($field),* }
            }
        }
    )*};
}

/// An enum: its variants in order, counted from 0, the first also standing for a number that none has.
macro_rules! variants {
    ($($kind:ident { $first:tt $(($($first_item:ident),*))? $({ $($first_field:ident),* })?
        $(, $number:literal $variant:ident $(($($item:ident),*))? $({ $($field:ident),* })?)* })*) => {$(
        impl Packed for $kind {
            fn read(from: &mut Reader<'_>) -> Self {
                match from.number() {
                    $($number => {
                        $($(let $item = Packed::read(from);)*)?
                        $($(let $field = Packed::read(from);)*)?
                        Self::$variant $(($($item),*))? $({ $($field),* })?
                    })*
                    other => {
                        if other != 0 {
                            from.fail();
                        }
                        $($(let $first_item = Packed::read(from);)*)?
                        $($(let $first_field = Packed::read(from);)*)?
                        Self::$first $(($($first_item),*))? $({ $($first_field),* })?
                    }
                }
            }
        }
    )*};
}

/// A key: its text. What is no key fails, and reads as one that nothing has.
macro_rules! keys {
    ($($kind:ident)*) => {$(
        impl Packed for $kind {
            fn read(from: &mut Reader<'_>) -> Self {
                Self::new(from.text()).unwrap_or_else(|_| {
                    from.fail();
                    Self::new("0").expect("a key")
                })
            }
        }
    )*};
}
keys! { ContentKey GoalKey ItemKey QuestionKey OptionKey StepKey }

impl Packed for RunId {
    fn read(from: &mut Reader<'_>) -> Self {
        // Written as bytes, with their number before them.
        let mut id = 0;
        for _ in 0..from.length() {
            id = id << 8 | u128::from(from.byte());
        }
        Self(uuid::Uuid::from_u128(id))
    }
}

impl Packed for Timestamp {
    fn read(from: &mut Reader<'_>) -> Self {
        Self(Packed::read(from))
    }
}

impl Packed for Text {
    fn read(from: &mut Reader<'_>) -> Self {
        Self(Packed::read(from))
    }
}

fields! {
    Briefing { appearance, strained, caps, marks, person, company, due }
    Appearance { sheet, position }
    Caps { per_day, surveys, survey_days, low_effort_days }
    Mark {
        kind, displayed_at, displays, answered_at, completed_at, dismissed_at, snoozed_until, refused, place
    }
    Place { run, version, step, at }
    Due { key, version, withheld, preview, trigger, frequency, from, until, body, resume, progress }
    Progress { items, page }
    Hit { key, title, excerpt }
    ItemProgress { item, state, at, by }
    Resume { run, answers, step }
    Trigger { pages, cause, delay_ms, cancel }
    PageRule { pattern, part, not }
    EventTest { name, properties }
    PropertyTest { name, test }
    Frequency { repeat, after_dismissal_days, snooze_days, gate }
    Survey { questions, privacy, back, help }
    Question { key, title, description, required, sets_trait, branches, kind }
    Choice { key, label }
    Branch { when, to }
    Privacy { mode, readers, purpose }
    Help { at_most, text, link }
    Link { label, url, new_tab }
    Tour { steps, back, progress, help }
    Step { key, title, text, media, question, display, pages, buttons, advance, branches }
    Bubble { target, missing, side, align, spotlight }
    Target { selectors, text, nth }
    Missing { after_ms, then }
    Spotlight { padding, radius, blocked }
    Media { url, alt, video, width, height }
    Button { label, to }
    Advance { on, to }
    StepBranch { when, to }
    Checklist { title, text, items, per, opens, done }
    Item { key, title, text, done, goal, from_start, by_hand, action, after }
    TraitTest { name, test }
    Centre { title, sections, search, contact }
    Section { title, entries }
    Entry { label, to }
    Article { title, text, media, keywords }
}

variants! {
    Body { Survey(it), 1 Tour(it), 2 Announcement(it), 3 Banner(it), 4 Hotspot(it), 5 Checklist(it), 6 ResourceCentre(it), 7 Article(it), 8 Message(it) }
    Kind { Survey, 1 Tour, 2 Announcement, 3 Banner, 4 Hotspot, 5 Checklist, 6 ResourceCentre, 7 Article, 8 Message }
    ItemState { Open, 1 Done, 2 Dropped }
    Per { Person, 1 Company }
    Sign { Event(it), 1 Page(it), 2 Click(it), 3 Element(it), 4 Person(it), 5 Company(it), 6 Completed(it) }
    Action { Start(it), 1 Url(it), 2 NewTab(it), 3 Article(it) }
    Position { BottomEnd, 1 BottomStart, 2 Center }
    Repeat { Once, 1 UntilAnswered, 2 EveryDays(days), 3 Always }
    Pattern { Exact(it), 1 Prefix(it), 2 Glob(it), 3 Regex(it) }
    UrlPart { Path, 1 Url }
    Cause {
        Page, 1 Event(it), 2 Element(it), 3 Click(it), 4 Scroll(it), 5 Exit, 6 Inactive(it), 7 Manual
    }
    Test {
        Is(it), 1 IsNot(it), 2 Contains(it), 3 ContainsNot(it), 4 Greater(it), 5 AtLeast(it), 6 Less(it), 7 AtMost(it),
        8 In(it), 9 NotIn(it), 10 Present, 11 Absent, 12 WithinDays(it), 13 OlderThanDays(it), 14 InNextDays(it),
        15 Before(it), 16 After(it)
    }
    Value { Bool(it), 1 Number(it), 2 Text(it), 3 List(it) }
    QuestionKind {
        Nps { low, high }, 1 Ces { scale, low, high }, 2 Csat { look, low, high }, 3 Rating { points, look, low, high },
        4 Single { options, shuffle, other }, 5 Multiple { options, shuffle, other, at_most },
        6 Open { placeholder, max_length }, 7 Action(it), 8 Thanks
    }
    CesScale { Seven, 1 Five }
    Look { Numbers, 1 Stars, 2 Faces }
    AnswerTest { Always, 1 Skipped, 2 Answered, 3 Score { from, to }, 4 Chosen(it) }
    Destination { Question(it), 1 End }
    PrivacyMode { Identified, 1 Confidential, 2 Anonymous }
    Answer { Score(it), 1 Chosen { options, other, order }, 2 Text(it), 3 Pressed }
    Display { Bubble(it), 1 Modal, 2 Card, 3 Hidden, 4 Top, 5 Bottom, 6 Inline(it), 7 Beacon(it) }
    MissingThen { Wait, 1 Skip, 2 Centre, 3 End }
    Side { Auto, 1 Above, 2 Below, 3 Start, 4 End }
    Align { Start, 1 Center, 2 End }
    On { Click, 1 Entered, 2 Event(it), 3 Page(it), 4 Element(it), 5 Gone(it), 6 Delay(it) }
    Leads { Next, 1 Back, 2 Step(it), 3 Content(it), 4 Url(it), 5 NewTab(it), 6 End, 7 Snooze, 8 Close }
}
