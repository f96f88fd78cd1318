//! What every card has, and the cards that ask nothing: help, thanks, leaving.

use super::node::{Attr, Node, classed, list, maybe, node};
use super::{Stage, question, words};
use shared::content::Link;
use shared::content::survey::{Help, Privacy, Question};
use shared::machine::Input;
use shared::machine::survey::View;
use shared::text::Text;
use yew::{Callback, Html};

/// What is inside a card.
pub(super) struct Body {
    /// How far the run has come.
    pub(super) progress: Html,
    /// Everything below the close button.
    pub(super) inside: Html,
}

/// A card of a survey, or of a step that asks.
pub(super) fn survey(view: &View<'_>, privacy: Option<&Privacy>, stage: &Stage<'_>) -> Body {
    let inside = match view {
        View::Hidden => Html::default(),
        View::Question(view) => question::draw(view, privacy, stage),
        View::Help { help, can_go_back } => offer_help(help, *can_go_back, stage),
        View::Thanks(card) => thanks(*card, stage),
        View::Leaving { saved, unsent } => leaving(*saved, *unsent, stage),
    };
    let progress =
        if let View::Question(view) = view { progress(view.number, view.of, stage) } else { Html::default() };
    Body { progress, inside }
}

/// The line that tells how far a run has come, where there is more than one card.
pub(super) fn progress(number: usize, of: usize, stage: &Stage<'_>) -> Html {
    if of < 2 {
        return Html::default();
    }
    let (number, of) = (number.to_string(), of.to_string());
    let said = crate::locale::fill(stage.words.progress(), &[&number, &of]);
    classed("progress", "progress").put(Attr::Value, number).put(Attr::Max, of).put(Attr::AriaLabel, said).done()
}

pub(super) fn cross() -> Html {
    drawing("0 0 16 16").set(Attr::AriaHidden, "true").with(line("M3.5 3.5l9 9m0-9l-9 9")).done()
}

/// A drawing of this size.
pub(super) fn drawing(size: &'static str) -> Node {
    node("svg").set(Attr::ViewBox, size)
}

/// A line of a drawing.
pub(super) fn line(d: &'static str) -> Html {
    node("path").set(Attr::D, d).done()
}

/// The heading of a card; it takes the focus when the card changes by the person's own doing.
pub(super) fn heading(text: String) -> Html {
    node("h2").set(Attr::Id, "title").set(Attr::Tabindex, "-1").say(text).done()
}

/// A button that sends an input.
#[inline(never)]
pub(super) fn button(look: &'static str, label: String, onclick: Callback<yew::MouseEvent>) -> Html {
    pressed(onclick).set(Attr::Look, look).say(label).done()
}

/// A button that is yet to say something.
#[inline(never)]
pub(super) fn pressed(onclick: Callback<yew::MouseEvent>) -> Node {
    node("button").set(Attr::Type, "button").click(onclick)
}

/// What tells those who do not see it that a link opens beside the page.
pub(super) fn beside_the_page(stage: &Stage<'_>) -> Html {
    classed("span", "unseen").say(crate::locale::join(&[", ", stage.words.new_tab()])).done()
}

/// The button of a link; it says when it opens another tab.
pub(super) fn link_button(link: &Link, stage: &Stage<'_>) -> Html {
    pressed(stage.on(Input::Press))
        .set(Attr::Look, "main")
        .say(stage.say(&link.label))
        .with(maybe(link.new_tab, || beside_the_page(stage)))
        .done()
}

fn offer_help(help: &Help, can_go_back: bool, stage: &Stage<'_>) -> Html {
    let words = stage.words;
    let buttons = classed("div", "buttons")
        .with(maybe(can_go_back, || button("back", words.back().to_owned(), stage.on(Input::Back))))
        .with(button("quiet", words.go_on().to_owned(), stage.on(Input::Next)))
        .with(link_button(&help.link, stage));
    list(vec![heading(stage.say(&help.text)), buttons.done()])
}

fn thanks(card: Option<&Question>, stage: &Stage<'_>) -> Html {
    let title = card.map_or(stage.words.thanks().to_owned(), |card| stage.say_or(&card.title, stage.words.thanks()));
    let said = card.map_or_else(Html::default, |card| description(&card.description, stage).done());
    let close = button("main", stage.words.close().to_owned(), stage.on(Input::Close));
    list(vec![heading(title), said, classed("div", "buttons").with(close).done()])
}

/// What is said below a heading.
pub(super) fn description(text: &Text, stage: &Stage<'_>) -> Node {
    classed("div", "description").with(words::marked_up(stage, text))
}

/// Closed with something saved or typed: it may be kept, taken back or sent.
fn leaving(saved: bool, unsent: bool, stage: &Stage<'_>) -> Html {
    let words = stage.words;
    let (title, text, no, yes) = if unsent {
        (words.unsent_title(), words.unsent_text(), words.discard(), words.send())
    } else {
        (words.withdraw_title(), words.withdraw_text(), words.keep(), words.keep())
    };
    let paragraph = |text: &str| node("p").say(text.to_owned()).done();
    let said = classed("div", "description")
        .with(paragraph(text))
        .with(maybe(unsent && saved, || paragraph(words.withdraw_text())));
    let keep = if unsent { Input::Send } else { Input::Close };
    let buttons = classed("div", "buttons")
        .with(maybe(saved, || button("back", words.withdraw().to_owned(), stage.on(Input::Withdraw))))
        .with(maybe(unsent, || button("quiet", no.to_owned(), stage.on(Input::Close))))
        .with(button("main", yes.to_owned(), stage.on(keep)));
    list(vec![heading(title.to_owned()), said.done(), buttons.done()])
}
