//! Nothing left, nothing running.

use super::{on, put};
use waymark_tests::run;
use waymark_tests::stage::Stage;
use waymark_tests::tour::{beside, tour};

const GOAL: &str = "document.querySelector('#goal')";

/// Counts what runs by itself: frames, timers, and the page's listeners and observers that are still there, by name.
const COUNT: &str = "(() => {
    const count = window.__count = {frames: 0, timers: 0, listeners: 0, observers: 0};
    const frame = requestAnimationFrame, timeout = setTimeout, interval = setInterval;
    window.requestAnimationFrame = f => (count.frames++, frame(f));
    window.setTimeout = (f, ms, ...a) => (count.timers++, timeout(f, ms, ...a));
    window.setInterval = (f, ms, ...a) => (count.timers++, interval(f, ms, ...a));
    const add = EventTarget.prototype.addEventListener, remove = EventTarget.prototype.removeEventListener;
    const all = new WeakMap();
    // What listens on our own element goes with it.
    const own = target => target instanceof Node && (target.id === 'waymark-host' || target.getRootNode().host?.id === 'waymark-host');
    const key = (target, name, f, options) => { const keys = all.get(target) ?? all.set(target, []).get(target); return [keys, keys.findIndex(k => k[0] === name && k[1] === f && k[2] === !!(options?.capture ?? options))]; };
    EventTarget.prototype.addEventListener = function (name, f, options) {
        if (options?.signal?.aborted) return;
        if (own(this) || this instanceof AbortSignal) return add.call(this, name, f, options);
        const [keys, at] = key(this ?? window, name, f, options);
        if (at < 0) { keys.push([name, f, !!(options?.capture ?? options)]); count.listeners++; options?.signal && add.call(options.signal, 'abort', () => { const [k, i] = key(this ?? window, name, f, options); if (i >= 0) { k.splice(i, 1); count.listeners--; } }); }
        return add.call(this, name, f, options); };
    EventTarget.prototype.removeEventListener = function (name, f, options) {
        const [keys, at] = key(this ?? window, name, f, options);
        if (at >= 0 && !own(this)) { keys.splice(at, 1); count.listeners--; }
        return remove.call(this, name, f, options); };
    for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver']) {
        const Own = window[name];
        window[name] = class extends Own {
            observe(...a) { if (!this.on) { this.on = true; count.observers++; } return super.observe(...a); }
            disconnect() { if (this.on) { this.on = false; count.observers--; } return super.disconnect(); }
        };
    }
})()";

#[test]
fn while_a_step_is_displayed_and_nothing_moves_there_is_no_frame_and_no_timer() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", "spotlight = {}"))]).await;
        let page = stage.browser.page().await;
        page.before_load(COUNT).await;
        page.goto(&put(&stage, "/host", "<button id=goal>Goal</button>")).await;
        page.beside(GOAL).await;
        stage.collector.funnel_reaches("tour", "displayed", 1).await;
        // The outbox has delivered: whatever runs from now on is the displayed step's.
        page.until("performance.getEntriesByType('resource').filter(e => e.name.endsWith('/v1/events')).length > 0")
            .await;
        page.eval("new Promise(done => { const wait = () => { const before = JSON.stringify(__count); const c = new MessageChannel(); let left = 3; c.port1.onmessage = () => 0; const start = performance.now(); const spin = () => performance.now() - start < 400 ? fetch('/host').then(spin) : (JSON.stringify(__count) === before ? done() : wait()); spin(); }; wait(); })").await;
        let before = page.eval("({frames: __count.frames, timers: __count.timers})").await;
        // Two seconds without a timer of the page: as long as requests of its own take.
        page.eval("new Promise(done => { const start = performance.now(); const spin = () => performance.now() - start < 2000 ? fetch('/host').then(spin) : done(); spin(); })").await;
        assert_eq!(page.eval("({frames: __count.frames, timers: __count.timers})").await, before);
    });
}

#[test]
fn after_destroy_nothing_is_left() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", "spotlight = {}"))]).await;
        let page = stage.browser.page().await;
        page.before_load(COUNT).await;
        page.goto(&put(&stage, "/host", "<button id=goal tabindex=3 aria-label=x style='color:red'>Goal</button>"))
            .await;
        let whole = "[document.body.outerHTML, document.documentElement.getAttributeNames().join()].join()";
        let before = page.text(whole).await;
        page.beside(GOAL).await;
        page.eval("waymark.destroy()").await;
        page.until("!document.querySelector('#waymark-host')").await;
        assert_eq!(page.text(whole).await, before);
        page.until("__count.listeners === 0 && __count.observers === 0").await;
    });
}

#[test]
fn a_thousand_starts_and_ends_grow_nothing() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = stage.browser.page().await;
        page.before_load(COUNT).await;
        page.goto(&put(&stage, "/host", "<button id=goal>Goal</button>")).await;
        page.beside(GOAL).await;
        // In parts, each short enough to be answered in time on a busy machine.
        let fifty = "(async () => { const next = () => new Promise(done => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
                for (let round = 0; round < 50; round++) { waymark.dismiss('tour'); waymark.start('tour', {force: true});
                for (let tries = 0; tries < 200 && !document.querySelector('#waymark-host')?.hasAttribute('data-placed'); tries++) await next(); } })()";
        page.eval(fifty).await;
        let heap = async || {
            page.call("HeapProfiler.collectGarbage", serde_json::json!({})).await;
            let used = page.call("Runtime.getHeapUsage", serde_json::json!({})).await;
            let nodes = page.call("Memory.getDOMCounters", serde_json::json!({})).await;
            (
                used["usedSize"].as_f64().unwrap_or_default(),
                nodes["nodes"].clone(),
                page.eval("__count.listeners + __count.observers").await,
            )
        };
        let (before, _, held) = heap().await;
        for _ in 0..20 {
            page.eval(fifty).await;
        }
        page.beside(GOAL).await;
        let (after, _, still) = heap().await;
        assert_eq!(still, held, "listeners and observers");
        assert!(after < before + 300_000.0, "the heap grew from {before} to {after} bytes");
    });
}

#[test]
fn without_motion_nothing_moves() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", "spotlight = {}"))]).await;
        let page = on(&stage, "<button id=goal>Goal</button>").await;
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        page.beside(GOAL).await;
        page.until("document.getAnimations().length === 0 && document.querySelector('#waymark-host').shadowRoot.getAnimations().length === 0").await;
    });
}
