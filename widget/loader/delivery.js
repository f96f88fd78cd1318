/**
 * Delivery: batches to the collector, until it has acknowledged each event.
 *
 * A batch is of one person where a token vouches for them, and anonymous answers travel alone.
 * Deliberately absent: any timer while there is nothing to send, and any way to lose an event whose outcome was not understood.
 */

import { backoff, post, refused, resolve, settings, warn } from './script.js';
import { correct, now } from './clock.js';
import { tokens } from './person.js';
import { discard, items } from './outbox.js';
import { notify } from './calls.js';

/** Bytes in flight at most; browsers refuse more than 64 KiB of requests that outlive the page. */
const ROOM = 48 * 1024;
/** Most events in one batch. */
const MOST = 500;

const flying = new Set();
const size = (text) => new Blob([text]).size;
let inFlight = 0;
let timer;
let timerAt = Infinity;
let quietUntil = 0;
let failures = 0;
let limit = MOST;

/** Sends what there is, in so many milliseconds or when the collector may be asked again. */
export function flush(ms = 0) {
  const at = Math.max(Date.now() + ms, quietUntil);
  if (at > Date.now()) {
    if (at < timerAt && items.size) {
      clearTimeout(timer);
      timerAt = at;
      timer = setTimeout(flush, at - Date.now());
    }
    return;
  }
  clearTimeout(timer);
  timerAt = Infinity;
  for (let batch; (batch = next())[0]; ) send(batch);
}

/** The network is back, or (`Infinity`) nothing more is to be sent from this page. */
export function setQuiet(until) {
  quietUntil = until;
  flush();
}

/** The events that fit into what may be in flight. */
function next() {
  const batch = [];
  let room = ROOM - inFlight;
  for (const [id, item] of items) {
    if (flying.has(id) || (item.by && !tokens.has(item.by)) || (batch[0] && item.by !== batch[0][1].by)) continue;
    room -= size(item.text);
    // One that is too large for any batch goes alone, when nothing else is in flight.
    if (batch.length >= limit || (room < 0 && (batch[0] || inFlight))) break;
    batch.push([id, item]);
  }
  return batch;
}

async function send(batch) {
  const token = tokens.get(batch[0][1].by);
  const head = JSON.stringify({ key: settings.key, schema: 1, sent_at: now(), token });
  const body = head.slice(0, -1) + ',"events":[' + batch.map(([, item]) => item.text) + ']}';
  const bytes = size(body);
  inFlight += bytes;
  for (const [id] of batch) flying.add(id);
  const wait = await deliver(batch, body, bytes, token).catch(() => backoff(++failures));
  inFlight -= bytes;
  for (const [id] of batch) flying.delete(id);
  if (quietUntil < Infinity) setQuiet(wait && Date.now() + wait);
}

/** Posts one batch and answers how long to wait before the next request. */
async function deliver(batch, body, bytes, token) {
  // A beacon does not say what became of it, so its events stay and are sent again; only for browsers without keepalive.
  if (document.hidden && !('keepalive' in Request.prototype)) navigator.sendBeacon(resolve('v1/events'), body);
  const sent = Date.now();
  const response = await post('v1/events', body, bytes < ROOM + 2e3);
  if (!response.ok) return turnedAway(batch, response);
  const receipt = await response.json();
  correct(receipt.now, sent);
  limit = MOST;
  failures = batch.every(([id, item], at) => conclude(id, item, receipt.outcomes[at], token)) ? 0 : failures + 1;
  return failures && backoff(failures);
}

/** What becomes of one event; false when the outcome was not understood. */
function conclude(id, item, outcome, token) {
  const { reason, detail } = outcome.rejected || {};
  if (reason) warn('event rejected:', reason, detail);
  if (reason === 'bad_token' && token) {
    // The token ran out: the event waits until the host identifies the person with a fresh one.
    if (tokens.get(item.by) === token) tokens.delete(item.by);
    notify('error', { code: reason, message: detail });
  } else if (reason || /^(accepted|duplicate)$/.test(outcome)) {
    discard([id]);
  } else {
    return false;
  }
  return true;
}

async function turnedAway(batch, response) {
  if (!(await refused(response))) return backoff(++failures, response);
  if (!/400|413/.test(response.status)) return 3e5;
  // One of them is at fault: each goes alone until that one is found, and only that is given up.
  if (batch[1]) limit = 1;
  else discard([batch[0][0]]);
  return 0;
}
