/**
 * The outbox: every event is written down at once and kept until the collector has acknowledged it.
 *
 * Where the device may store: IndexedDB (relaxed, committed in the same task); localStorage, one key an event so that tabs never
 * overwrite each other, until that opens or where it fails; else memory. Each tab sends what it finds; ids make that harmless.
 *
 * Deliberately absent: sending (`delivery.js`), and locks between tabs.
 */

import { attempt } from './script.js';
import { now, uuid } from './clock.js';
import { address, device, locale } from './address.js';
import { forget, keep, known, leave, leftBehind, maySend, me, page, place, tokens } from './person.js';
import { flush } from './delivery.js';

/** Most characters in localStorage: 256 KB, at two bytes each. */
const SPILL = 128 * 1024;
const DAY = 864e5;
/** What a person did about a question, or with their own rights, is sent without waiting for company. */
const URGENT = /^(answered|completed|dismissed|marked|consent)$/;

/** Everything not yet acknowledged: id -> { text, at, by }; `by` is whose token must vouch for it. */
export const items = new Map();

let waiting = [];
let database;
let opening;

/** Records that something happened: `raw` is this device's time of it, `url` its page; `visit`: the host did not say it. */
export function emit(body, { anonymous, raw = Date.now(), url, visit } = {}) {
  if (me.consent === false) return;
  waiting.push({ body, anonymous, raw, url: address(url), visit, who: me.who, locale: locale() });
  waiting = waiting.slice(-500);
  letGo();
}

/** Lets go what has waited for consent or, mere visits, for somebody to become known. */
function letGo() {
  if (!maySend() || !waiting.some((event) => !event.visit || known())) return;
  const entries = waiting.map(stamp);
  const urgent = document.hidden || waiting.some(({ body }) => URGENT.test(Object.keys(body)));
  waiting = [];
  for (const [id, item] of entries) items.set(id, item);
  if (page.stored) persist(entries);
  flush(urgent ? 0 : 1e3);
}

/** Makes the event as it travels; an anonymous one has no person, no place, and a time cut to the day, in its id too. */
function stamp({ body, anonymous, raw, url, who, locale }) {
  let at = raw + me.skew;
  if (anonymous) at -= at % DAY;
  const id = uuid(anonymous && at);
  const event = anonymous ? { id, at, body } : { id, at, who, context: { url, locale, device: device() }, body };
  const by = anonymous ? 0 : tokens.has(who.user_id) ? who.user_id : '';
  return [id, { text: JSON.stringify(event, wellFormed), at, by }];
}

/** NUL and halves of surrogate pairs would cost the whole event at the collector. */
const wellFormed = (_, value) => (value?.replace ? (value.toWellFormed?.() ?? value).replace(/\0/g, '') : value);

/** Changes the database, if it is open; committed before the task ends. */
function change(run) {
  const transaction = database.transaction('events', 'readwrite', { durability: 'relaxed' });
  run(transaction.objectStore('events'));
  transaction.commit?.();
  return transaction;
}

function persist(entries) {
  const spill = () => attempt(() => entries.forEach(spillOne));
  try {
    const transaction = change((store) => entries.forEach(([id, item]) => store.put(item, id)));
    transaction.oncomplete = () => unspill(entries);
    transaction.onabort = spill;
  } catch {
    spill();
  }
}

function spillOne([id, item]) {
  const text = JSON.stringify(item);
  const used = spilled().reduce((sum, key) => sum + localStorage[key].length, text.length);
  if (items.has(id) && used < SPILL) localStorage[place + id] = text;
}

/** The keys of this outbox in localStorage: the record's name and the event's id. */
const spilled = () => Object.keys(localStorage).filter((key) => key.startsWith(place) && key !== place);

const unspill = (entries) => attempt(() => entries.forEach(([id]) => localStorage.removeItem(place + id)));

/** Takes events out; when the last one of a person who left is gone, so is the database. */
export function discard(ids) {
  ids.forEach((id) => items.delete(id));
  unspill(ids.map((id) => [id]));
  if (database) attempt(() => change((store) => ids.forEach((id) => store.delete(id))));
  tidy();
}

function tidy() {
  // Another tab may remember the next person already.
  if (page.stored || items.size || !opening || leftBehind()?.length > 2) return;
  opening = close();
  forget();
  attempt(() => indexedDB.deleteDatabase(place));
}

/** Opens the outbox of the device and takes up what earlier pages left. */
export function openOutbox() {
  if (opening) return;
  attempt(() => {
    opening = indexedDB.open(place, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('events');
    opening.onerror = () => gather([], []);
    opening.onsuccess = ({ target }) => {
      database = target.result;
      database.onclose = database.onversionchange = close;
      const store = database.transaction('events').objectStore('events');
      const ids = store.getAllKeys();
      store.getAll().onsuccess = (event) => gather(ids.result, event.target.result);
    };
  });
}

const close = () => (database = database?.close());

/** What earlier pages left joins what this one has; too old or unreadable events go. */
function gather(ids, found) {
  const all = ids.map((id, at) => [id, found[at]]);
  attempt(() => spilled().forEach((key) => all.push([key.slice(place.length), attempt(() => JSON.parse(localStorage[key]))])));
  const good = all.filter(([, item]) => item?.text && item.at > now() - 7 * DAY);
  for (const [id, item] of good) items.set(id, item);
  if (page.stored) persist([...items]);
  discard(all.map(([id]) => id).filter((id) => !items.has(id)));
  flush();
}

/** Takes everything of ours off the device. */
function wipe() {
  items.clear();
  attempt(() => spilled().forEach((key) => localStorage.removeItem(key)));
  forget();
  opening ||= true;
  tidy();
}

/** After anything that may change what is allowed: begins to remember, forgets, lets go what has waited. */
export function settle() {
  const may = maySend() && known();
  if (page.stored && !may) wipe();
  if (may && !page.stored) {
    keep(true);
    openOutbox();
    persist([...items]);
  }
  letGo();
}

/** `consent(false)`: the refusal is sent, everything else of the person is erased. */
export function refuse() {
  const told = maySend() && stamp({ body: { consent: { given: false } }, raw: Date.now(), url: address(), who: me.who, locale: locale() });
  waiting = [];
  wipe();
  me.consent = false;
  if (told) items.set(...told);
  flush();
}

/** `reset()`: what has happened is sent, what is remembered is erased. */
export function depart() {
  waiting = [];
  flush();
  forget(items.size);
  leave();
  tidy();
}
