//! What is made once and used for every display: our element, its shadow root and style sheets, and the application in it.
//!
//! Yew never takes the listeners off the root of an application, so one made for each display would stay in memory for ever,
//! with everything around it. Deliberately absent: where it is put and what is drawn in it.

use crate::view::{Card, CardProps, Scene};
use js_sys::Array;
use shared::theme::Appearance;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, Document, Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};
use yew::AppHandle;

/// The element's id; the loader removes the element by it should the engine die.
const ID: &str = "waymark-host";

thread_local! {
    /// The one that is not in use.
    static IDLE: RefCell<Option<Shell>> = const { RefCell::new(None) };
}

/// Our element with all that is in it.
pub(super) struct Shell {
    pub(super) element: HtmlElement,
    pub(super) root: ShadowRoot,
    /// Told to a screen reader.
    pub(super) status: Element,
    /// The theme's style sheet, and what it was filled with.
    rules: CssStyleSheet,
    appearance: Option<Rc<Appearance>>,
    stage: Element,
    card: Option<AppHandle<Card>>,
}

impl Shell {
    /// The one there is, or else a new one; `None` where the browser does not let us.
    pub(super) fn take(document: &Document) -> Option<Self> {
        IDLE.take().or_else(|| Self::new(document))
    }

    fn new(document: &Document) -> Option<Self> {
        let element: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
        element.set_id(ID);
        let root = element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok()?;
        let (rules, look) = (CssStyleSheet::new().ok()?, CssStyleSheet::new().ok()?);
        // The sheet has no comments, which every page would load. Steps are placed by the pointer; until then, and while their
        // target cannot be seen, they cannot either. The line that says "saved" is there before it is written, so that nothing
        // moves from under the pointer when a point is chosen.
        look.replace_sync(include_str!("../../../style.css")).ok()?;
        // The theme comes last: its scheme stands against the reset in the other.
        root.set_adopted_style_sheets(&Array::of2(&look, &rules));
        let (stage, status) = (document.create_element("div").ok()?, document.create_element("div").ok()?);
        status.set_class_name("unseen");
        status.set_attribute("role", "status").ok()?;
        root.append_child(&stage).ok()?;
        root.append_child(&status).ok()?;
        Some(Self { element, root, status, rules, appearance: None, stage, card: None })
    }

    /// Dresses it in the theme of what is displayed.
    pub(super) fn dress(&mut self, scene: &Scene) {
        if self.appearance.as_ref() != Some(&scene.appearance) {
            let _ = self.rules.replace_sync(&scene.appearance.sheet);
            self.appearance = Some(Rc::clone(&scene.appearance));
        }
    }

    /// Draws.
    pub(super) fn draw(&mut self, props: CardProps) {
        match &mut self.card {
            Some(card) => card.update(props),
            none => {
                let stage = self.stage.clone();
                *none = Some(yew::Renderer::<Card>::with_root_and_props(stage, props).render());
            }
        }
    }

    /// Out of the page, empty and without a trace of what was displayed.
    pub(super) fn put_away(mut self) {
        self.element.remove();
        self.draw(CardProps::default());
        self.status.set_text_content(None);
        for name in ["style", "popover", "data-points", "data-inline"] {
            let _ = self.element.remove_attribute(name);
        }
        IDLE.set(Some(self));
    }
}
