//! The draft being edited: its state, its steps, and the copy the tab keeps until it is saved.
//!
//! Deliberately absent: requests; the room makes them and tells the outcome as a step.

use crate::api::Tagged;
use crate::browser;
use crate::text::Lang;
use shared::api::content::ContentDetail;
use shared::content::{Article, Body, Centre, Checklist, Content, Survey, Tour};
use shared::time::Timestamp;
use std::rc::Rc;
use yew::prelude::*;

/// A change of the draft.
pub type Change = Box<dyn FnOnce(&mut Content)>;

/// What happens to a draft.
pub enum Step {
    /// The member changed something.
    Change(Change),
    /// The collector has what was sent; what was typed meanwhile stays.
    Saved(Tagged<ContentDetail>, Rc<Content>),
    /// Somebody else's was loaded in its place.
    Loaded(Tagged<ContentDetail>),
    /// It was published or paused here: the saved draft may have a new tag.
    Settled(Tagged<ContentDetail>),
    /// Back to what is saved.
    Discard,
}

/// The draft with what is saved.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// As it stands.
    pub content: Rc<Content>,
    /// As the collector has it.
    pub saved: Rc<Content>,
    /// Names the state that is saved.
    pub tag: Option<String>,
    /// When it was last saved in this room.
    pub saved_at: Option<Timestamp>,
    /// When it was last saved before this room was opened.
    pub changed_at: Timestamp,
    /// Everything the collector last told of it.
    pub known: Rc<ContentDetail>,
    /// Whether it was begun in an earlier visit of this tab.
    pub restored: bool,
}

fn kept_name(key: &str) -> String {
    format!("draft.{key}")
}

/// Keeps an unsaved draft in the tab; takes a saved one away.
pub fn keep(content: &Content, changed: bool) {
    let text = changed.then(|| serde_json::to_string(content).ok()).flatten();
    browser::remember_in_tab(&kept_name(content.key.as_str()), text.as_deref());
}

impl Draft {
    /// The draft as it was left in this tab, else as the collector has it.
    pub fn open(opened: &Tagged<ContentDetail>) -> Self {
        let saved = Rc::new(opened.value.draft.clone());
        let kept = browser::recall_in_tab(&kept_name(saved.key.as_str()))
            .and_then(|text| serde_json::from_str::<Content>(&text).ok());
        let restored = kept.is_some();
        Self {
            content: kept.map_or_else(|| saved.clone(), Rc::new),
            saved,
            tag: opened.tag.clone(),
            saved_at: None,
            changed_at: opened.value.summary.changed_at,
            known: Rc::new(opened.value.clone()),
            restored,
        }
    }

    /// Takes what the collector has as what is saved.
    fn take(&mut self, detail: Tagged<ContentDetail>) {
        self.saved = Rc::new(detail.value.draft.clone());
        self.tag = detail.tag;
        self.known = Rc::new(detail.value);
    }

    /// Whether it was ever published.
    pub fn is_published(&self) -> bool {
        !self.known.versions.is_empty()
    }

    /// Whether it differs from what is saved.
    pub fn is_changed(&self) -> bool {
        self.content != self.saved
    }
}

impl Reducible for Draft {
    type Action = Step;

    fn reduce(self: Rc<Self>, step: Step) -> Rc<Self> {
        let mut next = (*self).clone();
        match step {
            Step::Change(change) => change(Rc::make_mut(&mut next.content)),
            Step::Saved(detail, sent) => {
                next.take(detail);
                if next.content == sent {
                    next.content = next.saved.clone();
                }
                next.saved_at = Some(browser::now());
                next.restored = false;
            }
            Step::Loaded(detail) => {
                next.take(detail);
                next.content = next.saved.clone();
                next.changed_at = next.known.summary.changed_at;
                (next.saved_at, next.restored) = (None, false);
            }
            Step::Settled(detail) => {
                next.tag = detail.tag.or(next.tag);
                next.known = Rc::new(detail.value);
            }
            Step::Discard => {
                next.content = next.saved.clone();
                next.restored = false;
            }
        }
        Rc::new(next)
    }
}

/// Changes the draft: what every section of the editor is given.
#[derive(Clone, PartialEq)]
pub struct Edit(UseReducerDispatcher<Draft>);

impl Edit {
    /// Changes this draft.
    pub fn new(draft: UseReducerDispatcher<Draft>) -> Self {
        Self(draft)
    }

    /// A callback that takes a value and puts it where `change` says.
    pub fn with<V: 'static>(&self, change: fn(&mut Content, V)) -> Callback<V> {
        let draft = self.0.clone();
        Callback::from(move |value: V| {
            draft.dispatch(Step::Change(Box::new(move |content: &mut Content| change(content, value))));
        })
    }

    /// The same within a part of the body; any other content stays as it is.
    fn within<B: 'static, V: 'static>(
        &self,
        part: fn(&mut Body) -> Option<&mut B>,
        change: fn(&mut B, V),
    ) -> Callback<V> {
        let draft = self.0.clone();
        Callback::from(move |value: V| {
            let change = move |content: &mut Content| {
                if let Some(part) = part(&mut content.body) {
                    change(part, value);
                }
            };
            draft.dispatch(Step::Change(Box::new(change)));
        })
    }

    /// The same within a survey.
    pub fn in_survey<V: 'static>(&self, change: fn(&mut Survey, V)) -> Callback<V> {
        self.within(|body| if let Body::Survey(survey) = body { Some(survey) } else { None }, change)
    }

    /// The same within a tour.
    pub fn in_tour<V: 'static>(&self, change: fn(&mut Tour, V)) -> Callback<V> {
        self.within(|body| if let Body::Tour(tour) = body { Some(tour) } else { None }, change)
    }

    /// The same within a checklist.
    pub fn in_checklist<V: 'static>(&self, change: fn(&mut Checklist, V)) -> Callback<V> {
        self.within(|body| if let Body::Checklist(list) = body { Some(list) } else { None }, change)
    }

    /// The same within a resource centre.
    pub fn in_centre<V: 'static>(&self, change: fn(&mut Centre, V)) -> Callback<V> {
        self.within(|body| if let Body::ResourceCentre(centre) = body { Some(centre) } else { None }, change)
    }

    /// The same within an article.
    pub fn in_article<V: 'static>(&self, change: fn(&mut Article, V)) -> Callback<V> {
        self.within(|body| if let Body::Article(article) = body { Some(article) } else { None }, change)
    }
}

/// The languages that are being written: those of the titles, both of the console's, and those just added.
pub fn written_locales(content: &Content, added: &[String], lang: Lang) -> Vec<String> {
    let own = if lang == Lang::Ja { ["ja", "en"] } else { ["en", "ja"] };
    let mut locales: Vec<String> = own.map(str::to_owned).into();
    let questions = content.body.questions().map(|question| &question.title);
    let titles = content.body.steps().iter().map(|step| &step.title).chain(questions);
    let own_title = match &content.body {
        Body::Checklist(list) => Some(&list.title),
        Body::ResourceCentre(centre) => Some(&centre.title),
        Body::Article(article) => Some(&article.title),
        _ => None,
    };
    let titles = titles.chain(own_title);
    for tag in titles.flat_map(|title| title.0.keys()).chain(added) {
        if !locales.contains(tag) {
            locales.push(tag.clone());
        }
    }
    locales
}
