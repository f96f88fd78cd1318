//! What is open, focused and visible in the page, and JavaScript values as Rust ones. Reads only.

use super::bridge::Rendered;
use js_sys::{Array, JSON, Object, Reflect};
use shared::content::Kind;
use shared::id::{ContentKey, RunId, StepKey};
use shared::session::{Mark, Marks, Place};
use shared::time::Timestamp;
use shared::value::{Value, Values};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

/// Input types that take no text.
const NOT_TYPED: &str = "[type=button],[type=checkbox],[type=color],[type=file],[type=image],[type=radio],\
[type=range],[type=reset],[type=submit]";

/// The host's topmost modal dialog: a modal `<dialog>`, or what a library marks as modal and has the focus in.
pub fn open_dialog(document: &Document) -> Option<Element> {
    let focused = focused(document);
    if let Some(focused) = &focused
        && let Ok(Some(dialog)) = focused.closest("dialog:modal")
    {
        return Some(dialog);
    }
    let dialogs = document.query_selector_all("dialog:modal").ok()?;
    if let Some(last) = dialogs.length().checked_sub(1) {
        return dialogs.get(last)?.dyn_into().ok();
    }
    let marked = focused?.closest("[aria-modal=true]").ok()??;
    is_visible(&marked).then_some(marked)
}

/// The element that has the focus, looked up through open shadow roots.
pub fn focused(document: &Document) -> Option<Element> {
    let mut focused = document.active_element()?;
    while let Some(inner) = focused.shadow_root().and_then(|root| root.active_element()) {
        focused = inner;
    }
    Some(focused)
}

/// Whether an element takes typed text.
pub fn is_editable(element: &Element) -> bool {
    element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
        || element.matches("textarea,input").unwrap_or(false) && !element.matches(NOT_TYPED).unwrap_or(false)
}

/// Whether an element has a size; one that is about to fade in has, though it is not yet opaque.
pub fn has_size(element: &Element) -> bool {
    let rect = element.get_bounding_client_rect();
    rect.width() > 0.0 && rect.height() > 0.0
}

/// Whether an element is rendered with a size.
pub fn is_visible(element: &Element) -> bool {
    if !has_size(element) {
        return false;
    }
    let options = Object::new();
    for name in ["opacityProperty", "visibilityProperty"] {
        let _ = Reflect::set(&options, &name.into(), &JsValue::TRUE);
    }
    element.unchecked_ref::<Rendered>().check_visibility(&options).unwrap_or(true)
}

/// An object's own entries.
fn entries(object: &JsValue) -> impl Iterator<Item = (String, JsValue)> {
    let entries = object.dyn_ref::<Object>().map(Object::entries).unwrap_or_default();
    entries.into_iter().filter_map(|entry| {
        let entry = entry.dyn_into::<Array>().ok()?;
        Some((entry.get(0).as_string()?, entry.get(1)))
    })
}

/// The values of an object; whatever is no value is left out.
pub fn values(object: &JsValue) -> Values {
    // Inserted one by one: collecting would bring a sort along.
    let mut values = Values::new();
    for (name, value) in entries(object) {
        if let Some(value) = value_of(&value) {
            values.insert(name, value);
        }
    }
    values
}

fn value_of(value: &JsValue) -> Option<Value> {
    if let Some(text) = value.as_string() {
        return Some(Value::Text(text));
    }
    if let Some(truth) = value.as_bool() {
        return Some(Value::Bool(truth));
    }
    if let Some(number) = value.as_f64() {
        return number.is_finite().then_some(Value::Number(number));
    }
    let items = value.dyn_ref::<Array>()?;
    Some(Value::List(items.iter().filter_map(|item| item.as_string()).collect()))
}

/// What the device remembers, from its JSON; what cannot be read counts as forgotten.
pub fn marks(json: &str) -> Marks {
    let read = JSON::parse(json).unwrap_or_default();
    let mut marks = Marks::new();
    for (key, mark) in entries(&read) {
        if let Ok(key) = ContentKey::new(key) {
            marks.insert(key, mark_of(&mark));
        }
    }
    marks
}

fn mark_of(object: &JsValue) -> Mark {
    let get = |name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let time = |value: JsValue| value.as_f64().map(|ms| Timestamp(super::whole(ms)));
    Mark {
        displayed_at: time(get("displayed_at")),
        displays: get("displays").dyn_into::<Array>().unwrap_or_default().into_iter().filter_map(time).collect(),
        answered_at: time(get("answered_at")),
        completed_at: time(get("completed_at")),
        dismissed_at: time(get("dismissed_at")),
        snoozed_until: time(get("snoozed_until")),
        refused: get("refused").is_truthy(),
        kind: kind_of(&get("kind")),
        place: place_of(&get("place")),
    }
}

fn kind_of(value: &JsValue) -> Kind {
    let said = value.as_string();
    Kind::ALL.into_iter().find(|kind| said.as_deref() == Some(kind.as_str())).unwrap_or_default()
}

fn place_of(object: &JsValue) -> Option<Place> {
    let get = |name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    Some(Place {
        run: run_id(&get("run").as_string()?),
        version: u32::try_from(super::whole(get("version").as_f64()?)).ok()?,
        step: StepKey::new(get("step").as_string()?).ok()?,
        at: Timestamp(super::whole(get("at").as_f64()?)),
    })
}

/// A run's id from its text; read by hand, because the reader of the uuid crate brings its errors' words along.
pub fn run_id(text: &str) -> RunId {
    let digits = text.chars().filter_map(|c| c.to_digit(16));
    RunId(Uuid::from_u128(digits.fold(0, |id, digit| id << 4 | u128::from(digit))))
}
