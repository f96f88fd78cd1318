//! The console: the product manager's web app, a Yew single-page app on the public API.
//!
//! | module | holds |
//! |---|---|
//! | [`app`] | the frame: who is signed in, which environment, which room |
//! | [`route`] | the address of every room |
//! | [`api`] | every request to the collector, in one place |
//! | [`live`] | the stream of changes |
//! | [`fetch`] | loading without flicker |
//! | [`browser`] | what is needed of the browser: storage, clipboard, clock |
//! | [`text`] | every word shown, in Japanese and English |
//! | [`sentence`] | conditions and triggers as sentences |
//! | [`wording`] | the words that an answer was given to |
//! | [`page`] | one module per room |
//! | [`part`] | pieces that several rooms use |
//! | [`chart`] | figures drawn as SVG, each with its table |
//!
//! **Architecture invariant:** the console knows nothing that `/api` does not tell, and never imports the collector or
//! the widget. Deliberately absent: arithmetic on answers; that is `shared::statistics`.

mod api;
mod app;
mod browser;
mod chart;
mod fetch;
mod live;
mod page;
mod part;
mod route;
mod sentence;
mod text;
mod wording;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
