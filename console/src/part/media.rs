//! The picture or video of a step or an article.
//!
//! Deliberately absent: uploading. Files stay where the host serves them, so that its page's policy allows them.

use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::field::{Field, Switch};
use crate::part::number::OptionalNumberField;
use crate::part::words::TextFields;
use crate::text::steps as t;
use shared::content::tour::Media;
use shared::text::Text;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct MediaProps {
    /// The picture or video, if there is one.
    pub value: Option<Media>,
    /// The changed one.
    pub onchange: Callback<Option<Media>>,
    /// Where in the content it is, for advice.
    pub at: AttrValue,
}

fn fresh() -> Media {
    Media { url: "https://".to_owned(), alt: Text::default(), video: false, width: None, height: None }
}

/// The fields.
#[component]
pub fn MediaFields(props: &MediaProps) -> Html {
    let lang = use_lang();
    html! {
        <div class="block">
            <Switch label={lang.say(t::MEDIA)} on={props.value.is_some()} onchange={props.onchange.reform(|on: bool| on.then(fresh))} />
            if let Some(media) = &props.value {
                <Shown value={media.clone()} onchange={props.onchange.reform(Some)} at={props.at.clone()} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    value: Media,
    onchange: Callback<Media>,
    at: AttrValue,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let lang = use_lang();
    let media = &props.value;
    let edit = |change: fn(&mut Media, Option<f64>)| {
        let media = media.clone();
        props.onchange.reform(move |n: Option<f64>| {
            let mut media = media.clone();
            change(&mut media, n);
            media
        })
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 10000")]
    let width = edit(|media, n| media.width = n.map(|n| n as u16));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the field bounds it to 10000")]
    let height = edit(|media, n| media.height = n.map(|n| n as u16));
    let (one, two, three) = (media.clone(), media.clone(), media.clone());
    html! {
        <>
            <Field label={lang.say(t::MEDIA_URL)} value={media.url.clone()} hint={lang.say(t::MEDIA_URL_HINT)}
                onchange={props.onchange.reform(move |url| Media { url, ..one.clone() })} />
            <TextFields label={lang.say(t::MEDIA_ALT)} value={media.alt.clone()} hint={lang.say(t::MEDIA_ALT_HINT)}
                onchange={props.onchange.reform(move |alt| Media { alt, ..two.clone() })} />
            <Switch label={lang.say(t::MEDIA_VIDEO)} on={media.video} onchange={props.onchange.reform(move |video| Media { video, ..three.clone() })} />
            <div class="row">
                <OptionalNumberField label={lang.say(t::MEDIA_WIDTH)} value={media.width.map(f64::from)} min=1.0 max=10000.0 onchange={width} />
                <OptionalNumberField label={lang.say(t::MEDIA_HEIGHT)} value={media.height.map(f64::from)} min=1.0 max=10000.0 onchange={height} />
            </div>
            <p class="hint">{ lang.say(t::MEDIA_SIZE_HINT) }</p>
            <AdviceAt at={props.at.clone()} />
        </>
    }
}
