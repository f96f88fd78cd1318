//! x
use yew::prelude::*;
#[derive(Properties, PartialEq)]
pub struct P { pub person: String }
#[component]
pub fn Person(p: &P) -> Html { html!{ &p.person } }
