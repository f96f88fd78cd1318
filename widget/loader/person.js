/**
 * Who is here, and what this device may remember of them. No cookies; everything is in one localStorage record
 * (`waymark:<write key>`) and the outbox.
 *
 * | state | reached by | on the device | sent |
 * |---|---|---|---|
 * | silent | consent is required (by tag or session) and not given | nothing | sessions, until one has said so; with `data-consent="required"` none. Events wait in memory |
 * | refused | `consent(false)` | nothing, all is erased | the refusal itself, if anything was allowed before; later events are dropped |
 * | unknown | nothing is required, nobody is named | nothing | sessions and events; the anonymous id ends with the page. Mere visits wait until something else happens |
 * | known | `identify`, or `consent(true)` | ids, marks, clock correction, the engine that was waiting, unacknowledged events | everything |
 *
 * Until the first session has said whether consent is required, the state is silent. Under Global Privacy Control the
 * anonymous id is never written. `reset()` leads back to unknown or silent and erases the record; events not yet acknowledged
 * stay in the outbox under the id they happened under (7 days at most), because a sign-out must not cost an answer; the page
 * shows them to nobody. The stored id of a person who was signed by a token is compared, never used: a page must bring a token again.
 *
 * Deliberately absent: tokens on the device, and writing back what another tab or the host has erased.
 */

import { perhaps, settings } from './script.js';
import { uuid } from './clock.js';

/** The name of the record, and of the outbox. */
export const place = 'waymark:' + settings.key;

/** The browser sends Global Privacy Control. */
export const gpc = !!navigator.globalPrivacyControl;

/** What is remembered, where that is allowed. */
export const me = { skew: 0 };

/** What only this page knows: whom the host named, the traits it said, whether consent is required, whether the record exists. */
export const page = { required: settings.consent === 'required' || undefined };

/** The signed tokens of this page by user id: events of an earlier person are still sent with theirs. */
export const tokens = new Map();

/** Writes something of ours into localStorage, or takes it away; `id` is empty for the record. */
export const write = (id, text) => perhaps(() => (text ? (localStorage[place + id] = text) : localStorage.removeItem(place + id)));

/** Reads it. */
export const read = (id) => perhaps(() => JSON.parse(localStorage[place + id]));

/** The record, if the device still holds that of this person; one without a name is that of whoever is named next. */
export function mine() {
  const found = page.stored && read('');
  return found?.who && (found.who.user_id ?? page.owner) === page.owner && found;
}

/** Nobody: the next person has no ids, marks, traits or consent of the last. */
export function leave() {
  me.who = { anonymous_id: uuid() };
  me.marks = {};
  page.said = {};
  me.consent = me.waiting = page.owner = page.stored = undefined;
}

/** Takes up what earlier pages left. */
export function recall() {
  leave();
  const found = read('');
  if (!found?.who) return;
  page.stored = true;
  page.required ||= false;
  page.owner = found.who.user_id;
  Object.assign(me, found, { who: { ...me.who, ...found.who, ...(found.signed && { user_id: undefined }) } });
}

/** Remembers what is known now, if the record is still there and still this person's; `begin` makes it. */
export function keep(begin) {
  if (!begin && !mine()) return;
  me.signed = tokens.has(page.owner);
  write('', JSON.stringify({ ...me, who: { ...me.who, user_id: page.owner, ...(gpc && { anonymous_id: undefined }) } }));
}

/** Whether anything may be sent. */
export const maySend = () => me.consent ?? page.required === false;

/** Whether somebody is known: named by the host, or asked and agreed. */
export const known = () => page.owner || me.consent;
