//! Texts with the safe markup, as nodes.

use super::Stage;
use shared::text::{Block, Piece, Text, markup};
use yew::{Html, html};

/// A marked-up text; nothing where there is none.
pub(super) fn marked_up(stage: &Stage<'_>, text: &Text) -> Html {
    markup(text.get(stage.tag)).into_iter().map(|block| draw_block(stage, block)).collect()
}

fn draw_block(stage: &Stage<'_>, block: Block<'_>) -> Html {
    match block {
        Block::Paragraph(pieces) => html! { <p>{ draw_pieces(stage, pieces) }</p> },
        Block::List(entries) => {
            let entries = entries.into_iter().map(|entry| html! { <li>{ draw_pieces(stage, entry) }</li> });
            html! { <ul>{ for entries }</ul> }
        }
    }
}

fn draw_pieces(stage: &Stage<'_>, pieces: Vec<Piece<'_>>) -> Html {
    pieces.into_iter().map(|piece| draw_piece(stage, piece)).collect()
}

fn draw_piece(stage: &Stage<'_>, piece: Piece<'_>) -> Html {
    match piece {
        Piece::Text(text) => html! { { stage.traits.fill_in(text) } },
        Piece::Bold(pieces) => html! { <strong>{ draw_pieces(stage, pieces) }</strong> },
        Piece::Code(text) => html! { <code>{ text.to_owned() }</code> },
        // A link within a text must not take the person away from the questions, so it opens beside the page.
        Piece::Link { label, url } => html! {
            <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">
                { stage.traits.fill_in(label) }<span class="unseen">{ ", " }{ stage.words.new_tab }</span>
            </a>
        },
        Piece::Break => html! { <br /> },
    }
}
