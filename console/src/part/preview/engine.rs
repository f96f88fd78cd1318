//! The engine as a guest of the console: loaded once, started and stopped, with a bridge that records nothing.
//!
//! The bridge's methods are listed in ARCHITECTURE.md. Deliberately absent: everything a bridge may do to the outside.

use crate::api;
use crate::browser;
use js_sys::{Array, Function, Object, Promise, Reflect};
use shared::session::EngineFiles;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What [`start`] says when the engine has trapped; from then on it is dead until the console is loaded again.
pub const TRAPPED: &str = "trapped";

#[wasm_bindgen]
extern "C" {
    /// `import()`, which WASM cannot call by itself; `boot.js` provides it.
    #[wasm_bindgen(js_name = waymarkImport, catch)]
    async fn import(url: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    static MODULE: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    static BRIDGE: JsValue = bridge();
    static LOCALE: RefCell<String> = const { RefCell::new(String::new()) };
    static DEAD: Cell<bool> = const { Cell::new(false) };
    static RUNNING: Cell<bool> = const { Cell::new(false) };
}

/// The locale the engine asks the bridge for; a running engine is told.
pub fn set_locale(tag: &str) {
    LOCALE.with(|locale| tag.clone_into(&mut locale.borrow_mut()));
}

/// Shows what the briefing says, in place of what was shown before.
pub async fn start(files: &EngineFiles, briefing: &[u8]) -> Result<(), String> {
    if DEAD.get() {
        return Err(TRAPPED.to_owned());
    }
    let module = load(files).await.map_err(|error| say(&error))?;
    speak(&module).await.map_err(|error| say(&error))?;
    stop();
    let bytes = js_sys::Uint8Array::from(briefing);
    BRIDGE.with(|bridge| call(&module, "start", &[bridge, &bytes])).map_err(|error| say(&error))?;
    RUNNING.set(true);
    if DEAD.get() { Err(TRAPPED.to_owned()) } else { Ok(()) }
}

/// Takes everything the engine has put into the page away.
pub fn stop() {
    if RUNNING.replace(false)
        && let Some(module) = MODULE.with(|module| module.borrow().clone())
    {
        let _ = call(&module, "destroy", &[]);
    }
}

/// Brings the widget's own words in the tongue that is shown; without them its frame is English.
async fn speak(module: &JsValue) -> Result<(), JsValue> {
    let tag = LOCALE.with(|locale| JsValue::from_str(&locale.borrow()));
    let fetched: Promise = call(module, "speak", &[&tag])?.dyn_into()?;
    let take: Function = JsFuture::from(fetched).await?.dyn_into()?;
    take.call0(&JsValue::UNDEFINED).map(drop)
}

async fn load(files: &EngineFiles) -> Result<JsValue, JsValue> {
    if let Some(module) = MODULE.with(|module| module.borrow().clone()) {
        return Ok(module);
    }
    // Addresses are relative to the loader's, which is at the base.
    let root = format!("{}/", api::base());
    let address = |name: &str| web_sys::Url::new_with_base(name, &root).map(|url| url.href());
    let module = import(&address(&files.glue)?).await?;
    let source = Object::new();
    Reflect::set(&source, &"module_or_path".into(), &address(&files.wasm)?.into())?;
    let ready: Promise = call(&module, "default", &[&source])?.dyn_into()?;
    JsFuture::from(ready).await?;
    let trapped = Closure::once_into_js(|_message: JsValue| DEAD.set(true));
    call(&module, "on_trap", &[&trapped])?;
    MODULE.with(|slot| *slot.borrow_mut() = Some(module.clone()));
    Ok(module)
}

fn call(module: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(module, &name.into())?.dyn_into()?;
    function.apply(&JsValue::UNDEFINED, &arguments.iter().collect::<Array>())
}

fn say(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| String::from(Object::from(error.clone()).to_string()))
}

/// The bridge, made once; its closures live as long as the console.
fn bridge() -> JsValue {
    let bridge = Object::new();
    let quiet = || Closure::<dyn Fn()>::new(|| ()).into_js_value();
    // Nothing is pointed at: a step whose element is in the host's page is shown without it.
    let methods: [(&str, JsValue); 17] = [
        ("emit", quiet()),
        ("remember", quiet()),
        ("release", quiet()),
        ("notify", quiet()),
        ("point", quiet()),
        ("unpoint", quiet()),
        ("measure", quiet()),
        ("say", quiet()),
        ("find", quiet()),
        ("stands", quiet()),
        ("id", Closure::<dyn Fn() -> String>::new(fresh_id).into_js_value()),
        ("now", Closure::<dyn Fn() -> f64>::new(js_sys::Date::now).into_js_value()),
        ("age", Closure::<dyn Fn() -> f64>::new(|| 0.0).into_js_value()),
        ("locale", Closure::<dyn Fn() -> String>::new(|| LOCALE.with(|l| l.borrow().clone())).into_js_value()),
        ("marks", Closure::<dyn Fn() -> String>::new(|| "{}".to_owned()).into_js_value()),
        ("claim", Closure::<dyn Fn() -> Promise>::new(|| Promise::resolve(&JsValue::TRUE)).into_js_value()),
        ("navigate", Closure::<dyn Fn(String)>::new(|url: String| navigate(&url)).into_js_value()),
    ];
    for (name, method) in methods {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&bridge, &name.into(), &method);
    }
    bridge.into()
}

fn fresh_id() -> String {
    shared::id::uuid_v7(browser::now(), browser::random_bytes()).to_string()
}

/// Follows a button beside the console, never in its place; paths of the host lead nowhere here.
fn navigate(url: &str) {
    if url.starts_with("https://") || url.starts_with("http://") {
        let _ = browser::window().open_with_url_and_target_and_features(url, "_blank", "noopener");
    }
}
