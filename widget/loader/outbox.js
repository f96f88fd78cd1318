/**
 * The outbox: every event is written down at once and kept until the collector has acknowledged it.
 *
 * Where the device may store: IndexedDB (relaxed, committed in the same task); localStorage, one key an event so that tabs never
 * overwrite each other, until that opens or where it fails; else memory. Each tab sends what it finds; ids make that harmless.
 *
 * Deliberately absent: sending (`delivery.js`), and locks between tabs.
 */

import { perhaps } from './script.js';
import { now, uuid } from './clock.js';
import { context } from './address.js';
import { keep, known, leave, maySend, me, page, place, read, tokens, write } from './person.js';
import { flush } from './delivery.js';

/** Most characters in localStorage: 256 KB, at two bytes each. */
const SPILL = 131072;
const DAY = 864e5;

/** Everything not yet acknowledged, by id: { id, text, at, by }; `by` is whose token must vouch for it. */
export const items = new Map();

let waiting = [];
let database;
let opening;

/**
 * Records that something happened. Options: `raw`, this device's time of it; `url`, its page; `anonymous`; `urgent`, it does not wait for
 * company; `visit`, the host did not say it.
 */
export function emit(body, options = {}) {
  if (me.consent === false) return;
  waiting.push({ ...options, body, raw: options.raw ?? Date.now(), who: me.who, context: context(options.url) });
  letGo();
}

/** Lets go what has waited for consent or, mere visits, for somebody to become known; the last 500. */
function letGo() {
  waiting = waiting.slice(-500);
  if (!maySend() || !waiting.some((event) => !event.visit || known())) return;
  const ms = document.hidden || waiting.some((event) => event.urgent) ? 0 : 1e3;
  waiting.splice(0).map(stamp).map(store);
  flush(ms);
}

/** Makes the event as it travels; an anonymous one has no person, no place, and a time cut to the day, in its id too. */
function stamp({ body, anonymous, raw, who, context }) {
  let at = raw + me.skew;
  let by = tokens.has(who.user_id) ? who.user_id : '';
  if (anonymous) {
    at -= at % DAY;
    by = 0;
    who = context = undefined;
  }
  const id = uuid(anonymous && at);
  return { id, text: JSON.stringify({ id, at, who, context, body }, wellFormed), at, by };
}

/** NUL and halves of surrogate pairs would cost the whole event at the collector. */
const wellFormed = (_, value) => (typeof value === 'string' ? value.replace(/[\0\ud800-\udfff]/gu, '') : value);

/** Changes the database; committed before the task ends. */
function change(method, value) {
  const transaction = database.transaction('events', 'readwrite', { durability: 'relaxed' });
  transaction.objectStore('events')[method](value);
  transaction.commit?.();
  return transaction;
}

/** Takes an event into the outbox, and where the device may store, onto the device. */
function store(item) {
  const { id } = item;
  items.set(id, item);
  if (!page.stored) return;
  const spill = () => {
    const text = JSON.stringify(item);
    if (items.has(id) && (JSON.stringify(spilled().map(read)) + text).length < SPILL) write(id, text);
  };
  try {
    const transaction = change('put', item);
    transaction.oncomplete = () => write(id);
    transaction.onabort = spill;
  } catch {
    spill();
  }
}

/** The ids of events in localStorage. */
const spilled = () => (perhaps(() => Object.keys(localStorage)) || []).map((key) => key.split(place)[1]).filter((id) => id);

/** Takes an event out; when the last one of a person who left is gone, so is the database. */
export function discard(id) {
  items.delete(id);
  write(id);
  perhaps(() => change('delete', id));
  tidy();
}

/** Opens the outbox of the device and takes up what earlier pages left; too old or unreadable events go. */
export function openOutbox() {
  if (opening) return;
  const gather = (found) => {
    for (const item of [...found, ...spilled().map((id) => ({ ...read(id), id }))]) {
      if (item.at > now() - 7 * DAY) store(item);
      else discard(item.id);
    }
    flush(1e3);
  };
  try {
    const request = (opening = indexedDB.open(place));
    request.onupgradeneeded = () => request.result.createObjectStore('events', { keyPath: 'id' });
    request.onerror = () => gather([]);
    request.onsuccess = () => {
      database = request.result;
      // Erased in the meantime: what is in it was another person's.
      if (opening !== request) return close();
      database.onversionchange = close;
      database.transaction('events').objectStore('events').getAll().onsuccess = (event) => gather(event.target.result);
    };
  } catch {
    gather([]);
  }
}

const close = () => (database = database?.close());

/** Removes the database when nothing is in it and nobody is remembered, in another tab neither. */
function tidy() {
  if (page.stored || items.size || !opening || read('')?.who) return;
  opening = close();
  write('');
  perhaps(() => indexedDB.deleteDatabase(place));
}

/** Takes everything of ours off the device. */
function wipe() {
  page.stored = false;
  items.clear();
  ['', ...spilled()].map((id) => write(id));
  opening ||= true;
  tidy();
}

/** After anything that may change what is allowed: begins to remember, forgets, lets go what has waited. */
export function settle() {
  const may = maySend() && known();
  if (page.stored && !may) wipe();
  if (may && !page.stored) {
    page.stored = true;
    keep(true);
    [...items.values()].map(store);
  }
  // An earlier page may have left events of somebody who has gone.
  if (page.stored || read('')) openOutbox();
  letGo();
}

/** `consent(false)`: the refusal is sent, everything else of the person is erased. */
export function refuse() {
  const told = maySend();
  emit({ consent: { given: false } }, { urgent: true });
  const refusal = [...items.values()].pop();
  me.consent = false;
  waiting = [];
  wipe();
  if (told) items.set(refusal.id, refusal);
  flush();
}

/** `reset()`: what has happened is sent, what is remembered is erased; what is left says that events are, and nothing else. */
export function depart() {
  waiting = [];
  flush();
  if (page.stored || !items.size) write('', items.size && '{}');
  leave();
  tidy();
}
