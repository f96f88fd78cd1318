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

/** Everything not yet acknowledged, by id: the event as it travels, and `by`, whose token must vouch for it. */
export const items = new Map();

let waiting = [];
let database;
let opening;
/** Whether what earlier pages left has been taken up. */
let gathered;

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
  if (!maySend() || !(known() || waiting.some((event) => !event.visit))) return;
  const ms = document.hidden || waiting.some((event) => event.urgent) ? 0 : 1e3;
  waiting.splice(0).map(stamp).map(store);
  flush(ms);
}

/** Makes the event as it travels; an anonymous one has no person, no place, and a time cut to the day, in its id too. */
function stamp({ body, anonymous, raw, who, context }) {
  let at = raw + me.skew;
  if (anonymous) at -= at % DAY;
  const id = uuid(anonymous && at);
  return anonymous ? { id, at, by: 0, body } : { id, at, by: tokens.has(who.user_id) ? who.user_id : '', who, context, body };
}

/** Changes the database; committed before the task ends. */
function change(method, value) {
  const transaction = database.transaction('events', 'readwrite', { durability: 'relaxed' });
  transaction.objectStore('events')[method](value);
  transaction.commit?.();
  return transaction;
}

/** Takes an event into the outbox, and where the device may store, onto the device. */
function store(item) {
  items.set(item.id, item);
  if (!page.stored) return;
  const spill = () => {
    const text = JSON.stringify(item);
    if (items.has(item.id) && (JSON.stringify(spilled().map(read)) + text).length < SPILL) write(item.id, text);
  };
  try {
    const transaction = change('put', item);
    transaction.oncomplete = () => write(item.id);
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
export async function openOutbox() {
  if (opening) return;
  let found = [];
  let request;
  try {
    request = opening = indexedDB.open(place);
    // Whatever this page does meanwhile: the next one must find the store.
    request.onupgradeneeded = () => perhaps(() => request.result.createObjectStore('events', { keyPath: 'id' }));
    const opened = await done(request);
    // Erased in the meantime: what is in it was another person's.
    if (opening !== request) return opened.close();
    database = opened;
    database.onversionchange = close;
    found = await done(database.transaction('events').objectStore('events').getAll());
  } catch {
    // Whatever is wrong with it: localStorage is all there is.
    if (opening === request) close();
  }
  if (opening !== request) return;
  for (const item of [...found, ...spilled().map((id) => ({ ...read(id), id }))]) {
    if (item.at > now() - 7 * DAY && perhaps(() => JSON.stringify(item))) store(item);
    else discard(item.id);
  }
  gathered = true;
  tidy();
  flush(1e3);
}

/** What a request to the database brings. */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });

const close = () => (database = database?.close());

/** Removes the database when nothing is in it and nobody is remembered, in another tab neither. */
function tidy() {
  if (page.stored || items.size || !gathered || read('')?.who) return;
  gathered = opening = close();
  write('');
  perhaps(() => indexedDB.deleteDatabase(place));
}

/** Takes everything of ours off the device. */
function wipe() {
  page.stored = false;
  items.clear();
  for (const id of ['', ...spilled()]) write(id);
  gathered = true;
  tidy();
}

/** After anything that may change what is allowed: begins to remember, forgets, lets go what has waited. */
export function settle() {
  if (!maySend() || !known()) {
    if (page.stored) wipe();
  } else if (!page.stored) {
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
  if (told) store(refusal);
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
