/**
 * Waymark's loader: `window.waymark`, the calls kept by the stub, and what happens at load, on leaving and on coming back.
 *
 * A map of the loader: `script` (tag, listeners, warnings) · `exchange` (requests) · `clock` (time, ids) · `address` (where) · `person`
 * (who; the table of what the device may remember) · `outbox` and `delivery` (events) · `session` (what may be due) · `engine` (wake rules,
 * loading) · `calls` (what the page may say). The build joins them into one classic script; `attendant` travels with the engine.
 * Deliberately absent: anything visible; that is the engine's.
 */

import { listen, perhaps, settings, warn } from './script.js';
import { now } from './clock.js';
import { address, watchAddress } from './address.js';
import { leave, mine, page, recall } from './person.js';
import { emit, settle } from './outbox.js';
import { flush, flushAll } from './delivery.js';
import { answer, dropSession, misses, renew } from './session.js';
import { loadEarly, tellPage } from './engine.js';
import { calls } from './calls.js';

const queue = Array.isArray(window.waymark) ? window.waymark : [];
let begun;
let href = location.href;
let visited;

/** One call: method, arguments and, from the stub, where and when it was made. Nothing gets out of here but what `explain` answers. */
function call(entry) {
  if (!begun) return void queue.push(entry);
  if (!api.loaded) return;
  try {
    const [method, values, url, raw] = entry;
    return calls[method]([...values], { url, raw });
  } catch (error) {
    warn('dropped:', entry?.[0], '' + error);
  }
}

/** `push` serves pages without the stub: `(window.waymark ||= []).push(['identify', ['u1']])` works before and after load. */
const api = { loaded: true, push: call };
const method = (name) => (...values) => call([name, values, location.href, Date.now()]);

/** A mere visit of this page, once per address. */
function visit() {
  if (settings.autoPage !== 'false' && visited !== (visited = address())) emit({ page: {} }, { visit: true });
}

/** The page is looked at again, or the network is back. */
function renewStale() {
  (!misses && answer?.now > now() - 9e5) || renew();
}

function begin() {
  begun = true;
  recall();
  settle();
  listen(document, 'visibilitychange', () => (document.hidden ? flush() : renewStale()));
  listen(self, 'online', () => {
    flushAll();
    renewStale();
  });
  listen(self, 'storage', () => {
    // Another tab signed out, or the host cleared its storage: the person is gone here too.
    if (!page.stored || mine()) return;
    dropSession();
    leave();
    renew();
  });
  watchAddress(() => {
    if (!api.loaded || href === location.href) return;
    href = location.href;
    tellPage();
    visit();
  });
  queue.push = call;
  queue.splice(0).map(call);
  // The host may have changed its mind before there was anything to destroy.
  if (!api.loaded) return;
  visit();
  loadEarly();
  renew();
}

if (!settings.key) {
  warn('no data-key');
} else if (!window.waymark?.loaded) {
  for (const name in calls) api[name] = method(name);
  // A method of another release is a warning, not an error in the host's code; with `then` this would look like a promise.
  window.waymark = new Proxy(api, {
    get: (target, name) => target[name] ?? (/^(?!then$|toJSON$)[a-z]+$/i.test(String(name)) ? method(name) : undefined),
  });
  // A page that is only prepared may never be seen.
  if (document.prerendering) listen(document, 'prerenderingchange', begin);
  else perhaps(begin);
}
