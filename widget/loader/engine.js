/**
 * The engine, seen from the loader: when it must be woken, how it is loaded, what it is told.
 *
 * Everything that is needed only once it runs is in `attendant.js`, which travels with it.
 * Deliberately absent: a second try after a trap, and any download where the page forbids WASM.
 */

import { resolve } from './script.js';
import { now, uuid } from './clock.js';
import { locale, path } from './address.js';
import { keep, maySend, me, page } from './person.js';
import { emit } from './outbox.js';
import { listeners, notify } from './calls.js';
import { age, answer, ask, marks, renew } from './session.js';

/** The engine that runs. */
export let engine;

/** Whether there will be none in this page any more. */
export let over;

let loaded;
let starting;
let failedFor;

/** What the page did before the engine was there to hear it. */
let tracked = [];
let wanted = [];

/** The files of the engine, while something may be due. */
const due = () => maySend() && !answer?.stopped && answer?.engine;

/** Whether the engine must be woken, as `shared::wake::wakes`; a path with a percent sign fits every prefix. */
function rulesHold(rules) {
  const here = path();
  return rules.some(
    ({ path_prefix: prefix, event, start }) =>
      (prefix == null || here.includes('%') || here.startsWith(prefix)) &&
      (event == null || tracked.some(([name]) => name === event)) &&
      (start == null || wanted.some(([key]) => key === start)),
  );
}

/** Loads the engine beside the session request, when the last session says that something was waiting here. */
export function loadEarly() {
  if (page.stored && me.waiting && rulesHold(me.waiting.wake)) load(me.waiting.files);
}

/** Takes up a new session. */
export function brief() {
  const files = due();
  me.waiting = files ? { files, wake: answer.wake } : undefined;
  keep();
  engine?.brief(files, answer);
  wake();
}

/** Starts the engine if a rule holds, and tells it what the page did in the meantime. */
export async function wake() {
  const files = due();
  const asked = answer;
  if (!files || engine || starting || over || failedFor === asked) return;
  if (!rulesHold(asked.wake) && !wanted.some(([, force]) => force)) return;
  starting = true;
  const found = await load(files).catch(() => {
    // The files may be of a release that is gone: the session is renewed, once.
    loaded = undefined;
    if (failedFor) giveUp('load_failed');
    else renew();
    failedFor = asked;
  });
  starting = false;
  if (due()?.wasm !== files.wasm) return found && wake();
  if (!found) return;
  engine = found;
  engine.brief(files, answer);
  for (const [name, properties] of tracked.splice(0)) engine?.event(name, properties);
  for (const [key, force] of wanted.splice(0)) engine?.show(key, force);
}

/** The host tracked an event. */
export function tellEvent(name, properties) {
  if (engine) return engine.event(name, properties);
  tracked = [...tracked, [name, properties]].slice(-50);
  wake();
}

/** The host asked for content. */
export function tellStart(key, force) {
  if (engine) return engine.show(key, force);
  wanted.push([key, force]);
  wake();
}

/** The address changed: what happened on the page before starts nothing on this one, unless the engine is under way. */
export function tellPage() {
  if (engine) return engine.page();
  if (answer && !starting) tracked = [];
  wake();
}

/** Starts the download, glue and WASM in parallel. */
function load(files) {
  if (loaded?.wasm !== files.wasm) {
    loaded = { wasm: files.wasm, ready: allowed() ? download(files) : Promise.resolve() };
    // What was loaded early may fail unheard: perhaps nobody needs it.
    loaded.ready.catch(() => {});
  }
  return loaded.ready;
}

async function download(files) {
  const wasm = fetch(resolve(files.wasm), { integrity: files.integrity, credentials: 'omit' });
  const [glue, response] = await Promise.all([import(resolve(files.glue)), wasm]);
  if (!response.ok) throw 0;
  return glue.attend(response, files, { age, ask, emit, giveUp, keep, listeners, locale, marks, me, notify, now, page, stopped, uuid });
}

/** Finds out with an empty module whether the page may run WASM at all. */
function allowed() {
  try {
    return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch {
    console.error("[waymark] the page's Content-Security-Policy lacks 'wasm-unsafe-eval' in script-src: nothing can be displayed");
    over = true;
    giveUp('wasm_blocked');
  }
}

/** No more of the engine in this page, except that files may come with the next session. */
function giveUp(code, message = '') {
  over ||= code === 'panic';
  engine = undefined;
  emit({ failed: { code, message } });
  notify('error', { code, message });
}

/** The engine ended by itself, to make room for a new build or because nothing is due. */
function stopped() {
  engine = undefined;
  wake();
}

/** Ends the engine and forgets what the page did. */
export function halt() {
  const last = engine;
  engine = undefined;
  tracked = [];
  wanted = [];
  last?.stop();
}
