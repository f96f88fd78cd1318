//! Help that is offered in the same card after a low CES answer.
//!
//! Deliberately absent: who helps; the link leads there.

use super::advice::AdviceAt;
use super::field::Switch;
use super::number::NumberField;
use super::question::LinkFields;
use super::words::TextFields;
use crate::app::use_lang;
use crate::text::content as c;
use shared::content::Link;
use shared::content::survey::Help;
use shared::text::Text;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// The help; `None` offers none.
    pub value: Option<Help>,
    /// The changed help.
    pub onchange: Callback<Option<Help>>,
    /// Where in the content it is, for advice.
    pub at: AttrValue,
}

fn fresh() -> Help {
    let link = Link { label: Text::default(), url: "https://".to_owned(), new_tab: true };
    Help { at_most: 3, text: Text::default(), link }
}

/// The fields.
#[component]
pub fn HelpFields(props: &HelpProps) -> Html {
    let lang = use_lang();
    let help = props.value.clone().unwrap_or_else(fresh);
    let (one, two, three) = (help.clone(), help.clone(), help.clone());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 1 to 7")]
    let at_most = props.onchange.reform(move |n: f64| Some(Help { at_most: n as u8, ..one.clone() }));
    html! {
        <div class="block">
            <Switch label={lang.say(c::HELP)} on={props.value.is_some()}
                onchange={props.onchange.reform(|on: bool| on.then(fresh))} />
            if props.value.is_some() {
                <NumberField label={lang.say(c::HELP_AT_MOST)} value={f64::from(help.at_most)} min=1.0 max=7.0 onchange={at_most} />
                <TextFields label={lang.say(c::HELP_TEXT)} value={help.text} at={format!("{}.text", props.at)}
                    onchange={props.onchange.reform(move |text| Some(Help { text, ..two.clone() }))} />
                <LinkFields value={help.link} onchange={props.onchange.reform(move |link| Some(Help { link, ..three.clone() }))} />
                <AdviceAt at={format!("{}.link", props.at)} />
            }
        </div>
    }
}
