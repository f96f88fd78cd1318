//! The editor of a test of a tracked event: its name and tests of its properties.
//!
//! Deliberately absent: a list of known names. Events are what the host tracks.

use super::field::Field;
use super::test::TestField;
use crate::app::use_lang;
use crate::text::rules as r;
use shared::content::audience::Test;
use shared::content::trigger::{EventTest, PropertyTest};
use shared::value::Value;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct EventFieldProps {
    /// The test.
    pub value: EventTest,
    /// The changed test.
    pub onchange: Callback<EventTest>,
}

/// The editor.
#[component]
pub fn EventField(props: &EventFieldProps) -> Html {
    let lang = use_lang();
    let test = &props.value;
    let edit = |change: fn(&mut EventTest, usize, PropertyTest), place: usize| {
        let test = test.clone();
        props.onchange.reform(move |property: PropertyTest| {
            let mut test = test.clone();
            change(&mut test, place, property);
            test
        })
    };
    let rename = {
        let test = test.clone();
        props.onchange.reform(move |name: String| EventTest { name, ..test.clone() })
    };
    let add = edit(|test, _, property| test.properties.push(property), 0)
        .reform(|_: MouseEvent| PropertyTest { name: String::new(), test: Test::Is(Value::Text(String::new())) });
    html! {
        <div class="rule-block">
            <Field label={lang.say(r::EVENT_NAME)} value={test.name.clone()} required=true hint={lang.say(r::EVENT_NAME_HINT)} onchange={rename} />
            if !test.properties.is_empty() { <p class="hint">{ lang.say(r::PROPERTIES) }</p> }
            for (place, property) in test.properties.iter().enumerate() {
                <PropertyRow key={place} value={property.clone()}
                    onchange={edit(|test, place, property| test.properties[place] = property, place)}
                    on_remove={edit(|test, place, _| { test.properties.remove(place); }, place)} />
            }
            <button type="button" class="quiet small" onclick={add}>{ lang.say(r::ADD_PROPERTY) }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PropertyRowProps {
    value: PropertyTest,
    onchange: Callback<PropertyTest>,
    on_remove: Callback<PropertyTest>,
}

#[component]
fn PropertyRow(props: &PropertyRowProps) -> Html {
    let lang = use_lang();
    let rename = {
        let test = props.value.test.clone();
        props.onchange.reform(move |name: String| PropertyTest { name, test: test.clone() })
    };
    let change = {
        let name = props.value.name.clone();
        props.onchange.reform(move |test: Test| PropertyTest { name: name.clone(), test })
    };
    let property = props.value.clone();
    let remove = props.on_remove.reform(move |_: MouseEvent| property.clone());
    html! {
        <div class="rule">
            <Field bare=true label={lang.say(r::PROPERTY)} placeholder={lang.say(r::PROPERTY)} value={props.value.name.clone()} required=true onchange={rename} />
            <TestField value={props.value.test.clone()} onchange={change} />
            <button type="button" class="quiet icon" aria-label={lang.say(r::REMOVE_PROPERTY)} onclick={remove}>{ "×" }</button>
        </div>
    }
}
