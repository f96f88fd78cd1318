//! The whole content as JSON: everything the other sections show, and whatever they do not.
//!
//! Deliberately absent: a second shape; it is the one of files and API.

use super::draft::Edit;
use crate::app::use_lang;
use crate::part::field::Field;
use crate::text::content as c;
use shared::content::Content;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct RawProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
}

/// The section. What is typed stays as typed as long as it cannot be read or means the draft.
#[component]
pub fn Raw(props: &RawProps) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(|| None::<String>);
    let written = serde_json::to_string_pretty(&*props.content).unwrap_or_default();
    let shown = match &*typed {
        Some(text) => match serde_json::from_str::<Content>(text) {
            Ok(read) if read != *props.content && read.key == props.content.key => written,
            _ => text.clone(),
        },
        None => written,
    };
    let error = match serde_json::from_str::<Content>(&shown) {
        Err(error) => Some(error.to_string()),
        Ok(read) if read.key != props.content.key => Some(lang.say(c::RAW_KEY).to_owned()),
        Ok(_) => None,
    };
    let onchange = {
        let (typed, key) = (typed.setter(), props.content.key.clone());
        let put = props.edit.with(|content, read: Content| *content = read);
        Callback::from(move |text: String| {
            if let Ok(read) = serde_json::from_str::<Content>(&text)
                && read.key == key
            {
                put.emit(read);
            }
            typed.set(Some(text));
        })
    };
    html! {
        <>
            <p>{ lang.say(c::RAW_LEAD) }</p>
            <Field label={lang.say(c::RAW)} value={shown} {onchange} rows=28 class="raw" error={error.map(AttrValue::from)} />
        </>
    }
}
