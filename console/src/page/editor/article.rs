//! What an article says and by which words it is found.
//!
//! Deliberately absent: a place for it. It is found by searching, or led to.

use super::draft::Edit;
use super::languages::Languages;
use crate::app::use_lang;
use crate::part::advice::AdviceAt;
use crate::part::media::MediaFields;
use crate::part::words::TextFields;
use crate::text::{content as c, launcher as l};
use shared::content::{Body, Content};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ArticleProps {
    /// The draft.
    pub content: Rc<Content>,
    /// Changes it.
    pub edit: Edit,
    /// Writes one more language.
    pub add_locale: Callback<String>,
}

/// The section.
#[component]
pub fn ArticleFields(props: &ArticleProps) -> Html {
    let lang = use_lang();
    let Body::Article(article) = &props.content.body else { return Html::default() };
    let (edit, at) = (&props.edit, "body.article");
    html! {
        <>
            <Languages add={props.add_locale.clone()} />
            <div class="step-alone">
                <TextFields label={lang.say(l::TITLE)} value={article.title.clone()} at={format!("{at}.title")}
                    onchange={edit.in_article(|article, text| article.title = text)} />
                <TextFields label={lang.say(l::ARTICLE_TEXT)} value={article.text.clone()} at={format!("{at}.text")} rows=8
                    hint={lang.say(c::QUESTION_DESCRIPTION_HINT)} onchange={edit.in_article(|article, text| article.text = text)} />
                <MediaFields value={article.media.clone()} at={format!("{at}.media")}
                    onchange={edit.in_article(|article, media| article.media = media)} />
                <TextFields label={lang.say(l::KEYWORDS)} value={article.keywords.clone()} hint={lang.say(l::KEYWORDS_HINT)}
                    onchange={edit.in_article(|article, text| article.keywords = text)} />
                <AdviceAt exact=true {at} />
            </div>
        </>
    }
}
