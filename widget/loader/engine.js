/**
 * The engine, seen from the loader: when it must be woken, and how it is loaded.
 *
 * Everything that is needed only once it is there is in `attendant.js`, which travels with it.
 * Deliberately absent: a second try after a trap, and any download where the page forbids WASM.
 */

import { listen, resolve } from './script.js';
import { uuid } from './clock.js';
import { context, path } from './address.js';
import { keep, maySend, me, page } from './person.js';
import { emit } from './outbox.js';
import { notify } from './calls.js';
import { answer, ask, marks, renew } from './session.js';

/** The attendant of the engine, once that is loaded. */
export let engine;

/** Whether there will be no engine in this page any more. */
export let over;

let loaded;
let ready;
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
  if (!files || engine || starting || over || !rulesHold(answer.wake)) return;
  starting = true;
  const found = await load(files).catch(() => {
    // The files may be of a release that is gone: the session is renewed, once.
    loaded = 0;
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
  if (loaded !== files.wasm) {
    loaded = files.wasm;
    ready = download(files);
    // What was loaded early may fail unheard: perhaps nobody needs it.
    ready.catch(() => {});
  }
  return ready;
}

/** What is lent goes by its place; `attendant.js` names the places. */
async function download(files) {
  try {
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch {
    console.error("[waymark] CSP script-src lacks 'wasm-unsafe-eval'");
    return giveUp('wasm_blocked');
  }
  const wasm = fetch(resolve(files.wasm), { integrity: files.integrity, credentials: 'omit' });
  const [glue, response] = await Promise.all([import(resolve(files.glue)), wasm]);
  return glue.attend(response, files, ask, drop, emit, giveUp, keep, context, log, marks, me, notify, page, uuid, renew);
}

/** What goals watch in the page needs no WASM, only its module. */
export async function watchGoals() {
  const watched = answer?.watch.clicks[0] || answer?.watch.elements[0];
  const glue = watched && (await import(resolve(answer.engine?.glue)).catch(() => {}));
  glue?.watchGoals(() => maySend() && answer?.watch, emit, listen);
}

/** No more of the engine in this page. */
function giveUp(code, message = '') {
  over = true;
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
  log.length = 0;
  engine?.stop();
}
