//! What a person sees: a scene in, the survey machine's inputs out.
//!
//! | module | draws |
//! |---|---|
//! | `card` | the frame around every card: heading, close button, progress, buttons |
//! | `question` | one question: which control, what is said around it, what the buttons say |
//! | `scale` | numbers, stars and faces |
//! | `choice` | options and "other" |
//! | `open` | a text in the person's own words |
//! | `words` | texts with the safe markup |
//!
//! All but [`Card`] are plain functions: no hooks, no state of their own. Deliberately absent: any type of a browser.

mod card;
mod choice;
mod open;
mod question;
mod scale;
mod words;

use crate::locale::{self, Words};
use shared::content::{Position, Theme};
use shared::machine::survey::{Input, Plan, State, View};
use shared::text::{Text, direction, language};
use std::cell::RefCell;
use std::rc::Rc;
use yew::{Callback, Component, Context, Html, Properties, html};

/// Everything a card is drawn from.
pub struct Scene {
    /// What the run goes by.
    pub plan: Rc<Plan>,
    /// Where the run is; shared with whoever takes the next step.
    pub state: Rc<RefCell<State>>,
    /// The BCP 47 tag the person reads.
    pub tag: String,
    /// Whether nothing is recorded, which the card says.
    pub preview: bool,
    /// How it looks.
    pub theme: Theme,
}

impl Scene {
    /// The locale the vendor's texts are really in, which decides the frame's words and direction too.
    pub fn locale(&self) -> &str {
        let first = self.plan.survey.questions.first();
        first.and_then(|question| question.title.pick(&self.tag, &[])).map_or(&self.tag, |(locale, _)| locale)
    }

    /// What a screen reader is told when the card appears.
    pub fn announcement(&self) -> String {
        let words = locale::words(self.locale());
        let run = self.state.borrow();
        let title = match run.view(&self.plan) {
            View::Question(view) => view.question.title.get(&self.tag),
            _ => "",
        };
        locale::join(&[words.announce, " ", title])
    }
}

/// What every part of a card needs.
struct Stage<'a> {
    words: &'static Words,
    tag: &'a str,
    send: &'a Callback<Input>,
}

impl Stage<'_> {
    fn say(&self, text: &Text) -> String {
        text.get(self.tag).to_owned()
    }

    /// The vendor's words, or else the widget's own.
    fn say_or(&self, text: &Text, own: &str) -> String {
        let said = text.get(self.tag);
        if said.is_empty() { own.to_owned() } else { said.to_owned() }
    }

    /// A handler that sends this input, whatever the event.
    fn on<E>(&self, input: Input) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |_| send.emit(input.clone()))
    }
}

/// What the card is given.
#[derive(Clone, Properties)]
pub struct CardProps {
    /// What to draw.
    pub scene: Rc<Scene>,
    /// What the person did.
    pub send: Callback<Input>,
    /// Called after each drawing.
    pub drawn: Callback<()>,
}

/// Each drawing has a scene of its own; comparing what is in it would only cost.
impl PartialEq for CardProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.scene, &other.scene)
    }
}

/// The card.
pub struct Card;

impl Component for Card {
    type Message = ();
    type Properties = CardProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let CardProps { scene, send, .. } = context.props();
        let locale = scene.locale();
        let stage = Stage { words: locale::words(locale), tag: &scene.tag, send };
        let position = match scene.theme.position {
            Position::BottomEnd => "end",
            Position::BottomStart => "start",
            Position::Center => "center",
        };
        html! {
            <div class="card" data-at={position} role="dialog" aria-labelledby="title" lang={locale.to_owned()}
                dir={direction(locale).attribute()}>
                { card::frame(scene, &stage) }
            </div>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        context.props().drawn.emit(());
    }
}

/// Whether the frame's words are in the same tongue as the vendor's, so that they need no `lang` of their own.
fn speaks(words: &Words, locale: &str) -> bool {
    words.lang == language(locale)
}
