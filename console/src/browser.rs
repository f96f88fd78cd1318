//! What the console needs of the browser: addresses, storage, clipboard, clock, downloads.
//!
//! Everything here fails softly: a browser without storage only forgets preferences. Deliberately absent: requests.

use shared::time::Timestamp;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, Storage, Window};

/// The window; the console only runs in one.
pub fn window() -> Window {
    web_sys::window().expect("the console runs in a browser window")
}

/// The document.
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Now, by the browser's clock.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

/// Reads a preference.
pub fn recall(name: &str) -> Option<String> {
    storage()?.get_item(&storage_key(name)).ok()?
}

/// Keeps a preference; forgotten silently where the browser has no storage.
pub fn remember(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&storage_key(name), value);
    }
}

/// Reads what this tab keeps until it is closed.
pub fn recall_in_tab(name: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(&storage_key(name)).ok()?
}

/// Keeps a value until the tab is closed; `None` takes it away.
pub fn remember_in_tab(name: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = match value {
            Some(value) => storage.set_item(&storage_key(name), value),
            None => storage.remove_item(&storage_key(name)),
        };
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn storage_key(name: &str) -> String {
    format!("waymark.console.{name}")
}

/// The languages the person reads, the preferred one first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Whether the window matches a media query.
pub fn matches_media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Copies a text; false where the browser refuses.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// The fragment of the address, without `#`.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Takes the fragment out of the address, so that a secret in it stays neither in the bar nor in the history.
pub fn forget_fragment() {
    let location = window().location();
    if let (Ok(path), Ok(query), Ok(history)) = (location.pathname(), location.search(), window().history()) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("{path}{query}")));
    }
}

/// Puts the title of the room into the window's title.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of the root element, for language and colour scheme.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Moves the focus to the first element that fits the selector, and says whether there is one.
pub fn focus(selector: &str) -> bool {
    document().document_element().is_some_and(|root| focus_in(&root, selector))
}

/// The same within an element.
pub fn focus_in(root: &Element, selector: &str) -> bool {
    let found = root.query_selector(selector).ok().flatten();
    let found = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|element| element.focus().is_ok())
}

/// Ten random bytes for an id.
pub fn random_bytes() -> [u8; 10] {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255 by construction")]
    std::array::from_fn(|_| (js_sys::Math::random() * 256.0) as u8)
}

/// A number that no other caller in this page gets: for the ids that tie a label to its field.
pub fn next_number() -> u32 {
    thread_local!(static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    NEXT.with(|next| {
        next.set(next.get() + 1);
        next.get()
    })
}

/// A time as a `datetime-local` field writes it, in the person's own time zone.
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 stay below 2^53")]
pub fn write_local_time(at: Timestamp) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at.0 as f64));
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Reads what a `datetime-local` field holds; `None` when it is empty or half typed.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
pub fn read_local_time(text: &str) -> Option<Timestamp> {
    let ms = js_sys::Date::parse(text);
    (!text.is_empty() && ms.is_finite()).then_some(Timestamp(ms as i64))
}
