//! What the engine needs of a browser: a few facts, a few deeds, and the inputs that come back.
//!
//! Deliberately absent: any type of a browser. [`dom`] has those; `fake` stands in for it in tests.

pub mod dom;
#[cfg(test)]
pub(crate) mod fake;

use crate::view::Scene;
use shared::content::Article;
use shared::event::Run;
use shared::id::{ContentKey, RunId, StepKey};
use shared::machine;
use shared::session::{Briefing, Hit, Mark, Marks};
use shared::time::Timestamp;
use shared::value::{Value, Values};

pub use dom::{number, typed};

/// What the page tells the engine.
#[derive(Debug)]
pub enum Input {
    /// A session, the first or a renewed one.
    Brief(Box<Briefing>),
    /// The host tracked an event.
    Event {
        /// Its name.
        name: String,
        /// Its properties.
        properties: Values,
    },
    /// The address changed.
    Page,
    /// `waymark.start`.
    Show {
        /// The content's key.
        key: String,
        /// Whether nothing counts and nothing is recorded.
        force: bool,
    },
    /// `waymark.dismiss`; an empty key means whatever is displayed.
    Dismiss(String),
    /// The person reads another locale from now on.
    Locale,
    /// The time set by [`Page::set_alarm`] has come.
    Alarm,
    /// An element that fits this selector was clicked.
    Clicked(String),
    /// An element that fits this selector is present and visible.
    Present(String),
    /// The page is scrolled by this share of its height, percent.
    Scrolled(u8),
    /// The pointer left the page at the top.
    Exit,
    /// What kept the person busy may be over: a dialog closed, the tab became visible.
    Free,
    /// The answer to [`Page::claim`].
    Claimed {
        /// The run.
        run: RunId,
        /// Whether it may be displayed here.
        granted: bool,
    },
    /// No element that fits this selector is visible any more.
    Gone(String),
    /// The card drawn last is visible now.
    Shown,
    /// The target of the displayed step was clicked, or a value entered in it.
    Used {
        /// Whether a value was entered.
        entered: bool,
    },
    /// The person did something in the card. `tentative`: with arrow keys, so the next press may well undo it.
    Act {
        /// What was done.
        input: machine::Input,
        /// Whether it may be on the way to something else.
        tentative: bool,
    },
    /// What was looked for.
    Found(Vec<Hit>),
    /// The article that was asked for.
    Read(Box<Article>),
    /// The page is being left.
    Leave,
}

/// What the person is doing, as far as it keeps a card from coming up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// The tab is in the background.
    pub hidden: bool,
    /// A modal dialog of the host is open.
    pub in_dialog: bool,
    /// The person is typing; for so many milliseconds more unless another key is pressed.
    pub typing_ms: Option<u32>,
}

/// What the page must listen for; whatever is not named here has no listener, observer or timer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a listener of its own, wanted or not")]
pub struct Wanted {
    /// Clicks on elements that fit these selectors.
    pub clicks: Vec<String>,
    /// Elements that fit these selectors.
    pub elements: Vec<String>,
    /// That no element fits these selectors.
    pub gone: Vec<String>,
    /// How far the page is scrolled.
    pub scroll: bool,
    /// The pointer leaving at the top.
    pub exit: bool,
    /// When the person last did anything.
    pub activity: bool,
    /// When the person last typed: something may come up.
    pub keys: bool,
    /// The end of what keeps the person busy: something is ready.
    pub free: bool,
}

/// A browser page, as far as the engine needs one.
pub trait Page {
    /// The time, by the collector's clock.
    fn now(&self) -> Timestamp;
    /// A fresh id for a run.
    fn run_id(&self) -> RunId;
    /// Uniform 32 bits.
    fn random(&self) -> u32;
    /// The BCP 47 tag the person reads.
    fn locale(&self) -> String;
    /// The page's address.
    fn url(&self) -> String;
    /// Whether a regular expression is found in a text; an unreadable one is found nowhere.
    fn finds(&self, expression: &str, text: &str) -> bool;
    /// What the device remembers.
    fn marks(&self) -> Marks;
    /// What the person is doing.
    fn situation(&self) -> Situation;
    /// When the person last did anything; counted only while [`Wanted::activity`] is set.
    fn last_activity(&self) -> Timestamp;

    /// Hands an event's body, as JSON, to the outbox.
    fn emit(&mut self, body: &str, anonymous: bool);
    /// Remembers a mark on the device, where storage is allowed.
    fn remember(&mut self, key: &ContentKey, mark: &Mark);
    /// Asks for the right to display; answered by [`Input::Claimed`].
    fn claim(&mut self, run: &Run);
    /// Gives the right back.
    fn release(&mut self);
    /// Leads there.
    fn navigate(&mut self, url: &str, new_tab: bool);
    /// Leads to a page, named as rules name pages.
    fn turn_to(&mut self, page: &str);
    /// Measures what this step, the one with this number, takes the person, until another is named.
    fn measure(&mut self, step: Option<(&Run, &StepKey, usize)>);
    /// Says a trait of the person, none to take it away, for what may come next; `lasting`: it is not part of an event already.
    fn say(&mut self, name: &str, value: Option<&Value>, lasting: bool);
    /// Looks for articles; answered by [`Input::Found`], unless something else is looked for before.
    fn find(&mut self, query: &str);
    /// Asks for an article; answered by [`Input::Read`].
    fn read(&mut self, article: &ContentKey);
    /// Tells the host's listeners.
    fn notify(&mut self, name: &str, content: &ContentKey, part: Option<&machine::Part>);
    /// Listens for this and nothing else.
    fn watch(&mut self, wanted: Wanted);
    /// Looks again for all watched elements.
    fn scan(&mut self);
    /// Asks for [`Input::Alarm`] at this time, or never; there is one alarm.
    fn set_alarm(&mut self, at: Option<Timestamp>);
    /// Draws the card, or takes it away. The first drawing is answered by [`Input::Shown`].
    fn draw(&mut self, scene: Option<Scene>);
    /// After the next drawing, moves the focus there, if it is in the card.
    fn focus(&mut self, focus: machine::Focus);
}
