//! What a person sees: a scene in, the survey machine's inputs out.
//!
//! | module | draws |
//! |---|---|
//! | `card` | the frame around every card: heading, close button, progress, buttons |
//! | `question` | one question: which control, what is said around it, what the buttons say |
//! | `scale` | numbers, stars and faces |
//! | `choice` | options and "other" |
//! | `open` | a text in the person's own words |
//! | `step` | a step of a tour: bubble, modal, card, banner, beacon |
//! | `words` | texts with the safe markup |
//!
//! All but [`Card`] are plain functions: no hooks, no state of their own. Deliberately absent: any type of a browser.

mod card;
mod choice;
mod open;
mod question;
mod scale;
mod step;
mod words;

use crate::locale::{self, Words};
use shared::content::{Position, Theme};
use shared::machine::Input;
use shared::machine::survey::View;
use shared::machine::{Course, tour};
use shared::text::{Text, direction, fill_in, language};
use shared::value::{Value, Values};
use std::cell::RefCell;
use std::rc::Rc;
use yew::{Callback, Component, Context, Html, Properties, html};

/// The traits that texts may use.
#[derive(Default)]
pub struct Traits {
    /// The person's.
    pub person: Values,
    /// The company's.
    pub company: Values,
}

impl Traits {
    /// The text with values in the place of its variables.
    fn fill_in(&self, text: &str) -> String {
        fill_in(text, |variable| {
            let (owner, name) = variable.split_once('.')?;
            let traits = if owner == "company" { &self.company } else { &self.person };
            match traits.get(name)? {
                Value::Text(text) => Some(text.clone()),
                Value::Number(number) => Some(crate::page::number(*number)),
                Value::Bool(_) | Value::List(_) => None,
            }
        })
    }
}

/// Everything a card is drawn from.
pub struct Scene {
    /// Where the run is; shared with whoever takes the next step.
    pub course: Rc<RefCell<Course>>,
    /// The BCP 47 tag the person reads.
    pub tag: String,
    /// Whether nothing is recorded, which the card says.
    pub preview: bool,
    /// Whether it came by itself, so that it offers not to come again.
    pub automatic: bool,
    /// How it looks.
    pub theme: Theme,
    /// The traits that texts may use.
    pub traits: Rc<Traits>,
}

impl Scene {
    /// The locale the vendor's texts are really in, which decides the frame's words and direction too.
    pub fn locale<'a>(&'a self, course: &'a Course) -> &'a str {
        let first = match course {
            Course::Survey(plan, _) => plan.survey.questions.first().map(|question| &question.title),
            Course::Tour(plan, _) => plan.steps.first().map(step::spoken),
        };
        first.and_then(|text| text.pick(&self.tag, &[])).map_or(&self.tag, |(locale, _)| locale)
    }

    /// The step that is displayed or about to be, of a tour and what is made of one step.
    pub fn step<'a>(&self, course: &'a Course) -> Option<tour::StepView<'a>> {
        match course {
            Course::Tour(plan, state) => match state.view(plan) {
                tour::View::Step(view) => Some(view),
                tour::View::Hidden => None,
            },
            Course::Survey(..) => None,
        }
    }

    /// Tells the run from any other: what belongs to another is drawn anew, not changed.
    fn number(&self) -> usize {
        self.course.as_ptr().addr()
    }

    /// Which card this is: one with another number is displayed anew.
    pub fn card(&self) -> usize {
        match &*self.course.borrow() {
            Course::Tour(_, state) => state.at().unwrap_or_default(),
            Course::Survey(..) => 0,
        }
    }

    /// Whether the page is out of reach meanwhile.
    pub fn is_modal(&self) -> bool {
        self.step(&self.course.borrow()).is_some_and(|view| step::place(&view) == step::Place::Modal)
    }

    /// Whether it sits inside an element of the host instead of above the page.
    pub fn is_inline(&self) -> bool {
        self.step(&self.course.borrow()).is_some_and(|view| step::place(&view) == step::Place::Inline)
    }

    /// What a screen reader is told when the card appears.
    pub fn announcement(&self) -> String {
        let course = self.course.borrow();
        let words = locale::words(self.locale(&course));
        let (said, title) = match &*course {
            Course::Survey(plan, state) => match state.view(plan) {
                View::Question(view) => (words.announce, view.question.title.get(&self.tag)),
                _ => (words.announce, ""),
            },
            Course::Tour(..) => match self.step(&course) {
                Some(view) => (words.announce_step, step::spoken(view.step).get(&self.tag)),
                None => return String::new(),
            },
        };
        locale::join(&[said, " ", &self.traits.fill_in(title)])
    }
}

/// What every part of a card needs.
struct Stage<'a> {
    words: &'static Words,
    tag: &'a str,
    traits: &'a Traits,
    send: &'a Callback<Input>,
}

impl Stage<'_> {
    fn say(&self, text: &Text) -> String {
        self.traits.fill_in(text.get(self.tag))
    }

    /// The vendor's words, or else the widget's own.
    fn say_or(&self, text: &Text, own: &str) -> String {
        if text.is_empty() { own.to_owned() } else { self.say(text) }
    }

    /// A handler that sends this input, whatever the event.
    fn on<E>(&self, input: Input) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |_| send.emit(input.clone()))
    }
}

/// What the card is given.
#[derive(Clone, Default, Properties)]
pub struct CardProps {
    /// What to draw; nothing where there is none.
    pub scene: Option<Rc<Scene>>,
    /// What the person did.
    pub send: Callback<Input>,
    /// Called after each drawing.
    pub drawn: Callback<()>,
}

/// Each drawing has a scene of its own; comparing what is in it would only cost.
impl PartialEq for CardProps {
    fn eq(&self, other: &Self) -> bool {
        match (&self.scene, &other.scene) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
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
        let CardProps { scene: Some(scene), send, .. } = context.props() else { return Html::default() };
        let course = scene.course.borrow();
        let locale = scene.locale(&course);
        let stage = Stage { words: locale::words(locale), tag: &scene.tag, traits: &scene.traits, send };
        let corner = match scene.theme.position {
            Position::BottomEnd => "end",
            Position::BottomStart => "start",
            Position::Center => "center",
        };
        let frame = Frame { scene, stage: &stage, locale, corner };
        match &*course {
            Course::Survey(plan, at) => frame.card(corner, card::survey(&at.view(plan), &plan.survey.privacy, &stage)),
            Course::Tour(plan, at) => match at.view(plan) {
                tour::View::Step(view) => step::draw(&view, plan, &frame),
                tour::View::Hidden => Html::default(),
            },
        }
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        context.props().drawn.emit(());
    }
}

/// The frame around what is displayed.
struct Frame<'a> {
    scene: &'a Scene,
    stage: &'a Stage<'a>,
    locale: &'a str,
    corner: &'static str,
}

impl Frame<'_> {
    /// A card at this place with what is in it.
    fn card(&self, at: &'static str, body: card::Body) -> Html {
        let role = if matches!(at, "top" | "bottom" | "inline") { "region" } else { "dialog" };
        html! {
            <div class="card" key={self.scene.number()} data-at={at} {role} aria-modal={(at == "modal").then_some("true")} aria-labelledby="title"
                lang={self.locale.to_owned()} dir={direction(self.locale).attribute()}>
                { body.progress }
                <button type="button" class="close" aria-label={self.stage.words.close} lang={self.own()}
                    onclick={self.stage.on(Input::Close)}>{ card::cross() }</button>
                if self.scene.preview {
                    <p class="preview" lang={self.own()}>{ self.stage.words.preview }</p>
                }
                { body.inside }
            </div>
        }
    }

    /// The `lang` of the frame's own words, where it differs from the card's.
    fn own(&self) -> Option<&'static str> {
        (!speaks(self.stage.words, self.locale)).then_some(self.stage.words.lang)
    }
}

/// Whether the frame's words are in the same tongue as the vendor's, so that they need no `lang` of their own.
fn speaks(words: &Words, locale: &str) -> bool {
    words.lang == language(locale)
}
