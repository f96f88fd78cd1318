//! x
use yew::prelude::*;
#[derive(Properties, PartialEq)]
pub struct P { pub content: String }
#[component]
pub fn Results(p: &P) -> Html { html!{ &p.content } }
