//! Texts with the safe markup, as nodes.

use super::Stage;
use super::card::beside_the_page;
use super::node::{Attr, list, node, text};
use shared::text::{Block, Piece, Text, markup};
use yew::Html;

/// A marked-up text; nothing where there is none.
pub(super) fn marked_up(stage: &Stage<'_>, text: &Text) -> Html {
    list(markup(text.get(stage.tag)).into_iter().map(|block| draw_block(stage, block)).collect())
}

fn draw_block(stage: &Stage<'_>, block: Block<'_>) -> Html {
    match block {
        Block::Paragraph(pieces) => node("p").with(draw_pieces(stage, pieces)).done(),
        Block::List(entries) => {
            let entries = entries.into_iter().map(|entry| node("li").with(draw_pieces(stage, entry)).done());
            node("ul").with(list(entries.collect())).done()
        }
    }
}

fn draw_pieces(stage: &Stage<'_>, pieces: Vec<Piece<'_>>) -> Html {
    list(pieces.into_iter().map(|piece| draw_piece(stage, piece)).collect())
}

fn draw_piece(stage: &Stage<'_>, piece: Piece<'_>) -> Html {
    match piece {
        Piece::Text(said) => text(stage.traits.fill_in(said)),
        Piece::Bold(pieces) => node("strong").with(draw_pieces(stage, pieces)).done(),
        Piece::Code(code) => node("code").say(code.to_owned()).done(),
        // A link within a text must not take the person away from the questions, so it opens beside the page.
        Piece::Link { label, url } => node("a")
            .put(Attr::Href, url.to_owned())
            .set(Attr::Target, "_blank")
            .set(Attr::Rel, "noopener noreferrer")
            .say(stage.traits.fill_in(label))
            .with(beside_the_page(stage))
            .done(),
        Piece::Break => node("br").done(),
    }
}
