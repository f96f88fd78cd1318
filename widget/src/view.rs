//! What a person sees: a scene in, the survey machine's inputs out.
//!
//! | module | draws |
//! |---|---|
//! | `card` | the frame around every card: heading, close button, progress, buttons |
//! | `question` | one question: which control, what is said around it, what the buttons say |
//! | `scale` | numbers, stars and faces |
//! | `choice` | options and "other" |
//! | `open` | a text in the person's own words |
//! | `desk` | the launcher and what it opens |
//! | `node` | nothing: nodes as calls |
//! | `step` | a step of a tour: bubble, modal, card, banner, beacon |
//! | `words` | texts with the safe markup |
//!
//! All but [`Card`] are plain functions: no hooks, no state of their own. Deliberately absent: any type of a browser.

mod card;
mod choice;
mod desk;
mod node;
mod open;
mod question;
mod scale;
mod step;
mod words;

use crate::desk::Desk;
use crate::locale::{self, Words};
use node::{Attr, classed, maybe};
use shared::content::Position;
use shared::machine::Input;
use shared::machine::survey::View;
use shared::machine::{Course, tour};
use shared::text::{Text, direction, fill_in, language};
use shared::theme::Appearance;
use shared::value::{Value, Values};
use std::cell::RefCell;
use std::rc::Rc;
use yew::{Callback, Component, Context, Html, Properties};

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

/// What is displayed.
pub enum What {
    /// A run; shared with whoever takes the next step.
    Course(Rc<RefCell<Course>>),
    /// The launcher and what is behind it.
    Desk(Rc<RefCell<Desk>>),
}

/// Everything a card is drawn from.
pub struct Scene {
    /// What is displayed.
    pub what: What,
    /// The BCP 47 tag the person reads.
    pub tag: String,
    /// Whether nothing is recorded, which the card says.
    pub preview: bool,
    /// Whether it came by itself, so that it offers not to come again.
    pub automatic: bool,
    /// How it looks.
    pub appearance: Rc<Appearance>,
    /// The traits that texts may use.
    pub traits: Rc<Traits>,
}

impl Scene {
    /// The locale the vendor's texts are really in, which decides the frame's words and direction too.
    pub fn locale(&self) -> String {
        let of = |text: &Text| text.pick(&self.tag, &[]).map(|(locale, _)| locale.to_owned());
        let found = match &self.what {
            What::Course(course) => match &*course.borrow() {
                Course::Survey(plan, _) => plan.questions().first().and_then(|question| of(&question.title)),
                Course::Tour(plan, _) => plan.steps().first().and_then(|first| of(step::spoken(first))),
            },
            What::Desk(desk) => {
                let desk = desk.borrow();
                let list = || desk.lists.first().and_then(|list| list.checklist()).map(|list| &list.title);
                desk.centre().map(|centre| &centre.title).or_else(list).and_then(of)
            }
        };
        found.unwrap_or_else(|| self.tag.clone())
    }

    /// Reads the step that is displayed or about to be, of a tour and what is made of one step.
    pub fn step<T>(&self, read: impl FnOnce(&tour::StepView<'_>) -> T) -> Option<T> {
        let What::Course(course) = &self.what else { return None };
        let Course::Tour(plan, state) = &*course.borrow() else { return None };
        match state.view(plan) {
            tour::View::Step(view) => Some(read(&view)),
            tour::View::Hidden => None,
        }
    }

    /// Tells the run from any other: what belongs to another is drawn anew, not changed.
    fn number(&self) -> usize {
        match &self.what {
            What::Course(course) => course.as_ptr().addr(),
            What::Desk(_) => 0,
        }
    }

    /// Which card this is: one with another number is displayed anew.
    pub fn card(&self) -> usize {
        match &self.what {
            What::Course(course) => match &*course.borrow() {
                Course::Tour(_, state) => state.at().unwrap_or_default(),
                Course::Survey(..) => 0,
            },
            What::Desk(_) => 0,
        }
    }

    /// Whether the page is out of reach meanwhile.
    pub fn is_modal(&self) -> bool {
        self.step(|view| step::place(view) == step::Place::Modal).unwrap_or_default()
    }

    /// Whether it sits inside an element of the host instead of above the page.
    pub fn is_inline(&self) -> bool {
        self.step(|view| step::place(view) == step::Place::Inline).unwrap_or_default()
    }

    /// What a screen reader is told when the card appears; nothing of a launcher, which is there to be found.
    pub fn announcement(&self) -> String {
        let words = locale::words(&self.locale());
        let said = |said: &str, title: &Text| locale::join(&[said, " ", &self.traits.fill_in(title.get(&self.tag))]);
        let What::Course(course) = &self.what else { return String::new() };
        if let Course::Survey(plan, state) = &*course.borrow() {
            return match state.view(plan) {
                View::Question(view) => said(words.announce(), &view.question.title),
                _ => words.announce().to_owned(),
            };
        }
        self.step(|view| said(words.announce_step(), step::spoken(view.step))).unwrap_or_default()
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
        let locale = &scene.locale();
        let stage = Stage { words: locale::words(locale), tag: &scene.tag, traits: &scene.traits, send };
        let corner = match scene.appearance.position {
            Position::BottomEnd => "end",
            Position::BottomStart => "start",
            Position::Center => "center",
        };
        let frame = Frame { scene, stage: &stage, locale, corner };
        let course = match &scene.what {
            What::Course(course) => course.borrow(),
            What::Desk(desk) => return desk::draw(&desk.borrow(), &frame),
        };
        match &*course {
            Course::Survey(plan, at) => {
                frame.card(corner, card::survey(&at.view(plan), plan.survey().map(|survey| &survey.privacy), &stage))
            }
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
        let own = self.own();
        let close = card::pressed(self.stage.on(Input::Close))
            .set(Attr::Class, "close")
            .set(Attr::AriaLabel, self.stage.words.close())
            .set_if(own.is_some(), Attr::Lang, own.unwrap_or_default())
            .with(card::cross());
        let preview = || {
            let said = classed("p", "preview").say(self.stage.words.preview().to_owned());
            said.set_if(own.is_some(), Attr::Lang, own.unwrap_or_default()).done()
        };
        classed("div", "card")
            .key(self.scene.number().to_string())
            .set(Attr::At, at)
            .set(Attr::Role, role)
            .set_if(at == "modal", Attr::AriaModal, "true")
            .set(Attr::AriaLabelledby, "title")
            .put(Attr::Lang, self.locale.to_owned())
            .set(Attr::Dir, direction(self.locale).attribute())
            .with(body.progress)
            .with(close.done())
            .with(maybe(self.scene.preview, preview))
            .with(body.inside)
            .done()
    }

    /// The `lang` of the frame's own words, where it differs from the card's.
    fn own(&self) -> Option<&'static str> {
        (!speaks(self.stage.words, self.locale)).then_some(self.stage.words.lang())
    }
}

/// Whether the frame's words are in the same tongue as the vendor's, so that they need no `lang` of their own.
fn speaks(words: &Words, locale: &str) -> bool {
    words.lang() == language(locale)
}
