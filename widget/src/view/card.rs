//! What every card has, and the cards that ask nothing: help, thanks, leaving.

use super::{Stage, question, words};
use shared::content::Link;
use shared::content::survey::{Help, Privacy, Question};
use shared::machine::Input;
use shared::machine::survey::View;
use yew::{Callback, Html, html};

/// What is inside a card.
pub(super) struct Body {
    /// How far the run has come.
    pub(super) progress: Html,
    /// Everything below the close button.
    pub(super) inside: Html,
}

/// A card of a survey, or of a step that asks.
pub(super) fn survey(view: &View<'_>, privacy: &Privacy, stage: &Stage<'_>) -> Body {
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
    let said = crate::locale::fill(stage.words.progress, &[&number, &of]);
    html! { <progress class="progress" value={number} max={of} aria-label={said} /> }
}

pub(super) fn cross() -> Html {
    html! {
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 3.5l9 9m0-9l-9 9" /></svg>
    }
}

/// The heading of a card; it takes the focus when the card changes by the person's own doing.
pub(super) fn heading(text: String) -> Html {
    html! { <h2 id="title" tabindex="-1">{ text }</h2> }
}

/// A button that sends an input. How it looks is no class: a class that is not written out costs a kilobyte of Yew.
pub(super) fn button(look: &'static str, label: String, onclick: Callback<yew::MouseEvent>) -> Html {
    html! { <button type="button" data-look={look} {onclick}>{ label }</button> }
}

/// The button of a link; it says when it opens another tab.
pub(super) fn link_button(link: &Link, stage: &Stage<'_>) -> Html {
    html! {
        <button type="button" data-look="main" onclick={stage.on(Input::Press)}>
            { stage.say(&link.label) }
            if link.new_tab {
                <span class="unseen">{ ", " }{ stage.words.new_tab }</span>
            }
        </button>
    }
}

fn offer_help(help: &Help, can_go_back: bool, stage: &Stage<'_>) -> Html {
    let (words, title) = (stage.words, stage.say(&help.text));
    html! {
        <>
            { heading(title) }
            <div class="buttons">
                if can_go_back {
                    { button("back", words.back.to_owned(), stage.on(Input::Back)) }
                }
                { button("quiet", words.go_on.to_owned(), stage.on(Input::Next)) }
                { link_button(&help.link, stage) }
            </div>
        </>
    }
}

fn thanks(card: Option<&Question>, stage: &Stage<'_>) -> Html {
    let title = card.map_or(stage.words.thanks.to_owned(), |card| stage.say_or(&card.title, stage.words.thanks));
    html! {
        <>
            { heading(title) }
            if let Some(card) = card {
                <div class="description">{ words::marked_up(stage, &card.description) }</div>
            }
            <div class="buttons">
                { button("main", stage.words.close.to_owned(), stage.on(Input::Close)) }
            </div>
        </>
    }
}

/// Closed with something saved or typed: it may be kept, taken back or sent.
fn leaving(saved: bool, unsent: bool, stage: &Stage<'_>) -> Html {
    let words = stage.words;
    let (title, text, no, yes) = if unsent {
        (words.unsent_title, words.unsent_text, words.discard, words.send)
    } else {
        (words.withdraw_title, words.withdraw_text, words.keep, words.keep)
    };
    html! {
        <>
            { heading(title.to_owned()) }
            <div class="description">
                <p>{ text }</p>
                if unsent && saved {
                    <p>{ words.withdraw_text }</p>
                }
            </div>
            <div class="buttons">
                if saved {
                    { button("back", words.withdraw.to_owned(), stage.on(Input::Withdraw)) }
                }
                if unsent {
                    { button("quiet", no.to_owned(), stage.on(Input::Close)) }
                    { button("main", yes.to_owned(), stage.on(Input::Send)) }
                } else {
                    { button("main", yes.to_owned(), stage.on(Input::Close)) }
                }
            </div>
        </>
    }
}
