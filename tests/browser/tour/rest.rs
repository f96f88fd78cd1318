//! Nothing left, nothing running.

use super::{on, put};
use serde_json::json;
use waymark_tests::page::Page;
use waymark_tests::run;
use waymark_tests::stage::Stage;
use waymark_tests::tour::{beside, tour};

const GOAL: &str = "document.querySelector('#goal')";

/// Counts what runs by itself: frames, timers, observers that were made, and the page's listeners and observers that are still there, by name.
pub(crate) const COUNT: &str = "(() => {
    const count = window.__count = {frames: 0, timers: 0, made: 0, listeners: 0, observers: 0};
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
            observe(...a) { if (!this.on) { this.on = true; count.observers++; count.made++; } return super.observe(...a); }
            disconnect() { if (this.on) { this.on = false; count.observers--; } return super.disconnect(); }
        };
    }
})()";

/// Waits until the outbox has delivered, then sees that for two seconds nothing is counted.
pub(crate) async fn at_rest(page: &Page) {
    page.until("performance.getEntriesByType('resource').filter(e => e.name.endsWith('/v1/events')).length > 0").await;
    // Without a timer of the page: as long as requests of its own take.
    page.eval("window.busy = ms => new Promise(done => { const start = performance.now(); const spin = () => performance.now() - start < ms ? fetch('/host').then(spin) : done(); spin(); })").await;
    page.eval("(async () => { for (let before; before !== JSON.stringify(__count);) { before = JSON.stringify(__count); await busy(400); } })()").await;
    let before = page.eval("({...__count})").await;
    page.eval("busy(2000)").await;
    assert_eq!(page.eval("({...__count})").await, before);
}

#[test]
fn while_a_step_is_displayed_and_nothing_moves_there_is_no_frame_and_no_timer() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", "spotlight = {}"))]).await;
        let page = stage.browser.page().await;
        page.before_load(COUNT).await;
        page.goto(&put(&stage, "/host", "<button id=goal>Goal</button>")).await;
        page.beside(GOAL).await;
        stage.collector.funnel_reaches("tour", "displayed", 1).await;
        at_rest(&page).await;
    });
}

#[test]
fn while_a_target_is_out_of_sight_nothing_runs_either() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = stage.browser.page().await;
        page.before_load(COUNT).await;
        page.goto(&put(&stage, "/host", "<div id=pane style='height:200px;overflow:auto'><button id=goal>Goal</button><div style='height:900px'></div></div>")).await;
        page.beside(GOAL).await;
        stage.collector.funnel_reaches("tour", "displayed", 1).await;
        page.eval("pane.scrollTo(0, 500)").await;
        page.nothing_seen().await;
        at_rest(&page).await;
        page.eval("pane.scrollTo(0, 0)").await;
        page.beside(GOAL).await;
    });
}

#[test]
fn a_host_that_changes_elsewhere_costs_neither_a_frame_nor_a_flicker() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", "spotlight = {}"))]).await;
        let page = stage.browser.page().await;
        page.before_load(COUNT).await;
        page.goto(&put(
            &stage,
            "/host",
            "<button id=goal>Goal</button><p id=clock style='position:absolute;bottom:0'></p>",
        ))
        .await;
        page.beside(GOAL).await;
        stage.collector.funnel_reaches("tour", "displayed", 1).await;
        at_rest(&page).await;
        page.eval("window.flickers = 0; new MutationObserver(() => flickers++).observe(document.querySelector('#waymark-host'), {attributeFilter: ['data-placed', 'data-away']})").await;
        let before = page.eval("({frames: __count.frames, timers: __count.timers})").await;
        page.eval("(async () => { for (let at = 0; at < 50; at++) { clock.textContent = at; clock.title = at; await fetch('/host'); } })()").await;
        assert_eq!(page.eval("({frames: __count.frames, timers: __count.timers})").await, before);
        assert_eq!(page.eval("flickers").await, 0);
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

/// Keeps the engine's memory at hand, however it is brought to life.
const MEMORY: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...a) => {
        const done = await own.apply(WebAssembly, a);
        window.__memory = (done.instance ?? done).exports.memory;
        return done; };
}";

/// What the page holds once what is no longer needed has been collected.
#[derive(Debug)]
struct Held {
    /// Bytes of the JavaScript heap.
    heap: u64,
    /// Bytes of the engine's memory.
    memory: u64,
    /// Nodes of all documents, those in no document too.
    nodes: u64,
    /// Listeners of all nodes and windows, as the browser counts them.
    listeners: u64,
    /// Listeners and observers of the page, as `COUNT` counts them.
    own: u64,
}

impl Held {
    async fn by(page: &Page) -> Self {
        page.beside(GOAL).await;
        page.call("HeapProfiler.collectGarbage", json!({})).await;
        let heap = page.call("Runtime.getHeapUsage", json!({})).await;
        let counters = page.call("Memory.getDOMCounters", json!({})).await;
        let own = page.eval("[__memory.buffer.byteLength, __count.listeners + __count.observers]").await;
        let whole = |value: &serde_json::Value| value.as_u64().expect("a whole number");
        Self {
            heap: whole(&heap["usedSize"]),
            memory: whole(&own[0]),
            nodes: whole(&counters["nodes"]),
            listeners: whole(&counters["jsEventListeners"]),
            own: whole(&own[1]),
        }
    }
}

#[test]
fn a_thousand_starts_and_ends_grow_nothing() {
    run(async {
        let stage = Stage::set(&[&tour(&beside("one", "['#goal']", ""))]).await;
        let page = stage.browser.page().await;
        page.before_load(COUNT).await;
        page.before_load(MEMORY).await;
        page.goto(&put(&stage, "/host", "<button id=goal>Goal</button>")).await;
        page.beside(GOAL).await;
        // One channel for all rounds: the browser lets go of a port only some collections after it was last used.
        page.eval("{ const { port1, port2 } = new MessageChannel(); window.next = () => new Promise(done => { port1.onmessage = done; port2.postMessage(0); }); }")
            .await;
        // In parts, each short enough to be answered in time on a busy machine.
        let fifty = "(async () => { for (let round = 0; round < 50; round++) { waymark.dismiss('tour'); waymark.start('tour', {force: true});
                for (let tries = 0; tries < 200 && !document.querySelector('#waymark-host')?.hasAttribute('data-placed'); tries++) await next(); } })()";
        for _ in 0..10 {
            page.eval(fifty).await;
        }
        let before = Held::by(&page).await;
        for _ in 0..20 {
            page.eval(fifty).await;
        }
        let after = Held::by(&page).await;
        assert_eq!(after.own, before.own, "listeners and observers");
        assert_eq!(after.memory, before.memory, "the engine's memory");
        // What has not been collected yet comes and goes by a few; one kept in fifty rounds would be twenty.
        assert!(after.nodes < before.nodes + 20 && after.listeners < before.listeners + 20, "{before:?}, {after:?}");
        assert!(after.heap < before.heap + 100_000, "{before:?}, {after:?}");
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
