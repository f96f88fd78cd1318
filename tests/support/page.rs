//! One tab: navigation, scripts, input as a person gives it, screenshots.

use crate::browser::{Connection, ProtocolEvent};
use crate::in_time;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// One tab of a browser.
pub struct Page {
    connection: Connection,
    session: String,
    target: String,
    /// Uncaught errors and what the console was told, in order.
    log: Arc<Mutex<Vec<String>>>,
}

impl Page {
    pub(crate) async fn open(connection: Connection, context: Option<String>) -> Self {
        let mut params = json!({"url": "about:blank"});
        if let Some(context) = context {
            params["browserContextId"] = context.into();
        }
        let target = connection.call(None, "Target.createTarget", params).await.expect("a tab opens");
        let target = target["targetId"].as_str().expect("an id").to_owned();
        let attach = json!({"targetId": target, "flatten": true});
        let session = connection.call(None, "Target.attachToTarget", attach).await.expect("the tab can be attached to");
        let session = session["sessionId"].as_str().expect("an id").to_owned();
        let page = Self { connection, session, target, log: Arc::default() };
        page.listen();
        for domain in ["Page.enable", "Runtime.enable", "Network.enable", "Log.enable"] {
            page.call(domain, json!({})).await;
        }
        page
    }

    fn listen(&self) {
        let (mut events, session, log) = (self.connection.events(), self.session.clone(), Arc::clone(&self.log));
        tokio::spawn(async move {
            while let Ok(event) = events.recv().await {
                if event.session == session
                    && let Some(line) = line(&event)
                {
                    log.lock().expect("no panic while locked").push(line);
                }
            }
        });
    }

    /// Sends a command of the protocol to this tab.
    pub async fn call(&self, method: &str, params: Value) -> Value {
        self.connection.call(Some(&self.session), method, params).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Events of the protocol, of all tabs.
    pub fn events(&self) -> tokio::sync::broadcast::Receiver<ProtocolEvent> {
        self.connection.events()
    }

    /// The protocol's name of this tab, as events carry it.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// Runs a script before any script of every page from now on.
    pub async fn before_load(&self, script: &str) {
        self.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
    }

    /// Goes to an address and waits until the page has loaded.
    pub async fn goto(&self, url: &str) {
        let answer = self.call("Page.navigate", json!({"url": url})).await;
        assert!(answer.get("errorText").is_none(), "{url}: {}", answer["errorText"]);
        let loaded = format!("document.readyState === 'complete' && location.href.startsWith({})", json!(url));
        self.until(&loaded).await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.eval("window.__stale = true").await;
        self.call("Page.reload", json!({})).await;
        self.until("document.readyState === 'complete' && !window.__stale").await;
    }

    /// Brings the tab to the front: a page behind another is hidden, and shows nobody anything.
    pub async fn front(&self) {
        self.call("Page.bringToFront", json!({})).await;
    }

    /// Evaluates JavaScript (promises are awaited) and returns its value; panics when it throws.
    pub async fn eval(&self, script: &str) -> Value {
        self.try_eval(script).await.unwrap_or_else(|error| panic!("{script}\n{error}"))
    }

    async fn try_eval(&self, script: &str) -> Result<Value, String> {
        let params = json!({"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let mut answer = self.connection.call(Some(&self.session), "Runtime.evaluate", params).await?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(details.to_string()),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// Waits until a JavaScript condition holds. Navigation in between is fine. Panics with what the page says when it never does.
    pub async fn until(&self, condition: &str) {
        let holds = || async {
            self.try_eval(&format!("!!({condition})")).await.ok().filter(|value| value == &Value::Bool(true))
        };
        if in_time(holds).await.is_none() {
            let said = "[location.href, `widget: ${document.querySelector('#waymark-host')?.shadowRoot?.textContent}`, \
                 document.body.innerText.slice(0, 2000)].join('\\n')";
            let page = self.try_eval(said).await;
            panic!(
                "never happened: {condition}\non {}\nlog: {:?}",
                page.unwrap_or_default().as_str().unwrap_or_default(),
                self.log()
            );
        }
    }

    /// The text that a JavaScript expression gives.
    pub async fn text(&self, script: &str) -> String {
        self.eval(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page has been painted, as every person does: the browser drops what is pressed before.
    async fn painted(&self) {
        self.until("document.hidden || performance.getEntriesByType('paint').length").await;
    }

    /// Presses the main mouse button in the middle of the element that the expression gives.
    pub async fn click(&self, element: &str) {
        let (x, y) = self.middle(element).await;
        self.mouse("mouseMoved", x, y).await;
        self.mouse("mousePressed", x, y).await;
        self.mouse("mouseReleased", x, y).await;
    }

    async fn mouse(&self, kind: &str, x: f64, y: f64) {
        let button = if kind == "mouseMoved" { "none" } else { "left" };
        let params = json!({"type": kind, "x": x, "y": y, "button": button, "clickCount": 1});
        self.call("Input.dispatchMouseEvent", params).await;
    }

    /// Moves the mouse.
    pub async fn move_mouse(&self, x: f64, y: f64) {
        self.mouse("mouseMoved", x, y).await;
    }

    /// Touches the middle of the element that the expression gives, once.
    pub async fn tap(&self, element: &str) {
        let (x, y) = self.middle(element).await;
        let start = json!({"type": "touchStart", "touchPoints": [{"x": x, "y": y}]});
        self.call("Input.dispatchTouchEvent", start).await;
        self.call("Input.dispatchTouchEvent", json!({"type": "touchEnd", "touchPoints": []})).await;
    }

    async fn middle(&self, element: &str) -> (f64, f64) {
        self.until(&format!("({element}) && ({element}).getClientRects().length")).await;
        self.painted().await;
        let script = format!(
            "(() => {{ const e = {element}; e.scrollIntoView({{block: 'nearest'}}); const r = e.getBoundingClientRect(); \
             return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        );
        let middle = self.eval(&script).await;
        (middle[0].as_f64().expect("x"), middle[1].as_f64().expect("y"))
    }

    /// Presses and releases a key by its name (`Tab`, `ArrowRight`, `Enter`, `Escape`, `F6`, `a`).
    pub async fn key(&self, key: &str) {
        self.painted().await;
        let (code, number, text) = match key {
            "Enter" => ("Enter".to_owned(), 13, "\r"),
            "Tab" => ("Tab".to_owned(), 9, ""),
            "Escape" => (key.to_owned(), 27, ""),
            "Delete" => (key.to_owned(), 46, ""),
            "F6" => (key.to_owned(), 117, ""),
            "ArrowLeft" => (key.to_owned(), 37, ""),
            "ArrowUp" => (key.to_owned(), 38, ""),
            "ArrowRight" => (key.to_owned(), 39, ""),
            "ArrowDown" => (key.to_owned(), 40, ""),
            " " => ("Space".to_owned(), 32, " "),
            other => (format!("Key{}", other.to_uppercase()), u32::from(other.to_uppercase().as_bytes()[0]), other),
        };
        let mut down = json!({"type": "keyDown", "key": key, "code": code, "windowsVirtualKeyCode": number});
        if !text.is_empty() {
            down["text"] = text.into();
        }
        self.call("Input.dispatchKeyEvent", down).await;
        let up = json!({"type": "keyUp", "key": key, "code": code, "windowsVirtualKeyCode": number});
        self.call("Input.dispatchKeyEvent", up).await;
    }

    /// Types a text where the focus is, as an input method would.
    pub async fn write(&self, text: &str) {
        self.call("Input.insertText", json!({"text": text})).await;
    }

    /// Makes the tab a phone of this size with touch.
    pub async fn phone(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": true});
        self.call("Emulation.setDeviceMetricsOverride", metrics).await;
        self.call("Emulation.setTouchEmulationEnabled", json!({"enabled": true, "maxTouchPoints": 1})).await;
    }

    /// Sets media features such as `prefers-color-scheme`.
    pub async fn media(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.call("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Cuts the tab off the network, or connects it again.
    pub async fn offline(&self, offline: bool) {
        let conditions = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.call("Network.emulateNetworkConditions", conditions).await;
    }

    /// Uncaught errors and what the console was told so far.
    pub fn log(&self) -> Vec<String> {
        self.log.lock().expect("no panic while locked").clone()
    }

    /// Writes a picture of the viewport.
    pub async fn screenshot(&self, file: &Path) {
        use base64::Engine as _;
        let picture = self.call("Page.captureScreenshot", json!({"format": "png"})).await;
        let data = picture["data"].as_str().expect("a picture");
        let bytes = base64::prelude::BASE64_STANDARD.decode(data).expect("base64");
        std::fs::write(file, bytes).expect("the picture can be written");
    }

    /// Closes the tab at once, without asking the page.
    pub async fn close(self) {
        let params = json!({"targetId": self.target});
        self.connection.call(None, "Target.closeTarget", params).await.expect("the tab closes");
    }
}

fn line(event: &ProtocolEvent) -> Option<String> {
    match event.method.as_str() {
        "Runtime.exceptionThrown" => Some(format!("uncaught: {}", event.params["exceptionDetails"])),
        "Runtime.consoleAPICalled" => {
            let kind = event.params["type"].as_str().unwrap_or_default();
            let words = event.params["args"].as_array()?.iter().map(|word| match word.get("value") {
                Some(Value::String(text)) => text.clone(),
                Some(value) => value.to_string(),
                None => word["description"].to_string(),
            });
            Some(format!("{kind}: {}", words.collect::<Vec<_>>().join(" ")))
        }
        "Log.entryAdded" => Some(format!("log: {}", event.params["entry"]["text"].as_str().unwrap_or_default())),
        _ => None,
    }
}
