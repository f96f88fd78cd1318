//! Nothing here: an address that leads nowhere.
//!
//! Deliberately absent: guesses about what was meant.

use crate::app::use_lang;
use crate::part::guard::Anchor;
use crate::part::notice::Empty;
use crate::route::Route;
use crate::text::general as g;
use yew::prelude::*;

/// The room.
#[component]
pub fn NotFound() -> Html {
    let lang = use_lang();
    html! {
        <Empty first=true title={lang.say(g::NOT_FOUND)}>
            <p>{ lang.say(g::NOT_FOUND_BODY) }</p>
            <Anchor to={Route::Home} class="button">{ lang.say(g::TO_HOME) }</Anchor>
        </Empty>
    }
}
