/**
 * The engine, seen from the loader: when it must be woken, and how it is loaded.
 *
 * Everything that is needed only once it is there is in `attendant.js`, which travels with it.
 * Deliberately absent: a second try after a trap, and any download where the page forbids WASM.
 */

import { listen, resolve } from './script.js';
import { now, uuid } from './clock.js';
import { locale, path } from './address.js';
import { keep, maySend, me, page } from './person.js';
import { emit } from './outbox.js';
import { listeners, notify } from './calls.js';
import { age, answer, ask, marks, renew } from './session.js';

/** The attendant of the engine, once that is loaded. */
export let engine;

/** Whether there will be no engine in this page any more. */
export let over;

let loaded = {};
let starting;
let failedFor;

/** What the page did before the engine was there to hear it: tracked events, content asked for. */
const tracked = [];
const wanted = [];

/** The files of the engine, while something may be due. */
const due = () => maySend() && answer?.briefing && !answer.stopped && answer.engine;

/** Whether the engine must be woken, as `shared::wake::wakes`; a path with a percent sign fits every prefix. */
const rulesHold = (rules) =>
  rules.some(
    ({ path_prefix: prefix, event, start }) =>
      (prefix == null || path().includes('%') || path().startsWith(prefix)) &&
      (event == null || tracked.some(([name]) => name === event)) &&
      (start == null || wanted.some(([key]) => key === start)),
  );

/** Loads the engine beside the session request, when the last session says that something was waiting here. */
export const loadEarly = () => me.waiting && rulesHold(me.waiting.wake) && load(me.waiting.files);

/** Takes up a new session. */
export function brief() {
  const files = due();
  me.waiting = files ? { files, wake: answer.wake } : undefined;
  keep();
  if (engine) engine.brief(files, answer);
  else wake();
}

/** Starts the engine if a rule holds. */
export async function wake() {
  const files = due();
  const asked = answer;
  if (!files || engine || starting || over || failedFor === asked) return;
  if (!rulesHold(asked.wake) && !wanted.some(([, force]) => force)) return;
  starting = true;
  const found = await load(files).catch(() => {
    // The files may be of a release that is gone: the session is renewed, once.
    loaded = {};
    if (failedFor) giveUp('load_failed');
    else renew();
    failedFor = asked;
  });
  starting = false;
  if (!found) return;
  engine = found;
  engine.brief(due(), answer);
}

/** Tells the engine what the page does, or remembers it in `log` until it is there. */
export function tell(method, log, ...values) {
  if (engine) return engine[method](...values);
  log.push(values);
  wake();
}
export const tellEvent = (...values) => tell('event', tracked, ...values);
export const tellStart = (...values) => tell('show', wanted, ...values);

/** The address changed: what happened on the page before starts nothing on this one, unless the engine is under way. */
export function tellPage() {
  if (answer && !starting) tracked.length = 0;
  watchGoals();
  if (engine) engine.page();
  else wake();
}

/** Starts the download, glue and WASM in parallel; the attendant finds out whether that succeeded. */
function load(files) {
  if (loaded.wasm !== files.wasm) {
    loaded = { wasm: files.wasm, ready: allowed() ? download(files) : Promise.resolve() };
    // What was loaded early may fail unheard: perhaps nobody needs it.
    loaded.ready.catch(() => {});
  }
  return loaded.ready;
}

async function download(files) {
  const wasm = fetch(resolve(files.wasm), { integrity: files.integrity, credentials: 'omit' });
  const [glue, response] = await Promise.all([import(resolve(files.glue)), wasm]);
  return glue.attend(response, files, { age, ask, drop, emit, giveUp, keep, listeners, locale, marks, me, notify, now, page, tracked, uuid, wanted });
}

/** What goals watch in the page needs no WASM, only its module. */
export async function watchGoals() {
  const { clicks, elements } = answer?.watch || {};
  if (clicks?.[0] || elements?.[0]) {
    const glue = await import(resolve(answer.engine.glue)).catch(() => {});
    glue?.watchGoals(() => maySend() && answer?.watch, emit, listen);
  }
}

/** Finds out with an empty module whether the page may run WASM at all. */
function allowed() {
  try {
    return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch {
    console.error("[waymark] nothing can be displayed: the Content-Security-Policy's script-src lacks 'wasm-unsafe-eval'");
    giveUp('wasm_blocked');
  }
}

/** No more of the engine in this page, except that files may come with the next session. */
function giveUp(code, message = '') {
  over = code !== 'load_failed';
  engine = undefined;
  emit({ failed: { code, message } });
  notify('error', { code, message });
}

/** The session names another build: it takes over. */
function drop() {
  engine = undefined;
  wake();
}

/** Ends what runs and forgets what the page did. */
export function halt() {
  tracked.length = wanted.length = 0;
  engine?.stop();
}
