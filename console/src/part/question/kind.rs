//! The fields that only some kinds of question have.
//!
//! Deliberately absent: options; those are in [`super::choices`].

use super::choices::ChoiceFields;
use crate::app::use_lang;
use crate::part::field::{Choice, Field, Switch};
use crate::part::number::NumberField;
use crate::part::words::TextFields;
use crate::text::{Lang, content as c};
use shared::content::Link;
use shared::content::survey::{CesScale, Look, QuestionKind};
use shared::text::Text;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct KindProps {
    /// The kind.
    pub value: QuestionKind,
    /// The changed kind.
    pub onchange: Callback<QuestionKind>,
    /// Where it is, for advice.
    pub at: AttrValue,
}

/// The fields.
#[component]
pub fn KindFields(props: &KindProps) -> Html {
    let lang = use_lang();
    let put = &props.onchange;
    match props.value.clone() {
        QuestionKind::Nps { low, high } => {
            let put = put.reform(|(low, high)| QuestionKind::Nps { low, high });
            ends(lang, &low, &high, &put)
        }
        QuestionKind::Ces { scale, low, high } => html! {
            <>
                { ces_scale(lang, scale, (&low, &high), put) }
                { ends(lang, &low, &high, &put.reform(move |(low, high)| QuestionKind::Ces { scale, low, high })) }
            </>
        },
        QuestionKind::Csat { look, low, high } => {
            let relook = {
                let (low, high) = (low.clone(), high.clone());
                put.reform(move |look| QuestionKind::Csat { look, low: low.clone(), high: high.clone() })
            };
            html! {
                <>
                    { looks(lang, look, true, &relook) }
                    { ends(lang, &low, &high, &put.reform(move |(low, high)| QuestionKind::Csat { look, low, high })) }
                </>
            }
        }
        QuestionKind::Rating { points, look, low, high } => rating(lang, points, look, (low, high), put),
        kind @ (QuestionKind::Single { .. } | QuestionKind::Multiple { .. }) => {
            html! { <ChoiceFields value={kind} onchange={put.clone()} at={props.at.clone()} /> }
        }
        QuestionKind::Open { placeholder, max_length } => open(lang, placeholder, max_length, put),
        QuestionKind::Action(link) => html! { <LinkFields value={link} onchange={put.reform(QuestionKind::Action)} /> },
        QuestionKind::Thanks => Html::default(),
    }
}

/// The words at both ends of a scale.
fn ends(lang: Lang, low: &Text, high: &Text, put: &Callback<(Text, Text)>) -> Html {
    let put_low = {
        let high = high.clone();
        put.reform(move |low| (low, high.clone()))
    };
    let put_high = {
        let low = low.clone();
        put.reform(move |high| (low.clone(), high))
    };
    html! {
        <>
            <TextFields label={lang.say(c::LOW)} value={low.clone()} onchange={put_low} />
            <TextFields label={lang.say(c::HIGH)} value={high.clone()} onchange={put_high} hint={lang.say(c::ENDS_HINT)} />
        </>
    }
}

fn ces_scale(lang: Lang, scale: CesScale, (low, high): (&Text, &Text), put: &Callback<QuestionKind>) -> Html {
    let options: Vec<(AttrValue, AttrValue)> =
        vec![("seven".into(), lang.say(c::SCALE_SEVEN).into()), ("five".into(), lang.say(c::SCALE_FIVE).into())];
    let (low, high) = (low.clone(), high.clone());
    let choose = put.reform(move |name: String| QuestionKind::Ces {
        scale: if name == "five" { CesScale::Five } else { CesScale::Seven },
        low: low.clone(),
        high: high.clone(),
    });
    let value = if scale == CesScale::Five { "five" } else { "seven" };
    html! { <Choice label={lang.say(c::SCALE)} {value} {options} onchange={choose} /> }
}

fn looks(lang: Lang, look: Look, faces: bool, put: &Callback<Look>) -> Html {
    let mut options: Vec<(AttrValue, AttrValue)> =
        vec![("numbers".into(), lang.say(c::LOOK_NUMBERS).into()), ("stars".into(), lang.say(c::LOOK_STARS).into())];
    if faces {
        options.push(("faces".into(), lang.say(c::LOOK_FACES).into()));
    }
    let value = match look {
        Look::Numbers => "numbers",
        Look::Stars => "stars",
        Look::Faces => "faces",
    };
    let choose = put.reform(|name: String| match name.as_str() {
        "stars" => Look::Stars,
        "faces" => Look::Faces,
        _ => Look::Numbers,
    });
    html! { <Choice label={lang.say(c::LOOK)} {value} {options} onchange={choose} /> }
}

fn rating(lang: Lang, points: u8, look: Look, (low, high): (Text, Text), put: &Callback<QuestionKind>) -> Html {
    let words = (low.clone(), high.clone());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 2 to 10")]
    let put_points = put.reform(move |n: f64| {
        let points = n as u8;
        // Faces are drawn for five points only.
        let look = if points == 5 || look != Look::Faces { look } else { Look::Numbers };
        QuestionKind::Rating { points, look, low: words.0.clone(), high: words.1.clone() }
    });
    let words = (low.clone(), high.clone());
    let put_look =
        put.reform(move |look| QuestionKind::Rating { points, look, low: words.0.clone(), high: words.1.clone() });
    html! {
        <>
            <div class="row">
                <NumberField label={lang.say(c::SCALE)} value={f64::from(points)} min=2.0 max=10.0 onchange={put_points} />
                { looks(lang, look, points == 5, &put_look) }
            </div>
            { ends(lang, &low, &high, &put.reform(move |(low, high)| QuestionKind::Rating { points, look, low, high })) }
        </>
    }
}

fn open(lang: Lang, placeholder: Text, max_length: u16, put: &Callback<QuestionKind>) -> Html {
    let put_placeholder = put.reform(move |placeholder| QuestionKind::Open { placeholder, max_length });
    let words = placeholder.clone();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 1 to 5000")]
    let put_length = put.reform(move |n: f64| QuestionKind::Open { placeholder: words.clone(), max_length: n as u16 });
    html! {
        <>
            <TextFields label={lang.say(c::PLACEHOLDER)} value={placeholder} onchange={put_placeholder} />
            <NumberField label={lang.say(c::MAX_LENGTH)} value={f64::from(max_length)} min=1.0 max=5000.0 onchange={put_length} />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub struct LinkProps {
    /// The link.
    pub value: Link,
    /// The changed link.
    pub onchange: Callback<Link>,
}

/// A labelled link.
#[component]
pub fn LinkFields(props: &LinkProps) -> Html {
    let lang = use_lang();
    let link = &props.value;
    let (one, two, three) = (link.clone(), link.clone(), link.clone());
    html! {
        <>
            <TextFields label={lang.say(c::ACTION_LABEL)} value={link.label.clone()}
                onchange={props.onchange.reform(move |label| Link { label, ..one.clone() })} />
            <Field label={lang.say(c::ACTION_URL)} value={link.url.clone()} hint={lang.say(c::ACTION_URL_HINT)}
                onchange={props.onchange.reform(move |url| Link { url, ..two.clone() })} />
            <Switch label={lang.say(c::NEW_TAB)} on={link.new_tab}
                onchange={props.onchange.reform(move |new_tab| Link { new_tab, ..three.clone() })} />
        </>
    }
}
