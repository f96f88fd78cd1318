//! What is asked: languages, questions, going back, help after a low effort answer, privacy.
//!
//! Deliberately absent: single questions; those are in `part::question`.

use super::draft::Edit;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::{Choice, Field, Switch, submit};
use crate::part::number::NumberField;
use crate::part::question::{LinkFields, Questions};
use crate::part::words::{Locales, TextFields};
use crate::text::{Lang, content as c, locale_name};
use shared::content::survey::{Help, Privacy, PrivacyMode, Question, Survey};
use shared::content::{Body, Content, Link};
use shared::text::Text;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct SurveyProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
    /// Writes one more language.
    pub add_locale: Callback<String>,
}

fn survey_of(content: &mut Content) -> &mut Survey {
    let Body::Survey(survey) = &mut content.body;
    survey
}

/// The section.
#[component]
pub fn SurveyFields(props: &SurveyProps) -> Html {
    let lang = use_lang();
    let Body::Survey(survey) = &props.content.body;
    let edit = &props.edit;
    html! {
        <>
            <Languages add={props.add_locale.clone()} />
            <Questions value={Rc::new(survey.questions.clone())}
                onchange={edit.with(|content, list: Vec<Question>| survey_of(content).questions = list)} />
            <AdviceAt exact=true at="body.survey.questions" />
            <AdviceAt exact=true at="body.survey" />
            <Switch label={lang.say(c::BACK)} on={survey.back} onchange={edit.with(|content, on| survey_of(content).back = on)} />
            { help_fields(lang, survey.help.as_ref(), edit) }
            { privacy_fields(lang, &survey.privacy, edit) }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct LanguagesProps {
    add: Callback<String>,
}

/// The languages being written, and one more.
#[component]
fn Languages(props: &LanguagesProps) -> Html {
    let lang = use_lang();
    let locales = use_context::<Locales>().map(|locales| locales.0).unwrap_or_default();
    let tag = use_state_eq(String::new);
    let open = use_state_eq(|| false);
    let onsubmit = {
        let (tag, open, add) = (tag.clone(), open.setter(), props.add.clone());
        submit(move || {
            let wanted = tag.trim().to_owned();
            if !wanted.is_empty() && wanted.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                add.emit(wanted);
                tag.set(String::new());
                open.set(false);
            }
        })
    };
    let unfold = {
        let open = open.setter();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let typed = {
        let tag = tag.setter();
        Callback::from(move |text: String| tag.set(text))
    };
    html! {
        <div class="languages">
            <span class="hint">{ lang.say(c::LANGUAGES) }{ ": " }
                { locales.iter().map(|tag| locale_name(tag)).collect::<Vec<_>>().join(lang.comma()) }</span>
            if *open {
                <form {onsubmit} class="row">
                    <Field label={lang.say(c::LANGUAGE_TAG)} value={(*tag).clone()} onchange={typed} class="narrow" />
                    <button class="small">{ lang.say(c::LANGUAGE_ADD) }</button>
                </form>
            } else {
                <button type="button" class="quiet small" onclick={unfold}>{ lang.say(c::LANGUAGE_ADD) }</button>
            }
        </div>
    }
}

fn help_fields(lang: Lang, help: Option<&Help>, edit: &Edit) -> Html {
    let toggle = edit.with(|content, on: bool| {
        survey_of(content).help = on.then(|| Help {
            at_most: 3,
            text: Text::default(),
            link: Link { label: Text::default(), url: "https://".to_owned(), new_tab: true },
        });
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 1 to 7")]
    let at_most = edit.with(|content, n: f64| {
        if let Some(help) = survey_of(content).help.as_mut() {
            help.at_most = n as u8;
        }
    });
    let text = edit.with(|content, text: Text| {
        if let Some(help) = survey_of(content).help.as_mut() {
            help.text = text;
        }
    });
    let link = edit.with(|content, link: Link| {
        if let Some(help) = survey_of(content).help.as_mut() {
            help.link = link;
        }
    });
    html! {
        <div class="block">
            <Switch label={lang.say(c::HELP)} on={help.is_some()} onchange={toggle} />
            if let Some(help) = help {
                <NumberField label={lang.say(c::HELP_AT_MOST)} value={f64::from(help.at_most)} min=1.0 max=7.0 onchange={at_most} />
                <TextFields label={lang.say(c::HELP_TEXT)} value={help.text.clone()} onchange={text} at="body.survey.help.text" />
                <LinkFields value={help.link.clone()} onchange={link} />
                <AdviceAt at="body.survey.help.link" />
            }
        </div>
    }
}

fn privacy_fields(lang: Lang, privacy: &Privacy, edit: &Edit) -> Html {
    let options: Vec<(AttrValue, AttrValue)> = vec![
        ("identified".into(), lang.say(c::PRIVACY_IDENTIFIED).into()),
        ("confidential".into(), lang.say(c::PRIVACY_CONFIDENTIAL).into()),
        ("anonymous".into(), lang.say(c::PRIVACY_ANONYMOUS).into()),
    ];
    let value = match privacy.mode {
        PrivacyMode::Identified => "identified",
        PrivacyMode::Confidential => "confidential",
        PrivacyMode::Anonymous => "anonymous",
    };
    let choose = edit.with(|content, name: String| {
        survey_of(content).privacy.mode = match name.as_str() {
            "confidential" => PrivacyMode::Confidential,
            "anonymous" => PrivacyMode::Anonymous,
            _ => PrivacyMode::Identified,
        };
    });
    html! {
        <div class="block">
            <Choice label={lang.say(c::PRIVACY)} {value} {options} onchange={choose} />
            <TextFields label={lang.say(c::PRIVACY_READERS)} value={privacy.readers.clone()}
                onchange={edit.with(|content, text: Text| survey_of(content).privacy.readers = text)} />
            <TextFields label={lang.say(c::PRIVACY_PURPOSE)} value={privacy.purpose.clone()} hint={lang.say(c::PRIVACY_HINT)}
                onchange={edit.with(|content, text: Text| survey_of(content).privacy.purpose = text)} />
            <AdviceAt at="body.survey.privacy" />
        </div>
    }
}
