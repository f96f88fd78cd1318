/**
 * Delivery: batches to the collector, until it has acknowledged each event.
 *
 * A batch is of one person where a token vouches for them, and anonymous answers travel alone.
 * Deliberately absent: any timer while there is nothing to send; any way to lose an event whose outcome was not understood;
 * beacons, which would carry cookies and say nothing of what became of them: without `keepalive` the next page sends.
 */

import { backoff, post, refused, settings, warn } from './script.js';
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
let quietUntil = 0;
let failures = 0;
let limit = MOST;

/** Sends what there is, in so many milliseconds at most and not before the collector may be asked again. */
export function flush(ms = 0) {
  if (ms && timer) return;
  clearTimeout(timer);
  timer = 0;
  const wait = Math.max(ms, quietUntil - Date.now());
  if (wait > 0) timer = items.size && setTimeout(flush, wait);
  else for (let batch; (batch = next())[0]; ) send(batch);
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
  for (const entry of items) {
    const [id, { by, text }] = entry;
    if (flying.has(id) || (by && !tokens.has(by)) || (batch[0] && by !== batch[0][1].by)) continue;
    room -= size(text);
    // One that is too large for any batch goes alone, when nothing else is in flight.
    if (batch.length >= limit || (room < 0 && (batch[0] || inFlight))) break;
    batch.push(entry);
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
  const sent = Date.now();
  const response = await post('v1/events', body, bytes < ROOM + 2e3);
  if (response.ok) {
    const receipt = await response.json();
    correct(receipt.now, sent);
    limit = MOST;
    failures = batch.every((entry, at) => conclude(entry, receipt.outcomes[at], token)) ? 0 : failures + 1;
    return failures && backoff(failures);
  }
  if (!(await refused(response))) return backoff(++failures, response);
  if (!/400|413/.test(response.status)) return 3e5;
  // One of them is at fault: each goes alone until that one is found, and only that is given up.
  if (batch[1]) limit = 1;
  else discard(batch[0][0]);
  return 0;
}

/** What becomes of one event; false when the outcome was not understood. */
function conclude([id, { by }], outcome, token) {
  const { reason, detail } = outcome.rejected || {};
  if (reason) warn('event rejected:', reason, detail);
  if (reason === 'bad_token' && token) {
    // The token ran out: the event waits until the host identifies the person with a fresh one.
    if (tokens.get(by) === token) tokens.delete(by);
    notify('error', { code: reason, message: detail });
    return true;
  }
  const done = reason || /^(accepted|duplicate)$/.test(outcome);
  if (done) discard(id);
  return done;
}
