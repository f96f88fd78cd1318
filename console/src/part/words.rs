//! A text in several languages: one field per language, side by side where there is room.
//!
//! Deliberately absent: translation. People write what people read.

use crate::part::advice::AdviceAt;
use crate::part::field::Field;
use crate::text::locale_name;
use shared::text::Text;
use std::rc::Rc;
use yew::prelude::*;

/// The languages that are being written, in order; provided by the editor.
#[derive(Clone, PartialEq)]
pub struct Locales(pub Rc<Vec<String>>);

#[derive(Properties, PartialEq)]
pub struct TextFieldsProps {
    /// What the text is.
    pub label: AttrValue,
    /// The text.
    pub value: Text,
    /// The changed text.
    pub onchange: Callback<Text>,
    /// Several lines.
    #[prop_or_default]
    pub rows: Option<u8>,
    /// A line below.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Where in the content it is, for advice.
    #[prop_or_default]
    pub at: Option<AttrValue>,
}

/// The fields.
#[component]
pub fn TextFields(props: &TextFieldsProps) -> Html {
    let locales = use_context::<Locales>().map_or_else(|| Rc::new(vec!["en".to_owned(), "ja".to_owned()]), |l| l.0);
    html! {
        <fieldset class="words">
            <legend>{ &props.label }</legend>
            <div class="words-row">
                for locale in locales.iter() {
                    <Field key={locale.clone()} label={locale_name(locale)} lang={locale.clone()} rows={props.rows}
                        value={props.value.0.get(locale).cloned().unwrap_or_default()}
                        onchange={write(&props.value, locale, &props.onchange)} />
                }
            </div>
            if let Some(hint) = &props.hint { <p class="hint">{ hint }</p> }
            if let Some(at) = &props.at { <AdviceAt {at} /> }
        </fieldset>
    }
}

/// Writes one language; an emptied field takes the language away, so that fallback works.
fn write(text: &Text, locale: &str, onchange: &Callback<Text>) -> Callback<String> {
    let (text, locale, onchange) = (text.clone(), locale.to_owned(), onchange.clone());
    Callback::from(move |words: String| {
        let mut text = text.clone();
        if words.is_empty() {
            text.0.remove(&locale);
        } else {
            text.0.insert(locale.clone(), words);
        }
        onchange.emit(text);
    })
}
