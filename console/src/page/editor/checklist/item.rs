//! All fields of one item of a checklist.
//!
//! Deliberately absent: what makes it done; that is [`super::done`].

use super::done::DoneFields;
use crate::app::use_lang;
use crate::part::action::ActionField;
use crate::part::advice::AdviceAt;
use crate::part::field::Switch;
use crate::part::key::OwnKeyField;
use crate::part::words::TextFields;
use crate::text::{Lang, content as c, launcher as l};
use shared::content::checklist::Item;
use shared::id::ItemKey;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OneItemProps {
    /// All items.
    pub all: Rc<Vec<Item>>,
    /// Which of them.
    pub place: usize,
    /// The changed item.
    pub onchange: Callback<Item>,
}

/// Changes one item: what every part of its editor is given.
#[derive(Clone, PartialEq)]
pub struct ItemEdit {
    /// As it stands.
    pub item: Rc<Item>,
    /// The changed item.
    pub onchange: Callback<Item>,
}

impl ItemEdit {
    /// A callback that takes a value and puts it where `change` says.
    pub fn with<V: 'static>(&self, change: fn(&mut Item, V)) -> Callback<V> {
        let item = self.item.clone();
        self.onchange.reform(move |value: V| {
            let mut item = (*item).clone();
            change(&mut item, value);
            item
        })
    }
}

/// The fields.
#[component]
pub fn OneItem(props: &OneItemProps) -> Html {
    let lang = use_lang();
    let Some(item) = props.all.get(props.place) else { return Html::default() };
    let edit = ItemEdit { item: Rc::new(item.clone()), onchange: props.onchange.clone() };
    let at = format!("body.checklist.items[{}]", props.place);
    html! {
        <div class="question-body">
            <TextFields label={lang.say(l::ITEM_TITLE)} value={item.title.clone()} at={format!("{at}.title")}
                onchange={edit.with(|item, text| item.title = text)} />
            <TextFields label={lang.say(l::ITEM_TEXT)} value={item.text.clone()} at={format!("{at}.text")} rows=2
                hint={lang.say(c::QUESTION_DESCRIPTION_HINT)} onchange={edit.with(|item, text| item.text = text)} />
            <DoneFields edit={edit.clone()} at={at.clone()} />
            <fieldset class="block">
                <legend>{ lang.say(l::ITEM_BUTTON) }</legend>
                <ActionField optional=true value={item.action.clone()} onchange={edit.with(|item, action| item.action = action)} />
                <AdviceAt at={format!("{at}.action")} />
            </fieldset>
            if props.all.len() > 1 { { after(lang, props, &edit) } }
            <AdviceAt at={format!("{at}.after")} />
            { key_field(lang, props, &edit) }
            <AdviceAt at={format!("{at}.key")} />
            <AdviceAt exact=true {at} />
        </div>
    }
}

/// What it waits for: any of the others.
fn after(lang: Lang, props: &OneItemProps, edit: &ItemEdit) -> Html {
    let put = edit.with(|item, (key, on): (ItemKey, bool)| {
        item.after.retain(|other| *other != key);
        item.after.extend(on.then_some(key));
    });
    let others = props.all.iter().enumerate().filter(|(n, _)| *n != props.place);
    html! {
        <fieldset class="block">
            <legend>{ lang.say(l::AFTER) }</legend>
            <div class="switches">
                for (n, other) in others {
                    <Switch key={other.key.to_string()} label={format!("{} · {}", n + 1, named(lang, other))} on={edit.item.after.contains(&other.key)}
                        onchange={let key = other.key.clone(); put.reform(move |on: bool| (key.clone(), on))} />
                }
            </div>
            <p class="hint">{ lang.say(l::AFTER_HINT) }</p>
        </fieldset>
    }
}

fn named(lang: Lang, item: &Item) -> String {
    let title = lang.pick(&item.title);
    if title.is_empty() { item.key.to_string() } else { title }
}

fn key_field(lang: Lang, props: &OneItemProps, edit: &ItemEdit) -> Html {
    let others = props.all.iter().enumerate().filter(|(n, _)| *n != props.place);
    let taken: Vec<String> = others.map(|(_, item)| item.key.to_string()).collect();
    let rekey = edit.with(|item, key: String| {
        if let Ok(key) = ItemKey::new(key) {
            item.key = key;
        }
    });
    html! {
        <OwnKeyField value={edit.item.key.to_string()} taken={Rc::new(taken)} hint={lang.say(l::ITEM_KEY_HINT)} onchange={rekey} />
    }
}
