//! The element a step is displayed beside or in.
//!
//! Deliberately absent: a check that it is there; only the host's page knows, and the results tell when it was not.

use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::number::{ListField, NumberField};
use crate::part::words::TextFields;
use crate::text::steps as t;
use shared::content::tour::Target;
use shared::text::Text;
use yew::prelude::*;

/// A target that is still to be named.
pub fn fresh_target() -> Target {
    Target { selectors: vec!["[data-tour=\"example\"]".to_owned()], text: Text::default(), nth: 0 }
}

#[derive(Properties, PartialEq)]
pub struct TargetProps {
    /// The target.
    pub value: Target,
    /// The changed target.
    pub onchange: Callback<Target>,
    /// Where in the content it is, for advice.
    pub at: AttrValue,
}

/// The fields.
#[component]
pub fn TargetFields(props: &TargetProps) -> Html {
    let lang = use_lang();
    let target = &props.value;
    let (one, two, three) = (target.clone(), target.clone(), target.clone());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 1 to 1000")]
    let nth = props.onchange.reform(move |n: f64| Target { nth: n as u16 - 1, ..three.clone() });
    let refined = !target.text.is_empty() || target.nth > 0;
    html! {
        <>
            <ListField lines=true label={lang.say(t::SELECTORS)} values={target.selectors.clone()} hint={lang.say(t::SELECTORS_HINT)}
                onchange={props.onchange.reform(move |selectors| Target { selectors, ..one.clone() })} />
            <AdviceAt at={props.at.clone()} />
            <details open={refined}>
                <summary class="hint">{ lang.say(t::TARGET_MORE) }</summary>
                <div class="block">
                    <TextFields label={lang.say(t::TARGET_TEXT)} value={target.text.clone()} hint={lang.say(t::TARGET_TEXT_HINT)}
                        onchange={props.onchange.reform(move |text| Target { text, ..two.clone() })} />
                    <NumberField label={lang.say(t::TARGET_NTH)} value={f64::from(target.nth) + 1.0} min=1.0 max=1000.0
                        hint={lang.say(t::TARGET_NTH_HINT)} onchange={nth} />
                </div>
            </details>
        </>
    }
}
