//! What is asked: languages, questions, going back, help after a low effort answer, privacy.
//!
//! Deliberately absent: single questions; those are in `part::question`.

use super::draft::Edit;
use super::languages::Languages;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::{Choice, Switch};
use crate::part::help::HelpFields;
use crate::part::question::Questions;
use crate::part::words::TextFields;
use crate::text::{Lang, content as c};
use shared::content::survey::{Privacy, PrivacyMode, Question};
use shared::content::{Body, Content};
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

/// The section.
#[component]
pub fn SurveyFields(props: &SurveyProps) -> Html {
    let lang = use_lang();
    let Body::Survey(survey) = &props.content.body else { return Html::default() };
    let edit = &props.edit;
    html! {
        <>
            <Languages add={props.add_locale.clone()} />
            <Questions value={Rc::new(survey.questions.clone())}
                onchange={edit.in_survey(|survey, list: Vec<Question>| survey.questions = list)} />
            <AdviceAt exact=true at="body.survey.questions" />
            <AdviceAt exact=true at="body.survey" />
            <Switch label={lang.say(c::BACK)} on={survey.back} onchange={edit.in_survey(|survey, on| survey.back = on)} />
            <HelpFields value={survey.help.clone()} at="body.survey.help"
                onchange={edit.in_survey(|survey, help| survey.help = help)} />
            { privacy_fields(lang, &survey.privacy, edit) }
        </>
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
    let choose = edit.in_survey(|survey, name: String| {
        survey.privacy.mode = match name.as_str() {
            "confidential" => PrivacyMode::Confidential,
            "anonymous" => PrivacyMode::Anonymous,
            _ => PrivacyMode::Identified,
        };
    });
    html! {
        <div class="block">
            <Choice label={lang.say(c::PRIVACY)} {value} {options} onchange={choose} />
            <TextFields label={lang.say(c::PRIVACY_READERS)} value={privacy.readers.clone()}
                onchange={edit.in_survey(|survey, text: Text| survey.privacy.readers = text)} />
            <TextFields label={lang.say(c::PRIVACY_PURPOSE)} value={privacy.purpose.clone()} hint={lang.say(c::PRIVACY_HINT)}
                onchange={edit.in_survey(|survey, text: Text| survey.privacy.purpose = text)} />
            <AdviceAt at="body.survey.privacy" />
        </div>
    }
}
