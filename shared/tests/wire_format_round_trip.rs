//! Any content is the same after a way through JSON, TOML and postcard, and what the engine reads is what was written.
//!
//! Long because every type of content has its generator here.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use waymark_shared::content::audience::{Deed, Device, TraitTest, Visitor};
use waymark_shared::content::centre::{Article, Centre, Entry, Section};
use waymark_shared::content::checklist::{Action, Checklist, Item};
use waymark_shared::content::frequency::Caps;
use waymark_shared::content::goal::{Per, Sign};
use waymark_shared::content::survey::{
    Answer, AnswerTest, Branch, CesScale, Choice, Destination, Help, Look, Privacy, PrivacyMode, QuestionKind,
};
use waymark_shared::content::tour::{
    Advance, Align, Bubble, Button, Display, Leads, Media, Missing, MissingThen, On, Side, Spotlight, StepBranch,
    Target,
};
use waymark_shared::content::trigger::{Cause, EventTest, PageRule, Pattern, PropertyTest, UrlPart};
use waymark_shared::content::{
    Body, CONTENT_VERSION, Condition, Content, Frequency, HandOver, HandOverWhen, Link, Question, Repeat, Schedule,
    Step, Survey, Test, Theme, Tour, Trigger,
};
use waymark_shared::event::ItemState;
use waymark_shared::id::{ContentKey, GoalKey, ItemKey, OptionKey, QuestionKey, RunId, SegmentKey, StepKey, uuid_v7};
use waymark_shared::packed::unpack;
use waymark_shared::session::{Briefing, Due, ItemProgress, Mark, Progress, Resume};
use waymark_shared::text::Text;
use waymark_shared::theme::appearance;
use waymark_shared::time::Timestamp;
use waymark_shared::value::Value;

fn key() -> impl Strategy<Value = String> {
    "[a-z0-9][a-z0-9_-]{0,8}"
}

fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 あ語\n\t\"'\\\\{}\\[\\]#=*.\u{200f}\u{1f600}]{0,12}"
}

fn text() -> impl Strategy<Value = Text> {
    prop::collection::btree_map("[a-z]{2}(-[A-Z]{2})?", words(), 0..3)
        .prop_map(|forms| Text(forms.into_iter().collect()))
}

/// Finite numbers that JSON writes exactly.
fn number() -> impl Strategy<Value = f64> {
    (-1_000_000_i32..1_000_000).prop_map(|n| f64::from(n) / 4.0)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        number().prop_map(Value::Number),
        words().prop_map(Value::Text),
        vec(words(), 0..3).prop_map(Value::List),
    ]
}

fn test() -> impl Strategy<Value = Test> {
    prop_oneof![
        value().prop_map(Test::Is),
        value().prop_map(Test::IsNot),
        words().prop_map(Test::Contains),
        words().prop_map(Test::ContainsNot),
        number().prop_map(Test::Greater),
        number().prop_map(Test::AtLeast),
        number().prop_map(Test::Less),
        number().prop_map(Test::AtMost),
        vec(value(), 0..3).prop_map(Test::In),
        vec(value(), 0..3).prop_map(Test::NotIn),
        Just(Test::Present),
        Just(Test::Absent),
        any::<u16>().prop_map(Test::WithinDays),
        any::<u16>().prop_map(Test::OlderThanDays),
        any::<u16>().prop_map(Test::InNextDays),
        words().prop_map(Test::Before),
        words().prop_map(Test::After),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let trait_test = || (words(), test()).prop_map(|(name, test)| TraitTest { name, test });
    let deed =
        prop::sample::select(vec![Deed::Seen, Deed::Answered, Deed::Completed, Deed::Dismissed, Deed::Abandoned]);
    let device = prop::sample::select(vec![Device::Phone, Device::Tablet, Device::Desktop]);
    let leaf = prop_oneof![
        trait_test().prop_map(Condition::Person),
        trait_test().prop_map(Condition::Company),
        key().prop_map(|key| Condition::Segment(SegmentKey::new(key).unwrap())),
        vec(words(), 0..3).prop_map(Condition::Locale),
        vec(device, 0..3).prop_map(Condition::Device),
        prop::sample::select(vec![Visitor::New, Visitor::Returning]).prop_map(Condition::Visitor),
        (key(), deed, option::of(any::<u16>())).prop_map(|(key, did, within_days)| Condition::History {
            content: ContentKey::new(key).unwrap(),
            did,
            within_days
        }),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Condition::All),
            vec(inner.clone(), 0..3).prop_map(Condition::Any),
            inner.prop_map(|inner| Condition::Not(Box::new(inner))),
        ]
    })
}

fn event_test() -> impl Strategy<Value = EventTest> {
    let property = (words(), test()).prop_map(|(name, test)| PropertyTest { name, test });
    (words(), vec(property, 0..2)).prop_map(|(name, properties)| EventTest { name, properties })
}

fn trigger() -> BoxedStrategy<Trigger> {
    let pattern = prop_oneof![
        words().prop_map(Pattern::Exact),
        words().prop_map(Pattern::Prefix),
        words().prop_map(Pattern::Glob),
        words().prop_map(Pattern::Regex),
    ];
    let part = prop::sample::select(vec![UrlPart::Path, UrlPart::Url]);
    let page = (pattern, part, any::<bool>()).prop_map(|(pattern, part, not)| PageRule { pattern, part, not });
    let cause = prop_oneof![
        Just(Cause::Page),
        event_test().prop_map(Cause::Event),
        words().prop_map(Cause::Element),
        words().prop_map(Cause::Click),
        any::<u8>().prop_map(Cause::Scroll),
        Just(Cause::Exit),
        any::<u16>().prop_map(Cause::Inactive),
        Just(Cause::Manual),
    ];
    (vec(page, 0..3), cause, any::<u32>(), vec(event_test(), 0..2))
        .prop_map(|(pages, cause, delay_ms, cancel)| Trigger { pages, cause, delay_ms, cancel })
        .boxed()
}

fn link() -> impl Strategy<Value = Link> {
    (text(), words(), any::<bool>()).prop_map(|(label, url, new_tab)| Link { label, url, new_tab })
}

fn question_kind() -> impl Strategy<Value = QuestionKind> {
    let look = || prop::sample::select(vec![Look::Numbers, Look::Stars, Look::Faces]);
    let scale = prop::sample::select(vec![CesScale::Seven, CesScale::Five]);
    let choice = || (key(), text()).prop_map(|(key, label)| Choice { key: OptionKey::new(key).unwrap(), label });
    let choices = move || (vec(choice(), 0..3), any::<bool>(), option::of(text()));
    prop_oneof![
        (text(), text()).prop_map(|(low, high)| QuestionKind::Nps { low, high }),
        (scale, text(), text()).prop_map(|(scale, low, high)| QuestionKind::Ces { scale, low, high }),
        (look(), text(), text()).prop_map(|(look, low, high)| QuestionKind::Csat { look, low, high }),
        (any::<u8>(), look(), text(), text()).prop_map(|(points, look, low, high)| QuestionKind::Rating {
            points,
            look,
            low,
            high
        }),
        choices().prop_map(|(options, shuffle, other)| QuestionKind::Single { options, shuffle, other }),
        (choices(), option::of(any::<u8>())).prop_map(|((options, shuffle, other), at_most)| {
            QuestionKind::Multiple { options, shuffle, other, at_most }
        }),
        (text(), any::<u16>()).prop_map(|(placeholder, max_length)| QuestionKind::Open { placeholder, max_length }),
        link().prop_map(QuestionKind::Action),
        Just(QuestionKind::Thanks),
    ]
}

fn question() -> impl Strategy<Value = Question> {
    let when = prop_oneof![
        Just(AnswerTest::Always),
        Just(AnswerTest::Skipped),
        Just(AnswerTest::Answered),
        (any::<u8>(), any::<u8>()).prop_map(|(from, to)| AnswerTest::Score { from, to }),
        vec(key().prop_map(|key| OptionKey::new(key).unwrap()), 0..3).prop_map(AnswerTest::Chosen),
    ];
    let to = prop_oneof![
        Just(Destination::End),
        key().prop_map(|key| Destination::Question(QuestionKey::new(key).unwrap())),
    ];
    let branches = vec((when, to).prop_map(|(when, to)| Branch { when, to }), 0..2);
    (key(), text(), text(), any::<bool>(), option::of(words()), branches, question_kind()).prop_map(
        |(key, title, description, required, sets_trait, branches, kind)| {
            let key = QuestionKey::new(key).unwrap();
            Question { key, title, description, required, sets_trait, branches, kind }
        },
    )
}

fn survey() -> BoxedStrategy<Survey> {
    let modes = vec![PrivacyMode::Identified, PrivacyMode::Confidential, PrivacyMode::Anonymous];
    let privacy = (prop::sample::select(modes), text(), text()).prop_map(|(mode, readers, purpose)| Privacy {
        mode,
        readers,
        purpose,
    });
    let help = (any::<u8>(), text(), link()).prop_map(|(at_most, text, link)| Help { at_most, text, link });
    (vec(question(), 0..4), privacy, any::<bool>(), option::of(help))
        .prop_map(|(questions, privacy, back, help)| Survey { questions, privacy, back, help })
        .boxed()
}

fn target() -> impl Strategy<Value = Target> {
    (vec(words(), 0..3), text(), any::<u16>()).prop_map(|(selectors, text, nth)| Target { selectors, text, nth })
}

fn bubble() -> impl Strategy<Value = Bubble> {
    use MissingThen::{Centre, End, Skip, Wait};
    let missing = (any::<u32>(), prop::sample::select(vec![Wait, Skip, Centre, End]))
        .prop_map(|(after_ms, then)| Missing { after_ms, then });
    let side = prop::sample::select(vec![Side::Auto, Side::Above, Side::Below, Side::Start, Side::End]);
    let align = prop::sample::select(vec![Align::Start, Align::Center, Align::End]);
    let spotlight = (any::<u8>(), any::<u8>(), any::<bool>()).prop_map(|(padding, radius, blocked)| Spotlight {
        padding,
        radius,
        blocked,
    });
    (target(), missing, side, align, option::of(spotlight))
        .prop_map(|(target, missing, side, align, spotlight)| Bubble { target, missing, side, align, spotlight })
}

fn leads() -> impl Strategy<Value = Leads> {
    prop_oneof![
        prop::sample::select(vec![Leads::Next, Leads::Back, Leads::End, Leads::Snooze, Leads::Close]),
        key().prop_map(|key| Leads::Step(StepKey::new(key).unwrap())),
        key().prop_map(|key| Leads::Content(ContentKey::new(key).unwrap())),
        words().prop_map(Leads::Url),
        words().prop_map(Leads::NewTab),
    ]
}

fn step() -> BoxedStrategy<Step> {
    let size = || option::of(any::<u16>());
    let media = (words(), text(), any::<bool>(), size(), size()).prop_map(|(url, alt, video, width, height)| Media {
        url,
        alt,
        video,
        width,
        height,
    });
    let display = prop_oneof![
        prop::sample::select(vec![Display::Modal, Display::Card, Display::Hidden, Display::Top, Display::Bottom]),
        bubble().prop_map(Display::Bubble),
        bubble().prop_map(Display::Beacon),
        target().prop_map(Display::Inline),
    ];
    let page = words().prop_map(|text| PageRule { pattern: Pattern::Glob(text), part: UrlPart::Path, not: false });
    let on = prop_oneof![
        prop::sample::select(vec![On::Click, On::Entered]),
        event_test().prop_map(On::Event),
        vec(page, 0..2).prop_map(On::Page),
        words().prop_map(On::Element),
        words().prop_map(On::Gone),
        any::<u32>().prop_map(On::Delay),
    ];
    let advance = (on, leads()).prop_map(|(on, to)| Advance { on, to });
    let button = (text(), leads()).prop_map(|(label, to)| Button { label, to });
    let branch = leads().prop_map(|to| StepBranch { when: AnswerTest::Answered, to });
    let said = (key(), text(), text(), option::of(media), option::of(question()));
    (said, display, vec(button, 0..2), vec(advance, 0..2), vec(branch, 0..2))
        .prop_map(|((key, title, text, media, question), display, buttons, advance, branches)| {
            let key = StepKey::new(key).unwrap();
            Step { key, title, text, media, question, display, pages: Vec::new(), buttons, advance, branches }
        })
        .boxed()
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        key().prop_map(|key| Action::Start(ContentKey::new(key).unwrap())),
        words().prop_map(Action::Url),
        words().prop_map(Action::NewTab),
        key().prop_map(|key| Action::Article(ContentKey::new(key).unwrap())),
    ]
}

fn checklist() -> BoxedStrategy<Checklist> {
    let page = words().prop_map(|text| PageRule { pattern: Pattern::Glob(text), part: UrlPart::Path, not: false });
    let tested = || (words(), test()).prop_map(|(name, test)| TraitTest { name, test });
    let sign = prop_oneof![
        event_test().prop_map(Sign::Event),
        page.prop_map(Sign::Page),
        words().prop_map(Sign::Click),
        words().prop_map(Sign::Element),
        tested().prop_map(Sign::Person),
        tested().prop_map(Sign::Company),
        key().prop_map(|key| Sign::Completed(ContentKey::new(key).unwrap())),
    ];
    let item_key = || key().prop_map(|key| ItemKey::new(key).unwrap());
    let goal = option::of(key().prop_map(|key| GoalKey::new(key).unwrap()));
    let flags = (any::<bool>(), any::<bool>());
    let item = (item_key(), text(), text(), vec(sign, 0..3), goal, flags, option::of(action()), vec(item_key(), 0..2));
    let item = item.prop_map(|(key, title, text, done, goal, (from_start, by_hand), action, after)| Item {
        key,
        title,
        text,
        done,
        goal,
        from_start,
        by_hand,
        action,
        after,
    });
    let per = prop::sample::select(vec![Per::Person, Per::Company]);
    (text(), text(), vec(item, 0..3), per, any::<bool>(), text())
        .prop_map(|(title, text, items, per, opens, done)| Checklist { title, text, items, per, opens, done })
        .boxed()
}

fn centre() -> impl Strategy<Value = Centre> {
    let entry = (text(), action()).prop_map(|(label, to)| Entry { label, to });
    let section = (text(), vec(entry, 0..3)).prop_map(|(title, entries)| Section { title, entries });
    (text(), vec(section, 0..3), any::<bool>(), option::of(link()))
        .prop_map(|(title, sections, search, contact)| Centre { title, sections, search, contact })
}

fn body() -> BoxedStrategy<Body> {
    let tour = (vec(step(), 0..3), any::<bool>(), any::<bool>()).prop_map(|(steps, back, progress)| Tour {
        steps,
        back,
        progress,
        help: None,
    });
    prop_oneof![
        3 => survey().prop_map(Body::Survey),
        2 => tour.prop_map(Body::Tour),
        1 => step().prop_map(Body::Announcement),
        1 => step().prop_map(Body::Banner),
        1 => step().prop_map(Body::Hotspot),
        1 => step().prop_map(Body::Message),
        2 => checklist().prop_map(Body::Checklist),
        2 => centre().prop_map(Body::ResourceCentre),
        1 => (text(), text(), text()).prop_map(|(title, text, keywords)| {
            Body::Article(Article { title, text, media: None, keywords })
        }),
    ]
    .boxed()
}

fn frequency() -> impl Strategy<Value = Frequency> {
    let repeat = prop_oneof![
        Just(Repeat::Once),
        Just(Repeat::UntilAnswered),
        any::<u16>().prop_map(Repeat::EveryDays),
        Just(Repeat::Always),
    ];
    (repeat, any::<u16>(), any::<u16>(), any::<bool>()).prop_map(|(repeat, after_dismissal_days, snooze_days, gate)| {
        Frequency { repeat, after_dismissal_days, snooze_days, gate }
    })
}

fn hand_over() -> impl Strategy<Value = HandOver> {
    let when = prop_oneof![
        key().prop_map(|key| HandOverWhen::Step(StepKey::new(key).unwrap())),
        Just(HandOverWhen::HighEffort),
        Just(HandOverWhen::Dismissed),
        Just(HandOverWhen::NotAttained),
    ];
    (words(), vec(when, 0..4)).prop_map(|(owner_trait, when)| HandOver { owner_trait, when })
}

prop_compose! {
    fn content()(
        (key, name, owner, decision) in (key(), words(), words(), words()),
        (goal, hand_over, promotes) in (option::of(key()), option::of(hand_over()), any::<bool>()),
        (trigger, audience, frequency) in (trigger(), condition(), frequency()),
        (from, until, measured) in (option::of(any::<i64>()), option::of(any::<i64>()), option::of(any::<i64>())),
        (sampling, holdout, quota, priority) in (any::<u16>(), any::<u16>(), option::of(any::<u32>()), any::<i16>()),
        body in body(),
    ) -> Content {
        Content {
            content_version: CONTENT_VERSION,
            key: ContentKey::new(key).unwrap(),
            name,
            owner,
            decision,
            goal: goal.map(|key| GoalKey::new(key).unwrap()),
            hand_over,
            promotes,
            trigger,
            audience,
            frequency,
            schedule: Schedule { from: from.map(Timestamp), until: until.map(Timestamp) },
            sampling,
            holdout,
            measure_until: measured.map(Timestamp),
            quota,
            priority,
            body,
        }
    }
}

proptest! {
    #[test]
    fn content_survives_json_toml_and_postcard(content in content()) {
        let json = serde_json::to_string(&content).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Content>(&json).unwrap(), &content);
        let toml = toml::to_string(&content).unwrap();
        prop_assert_eq!(&toml::from_str::<Content>(&toml).unwrap(), &content);
        let pretty = toml::to_string_pretty(&content).unwrap();
        prop_assert_eq!(&toml::from_str::<Content>(&pretty).unwrap(), &content);
        let bytes = postcard::to_allocvec(&content).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Content>(&bytes).unwrap(), &content);
    }

    #[test]
    fn the_engine_reads_the_briefing_that_the_collector_wrote(
        content in content(),
        person in vec((words(), value()), 0..3),
    ) {
        let answer = Answer::Chosen { options: Vec::new(), other: Some("x".into()), order: Vec::new() };
        let run = RunId(uuid_v7(Timestamp(1), [0; 10]));
        let due = Due {
            key: content.key.clone(),
            version: 1,
            withheld: false,
            preview: true,
            trigger: content.trigger,
            frequency: content.frequency,
            from: content.schedule.from,
            until: content.schedule.until,
            body: content.body.into(),
            resume: Some(Resume { run, answers: vec![(QuestionKey::new("q").unwrap(), 2, answer)], step: None }),
            progress: Some(Progress {
                items: vec![ItemProgress {
                    item: ItemKey::new("item").unwrap(),
                    state: ItemState::Dropped,
                    at: Timestamp(5),
                    by: "Aoi".into(),
                }],
                page: "progress/x".into(),
            }),
        };
        let marks = [(due.key.clone(), Mark { refused: true, ..Mark::default() })].into_iter().collect();
        let briefing = Briefing {
            appearance: appearance(&Theme::default()),
            strained: true,
            caps: Caps::default(),
            marks,
            person: person.into_iter().collect(),
            company: waymark_shared::value::Values::new(),
            due: vec![due],
        };
        let bytes = postcard::to_allocvec(&briefing).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Briefing>(&bytes).unwrap(), &briefing);
        prop_assert_eq!(&unpack::<Briefing>(&bytes).unwrap(), &briefing);
    }

    #[test]
    fn advice_on_any_content_never_panics_and_puts_errors_first(content in content()) {
        let advice = waymark_shared::lint::lint(&content);
        prop_assert!(advice.is_sorted_by_key(|advice| advice.severity));
    }

    #[test]
    fn bytes_that_are_no_content_are_refused_without_a_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = postcard::from_bytes::<Content>(&bytes);
        let _ = unpack::<Briefing>(&bytes);
    }
}
