//! x
use yew::prelude::*;
#[derive(Properties, PartialEq)]
pub struct P { pub room: String }
#[component]
pub fn Settings(p: &P) -> Html { html!{ &p.room } }
