//! A checklist: what it is called, what is to be done, whose list it is.
//!
//! Deliberately absent: how far anybody has come; that is in the results.

mod done;
mod item;
mod list;

use super::draft::Edit;
use super::languages::Languages;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::{Choice, Switch};
use crate::part::others::WithOthers;
use crate::part::words::TextFields;
use crate::text::{Lang, content as c, launcher as l};
use list::ItemList;
use shared::content::checklist::Item;
use shared::content::goal::Per;
use shared::content::{Body, Content};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ChecklistProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
    /// Writes one more language.
    pub add_locale: Callback<String>,
}

/// The section.
#[component]
pub fn ChecklistFields(props: &ChecklistProps) -> Html {
    let lang = use_lang();
    let Body::Checklist(list) = &props.content.body else { return Html::default() };
    let (edit, at) = (&props.edit, "body.checklist");
    html! {
        <WithOthers except={props.content.key.clone()}>
            <Languages add={props.add_locale.clone()} />
            <div class="step-alone">
                <TextFields label={lang.say(l::LIST_TITLE)} value={list.title.clone()} at={format!("{at}.title")}
                    onchange={edit.in_checklist(|list, text| list.title = text)} />
                <TextFields label={lang.say(l::LIST_TEXT)} value={list.text.clone()} at={format!("{at}.text")} rows=2
                    hint={lang.say(c::QUESTION_DESCRIPTION_HINT)} onchange={edit.in_checklist(|list, text| list.text = text)} />
                <ItemList value={Rc::new(list.items.clone())} onchange={edit.in_checklist(|list, items: Vec<Item>| list.items = items)} />
                <AdviceAt exact=true at={format!("{at}.items")} />
                <AdviceAt exact=true {at} />
                { per(lang, list.per, edit) }
                <Switch label={lang.say(l::OPENS)} hint={lang.say(l::OPENS_HINT)} on={list.opens}
                    onchange={edit.in_checklist(|list, on| list.opens = on)} />
                <TextFields label={lang.say(l::LIST_DONE)} value={list.done.clone()} at={format!("{at}.done")}
                    hint={lang.say(l::LIST_DONE_HINT)} onchange={edit.in_checklist(|list, text| list.done = text)} />
            </div>
        </WithOthers>
    }
}

/// Whose list it is.
fn per(lang: Lang, per: Per, edit: &Edit) -> Html {
    let options: Vec<(AttrValue, AttrValue)> =
        vec![("person".into(), lang.say(l::PER_PERSON).into()), ("company".into(), lang.say(l::PER_COMPANY).into())];
    let value = if per == Per::Company { "company" } else { "person" };
    let put = edit.in_checklist(|list, name: String| {
        list.per = if name == "company" { Per::Company } else { Per::Person };
    });
    html! { <Choice label={lang.say(l::PER)} {value} {options} onchange={put} /> }
}
