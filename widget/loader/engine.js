/**
 * The engine, seen from the loader: when it must be woken, and how it is loaded.
 *
 * Everything that is needed only once it is there is in `attendant.js`, which travels with it.
 * Deliberately absent: a second try after a trap, and any download where the page forbids WASM.
 */

import { listen, resolve } from './script.js';
import { uuid } from './clock.js';
import { locale, path } from './address.js';
import { keep, maySend, me, page } from './person.js';
import { emit } from './outbox.js';
import { notify } from './calls.js';
import { answer, ask, marks, renew } from './session.js';

/** The attendant of the engine, once that is loaded. */
export let engine;

/** Whether there will be no engine in this page any more. */
export let over;

let loaded = {};
let starting;
let tried;

/** What the page did before the engine was there to hear it: tracked events (`event`), content asked for (`show`). */
const log = [];

/** The files of the engine, while something may be due. */
const due = () => maySend() && answer?.briefing && !answer.stopped && answer.engine;

/** Whether the engine must be woken, as `shared::wake::wakes`; a path with a percent sign fits every prefix. */
const rulesHold = (rules) =>
  rules.some(
    ({ path_prefix: prefix, event, start }) =>
      (path().includes('%') || path().startsWith(prefix ?? '')) && did('event', event) && did('show', start),
  );

/** Whether the page did so with this name; a rule that names nothing asks for nothing. */
const did = (kind, name) => name == null || log.some((values) => values[0] === kind && values[1] === name);

/** Loads the engine beside the session request, when the last session says that something was waiting here. */
export const loadEarly = () => me.waiting && rulesHold(me.waiting.wake) && load(me.waiting.files);

/** Takes up a new session. */
export function brief() {
  const files = due();
  me.waiting = files && { files, wake: answer.wake };
  keep();
  if (engine) engine.brief(files, answer);
  else wake();
}

/** Starts the engine if a rule holds. */
export async function wake() {
  const files = due();
  if (!files || engine || starting || over || !(rulesHold(answer.wake) || log.some(([, , force]) => force === true))) return;
  starting = true;
  const found = await load(files).catch(() => {
    // The files may be of a release that is gone: the session is renewed, once.
    loaded = {};
    if (tried) giveUp('load_failed');
    else renew();
    tried = true;
  });
  starting = false;
  if (!found) return;
  engine = found;
  engine.brief(due(), answer);
}

/** Tells the engine what the page does, or remembers it until it is there. */
export function tell(...values) {
  if (engine) return engine.tell(...values);
  log.push(values);
  wake();
}

/** The address changed: what happened on the page before starts nothing on this one, unless the engine is under way. */
export function tellPage() {
  if (answer && !starting) log.length = 0;
  watchGoals();
  if (engine) engine.tell('page');
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

/** What is lent goes by its place; `attendant.js` names the places. */
async function download(files) {
  const wasm = fetch(resolve(files.wasm), { integrity: files.integrity, credentials: 'omit' });
  const [glue, response] = await Promise.all([import(resolve(files.glue)), wasm]);
  return glue.attend(response, files, ask, drop, emit, giveUp, keep, locale, log, marks, me, notify, page, uuid);
}

/** What goals watch in the page needs no WASM, only its module. */
export async function watchGoals() {
  const { watch, engine: files } = answer || {};
  if (!files || !(watch.clicks[0] || watch.elements[0])) return;
  const glue = await import(resolve(files.glue)).catch(() => {});
  glue?.watchGoals(() => maySend() && answer?.watch, emit, listen);
}

/** Finds out with an empty module whether the page may run WASM at all. */
function allowed() {
  try {
    return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch {
    console.error("[waymark] cannot display: the CSP's script-src lacks 'wasm-unsafe-eval'");
    giveUp('wasm_blocked');
  }
}

/** No more of the engine in this page. */
function giveUp(code, message = '') {
  over = true;
  engine = undefined;
  const failed = { code, message };
  emit({ failed });
  notify('error', failed);
}

/** The session names another build: it takes over. */
function drop() {
  engine = undefined;
  wake();
}

/** Ends what runs and forgets what the page did. */
export function halt() {
  log.length = 0;
  engine?.stop();
}
