//! What the resource centre calls: finding articles and opening one. `text/plain` JSON, as everything that pages send.
//!
//! Deliberately absent: recording. What was read is told by the page as an event, like everything that happens there.

use super::page_admission::{admitted, bucket, signed, subject};
use super::page_body::{Page, page_body};
use super::public::{finish, parse, wanted};
use crate::catalog::Served;
use crate::clock;
use crate::error::ApiError;
use crate::session::Reader;
use crate::state::App;
use crate::store::profile::{Known, Wanted};
use axum::extract::{Request, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::content::tour::Media;
use shared::content::{Article, Body};
use shared::event::Who;
use shared::id::CompanyId;
use shared::session::{ArticleAnswer, ArticleRequest, SearchAnswer, SearchRequest};
use shared::text::{DEFAULT_LOCALE, Text};
use shared::time::Timestamp;
use std::sync::Arc;

/// `POST /v1/search`: articles for this person that fit a query.
pub async fn search(State(app): State<Arc<App>>, request: Request) -> Response {
    let page = page_body(&app, request).await;
    let origin = page.origin.clone();
    finish(origin, find(&app, page).await)
}

/// `POST /v1/article`: one of them.
pub async fn article(State(app): State<Arc<App>>, request: Request) -> Response {
    let page = page_body(&app, request).await;
    let origin = page.origin.clone();
    finish(origin, open(&app, page).await)
}

async fn find(app: &Arc<App>, page: Page) -> Result<SearchAnswer, ApiError> {
    let now = clock::now();
    let body = page.body?;
    let request: SearchRequest = parse(&body)?;
    let served = admitted(app, &request.key, page.origin.as_ref())?;
    let (known, bucket) = who(app, &served, &request.who, request.token.as_deref(), now).await?;
    let said = (&request.traits, &request.company_traits);
    let reader = Reader::new((now, &served), (&request.locale, request.device), bucket, known, said);
    let may_find = |key: &_| served.published(key).is_some_and(|published| reader.may_read(published));
    let hits = served.articles.find(&request.query, &request.locale, may_find);
    Ok(SearchAnswer { found: encoded(&hits) })
}

async fn open(app: &Arc<App>, page: Page) -> Result<ArticleAnswer, ApiError> {
    let now = clock::now();
    let body = page.body?;
    let request: ArticleRequest = parse(&body)?;
    let served = admitted(app, &request.key, page.origin.as_ref())?;
    let (known, bucket) = who(app, &served, &request.who, request.token.as_deref(), now).await?;
    let said = (&request.traits, &request.company_traits);
    let reader = Reader::new((now, &served), (&request.locale, request.device), bucket, known, said);
    let published = served.published(&request.article).filter(|published| reader.may_read(published));
    let published = published.ok_or_else(|| ApiError::not_found("article"))?;
    let Body::Article(article) = &published.content.body else { return Err(ApiError::not_found("article")) };
    Ok(ArticleAnswer { article: encoded(&nearest(article, &request.locale)), version: published.version })
}

/// What is stored of whoever asks, and what their shares are drawn by.
async fn who(
    app: &App,
    served: &Served,
    who: &Who,
    token: Option<&str>,
    now: Timestamp,
) -> Result<(Known, String), ApiError> {
    signed(served, who, token, now)?;
    let company = who.company_id.as_ref().map(CompanyId::as_str);
    let known = match &subject(app, served, who).await? {
        Some(subject) => app.profiles.known(Wanted { lists: false, ..wanted(served, subject, company) }).await?,
        None => Known::default(),
    };
    let place = (&*served.workspace, &*served.environment);
    let bucket = bucket(app, place, who, company, known.bucket.as_deref());
    Ok((known, bucket))
}

/// The article in the locale nearest to this one.
fn nearest(article: &Article, locale: &str) -> Article {
    let one = |text: &Text| {
        let picked = text.pick(locale, &[DEFAULT_LOCALE]);
        picked.map_or_else(Text::default, |picked| Text::from([picked]))
    };
    Article {
        title: one(&article.title),
        text: one(&article.text),
        media: article.media.as_ref().map(|media| Media { alt: one(&media.alt), ..media.clone() }),
        keywords: Text::default(),
    }
}

/// Postcard of a value of our own types, in base64.
fn encoded(value: &impl serde::Serialize) -> String {
    STANDARD.encode(postcard::to_allocvec(value).expect("our own types can be encoded"))
}
