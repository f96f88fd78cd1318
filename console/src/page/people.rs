//! x
use yew::prelude::*;
#[component]
pub fn People() -> Html { html!{} }
