//! All fields of one question.
//!
//! Deliberately absent: fields that only some kinds have; those are in [`super::kind`].

use super::branches::Branches;
use super::kind::KindFields;
use super::{KINDS, fresh_kind, kind_name};
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::{Choice, Field, Switch};
use crate::part::words::TextFields;
use crate::text::{Lang, content as c, general as g};
use shared::content::survey::{Question, QuestionKind};
use shared::id::{QuestionKey, check_key};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OneQuestionProps {
    /// The question.
    pub value: Question,
    /// The changed question.
    pub onchange: Callback<Question>,
    /// Where it is, for advice.
    pub at: AttrValue,
    /// All questions of the survey with the place of this one; a question that is asked by itself has none.
    #[prop_or_default]
    pub among: Option<(Rc<Vec<Question>>, usize)>,
}

/// All fields of one question.
#[component]
pub fn OneQuestion(props: &OneQuestionProps) -> Html {
    let lang = use_lang();
    let question = &props.value;
    let at = &props.at;
    let key_typed = use_state_eq(|| None::<String>);
    let edit = edit_question(question, &props.onchange);
    let options = kinds(lang, props.among.is_some());
    let rekey = {
        let (typed, question, onchange) = (key_typed.setter(), question.clone(), props.onchange.clone());
        Callback::from(move |text: String| {
            if let Ok(key) = QuestionKey::new(text.as_str()) {
                onchange.emit(Question { key, ..question.clone() });
            }
            typed.set(Some(text));
        })
    };
    let key_shown = match &*key_typed {
        Some(typed) if check_key(typed).is_err() => typed.clone(),
        _ => question.key.to_string(),
    };
    let key_wrong = check_key(&key_shown).is_err();
    let branch_list = question.branches.clone();
    html! {
        <div class="question-body">
            <TextFields label={lang.say(c::QUESTION_TITLE)} value={question.title.clone()} at={format!("{at}.title")} rows=2
                onchange={edit.reform(|title| Box::new(move |q: &mut Question| q.title = title) as Change)} />
            <TextFields label={lang.say(c::QUESTION_DESCRIPTION)} value={question.description.clone()} at={format!("{at}.description")}
                hint={lang.say(c::QUESTION_DESCRIPTION_HINT)}
                onchange={edit.reform(|text| Box::new(move |q: &mut Question| q.description = text) as Change)} />
            <Choice label={lang.say(c::QUESTION_KIND)} value={kind_name(&question.kind)} {options}
                onchange={edit.reform(|name: String| Box::new(move |q: &mut Question| q.kind = fresh_kind(&name, &q.kind)) as Change)} />
            <KindFields value={question.kind.clone()} at={format!("{at}.kind")}
                onchange={edit.reform(|kind| Box::new(move |q: &mut Question| q.kind = kind) as Change)} />
            <AdviceAt at={format!("{at}.kind")} />
            if question.asks() {
                <Switch label={lang.say(c::QUESTION_REQUIRED)} on={question.required}
                    onchange={edit.reform(|on| Box::new(move |q: &mut Question| q.required = on) as Change)} />
                if sets_traits(&question.kind) || question.sets_trait.is_some() {
                    <Field label={lang.say(c::SETS_TRAIT)} value={question.sets_trait.clone().unwrap_or_default()} hint={lang.say(c::SETS_TRAIT_HINT)} class="narrow-text"
                        onchange={edit.reform(|name: String| Box::new(move |q: &mut Question| q.sets_trait = Some(name).filter(|name| !name.is_empty())) as Change)} />
                    <AdviceAt at={format!("{at}.sets_trait")} />
                }
                if let Some((all, place)) = &props.among {
                    <Branches value={branch_list} all={all.clone()} place={*place}
                        onchange={edit.reform(|list| Box::new(move |q: &mut Question| q.branches = list) as Change)} />
                    <AdviceAt at={format!("{at}.branches")} />
                }
            }
            <Field label={lang.say(g::KEY)} value={key_shown} onchange={rekey} hint={lang.say(c::QUESTION_KEY_HINT)} class="narrow-text"
                error={key_wrong.then(|| AttrValue::from(lang.say(g::KEY_WRONG)))} />
            <AdviceAt at={format!("{at}.key")} />
        </div>
    }
}

/// The kinds on offer; a question by itself is one that can be answered, since a step has words and buttons of its own.
fn kinds(lang: Lang, in_survey: bool) -> Vec<(AttrValue, AttrValue)> {
    let fits = |name: &str| in_survey || !matches!(name, "action" | "thanks");
    KINDS.iter().filter(|(name, _)| fits(name)).map(|(name, words)| ((*name).into(), lang.say(*words).into())).collect()
}

/// Whether an answer of this kind is a value that a trait can have.
fn sets_traits(kind: &QuestionKind) -> bool {
    !matches!(kind, QuestionKind::Open { .. } | QuestionKind::Action(_) | QuestionKind::Thanks)
}

/// One change of a question.
type Change = Box<dyn FnOnce(&mut Question)>;

fn edit_question(question: &Question, onchange: &Callback<Question>) -> Callback<Change> {
    let (question, onchange) = (question.clone(), onchange.clone());
    Callback::from(move |change: Change| {
        let mut question = question.clone();
        change(&mut question);
        onchange.emit(question);
    })
}
