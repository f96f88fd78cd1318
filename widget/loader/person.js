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

import { attempt, settings } from './script.js';
import { uuid } from './clock.js';

/** The name of the record, and of the outbox. */
export const place = 'waymark:' + settings.key;

/** The browser sends Global Privacy Control. */
export const gpc = !!navigator.globalPrivacyControl;

/** What is known of the person; `owner` is whom the host named last. What is remembered of this is the record. */
export const me = { skew: 0 };

/** What only this page knows: traits not yet stored, whether consent is required, whether the record exists. */
export const page = {};

/** The signed tokens of this page by user id: events of an earlier person are still sent with theirs. */
export const tokens = new Map();

/** The record, unless it is absent, unreadable or somebody else's. */
function record() {
  try {
    const found = JSON.parse(localStorage[place]);
    return found.who && found;
  } catch {
    // Absent, or not ours to read.
  }
}

/** The record, if the device still holds that of this person. */
export function mine() {
  const found = page.stored && record();
  return found?.owner === me.owner ? found : undefined;
}

/** Nobody: the next person has no ids, marks, traits or consent of the last. */
export function leave() {
  Object.assign(me, { who: { anonymous_id: uuid() }, owner: undefined, consent: undefined, waiting: undefined, marks: {} });
  Object.assign(page, { traits: {}, company: {}, stored: false });
}

/** Takes up what earlier pages left. */
export function recall() {
  leave();
  page.required = settings.consent === 'required' || undefined;
  const found = record();
  if (!found) return;
  page.stored = true;
  page.required ||= false;
  Object.assign(me, found);
  me.who = { anonymous_id: uuid(), ...found.who };
  if (found.signed) delete me.who.user_id;
}

/** Remembers what is known now, if the record is still there and still this person's; `begin` makes it. */
export function keep(begin) {
  if (begin) page.stored = true;
  else if (!mine()) return;
  const who = { ...me.who, user_id: me.owner, anonymous_id: gpc ? undefined : me.who.anonymous_id };
  attempt(() => (localStorage[place] = JSON.stringify({ ...me, who, signed: tokens.has(me.owner) })));
}

/** Takes the record away; what is left of it may say that the outbox still holds events, and nothing else. */
export function forget(events) {
  page.stored = false;
  attempt(() => (events ? (localStorage[place] = '{}') : localStorage.removeItem(place)));
}

/** Whether earlier pages left anything. */
export const leftBehind = () => attempt(() => localStorage[place]);

/** Whether anything may be sent. */
export const maySend = () => me.consent ?? page.required === false;

/** Whether somebody is known: named by the host, or asked and agreed. */
export const known = () => me.owner !== undefined || me.consent;
