/**
 * Delivery: batches to the collector, until it has acknowledged each event.
 *
 * A batch is of one person where a token vouches for them, and anonymous answers travel alone.
 * Deliberately absent: any timer while there is nothing to send; any way to lose an event whose outcome was not understood;
 * beacons, which would carry cookies and say nothing of what became of them: without `keepalive` the next page sends.
 */

import { backoff, post, settings, warn } from './script.js';
import { correct, now } from './clock.js';
import { tokens } from './person.js';
import { discard, items } from './outbox.js';
import { notify } from './calls.js';

/** Bytes in flight at most; browsers refuse more than 64 KiB of requests that outlive the page. */
const ROOM = 49152;
/** Most events in one batch. */
const MOST = 500;

const flying = new Set();
const size = (text) => new Blob([text]).size;
let inFlight = 0;
let timer;
let quietUntil = 0;
let failures = 0;

/** Sends what there is, in so many milliseconds at most and not before the collector may be asked again. */
export function flush(ms = 0) {
  if (ms && timer) return;
  clearTimeout(timer);
  const wait = Math.max(ms, quietUntil - Date.now());
  timer = wait > 0 && items.size && setTimeout(flush, wait);
  if (wait <= 0) for (let batch; (batch = next())[0]; ) send(batch);
}

/** The network is back, or (`Infinity`) nothing more is to be sent from this page. */
export function setQuiet(until) {
  quietUntil = until;
  flush();
}

/** The events that fit into what may be in flight; one that is too large for any batch goes alone, when nothing else does. */
function next() {
  const batch = [];
  let room = ROOM - inFlight;
  for (const item of items.values()) {
    const { by, text } = item;
    if (flying.has(item.id) || (by && !tokens.has(by)) || by !== (batch[0] || item).by) continue;
    room -= size(text);
    if (batch[MOST - 1] || (room < 0 && (batch[0] || inFlight))) break;
    batch.push(item);
  }
  return batch;
}

async function send(batch) {
  const token = tokens.get(batch[0].by);
  const sent = Date.now();
  const head = JSON.stringify({ key: settings.key, schema: 1, sent_at: now(), token });
  const body = `${head.slice(0, -1)},"events":[${batch.map((item) => item.text)}]}`;
  const bytes = size(body);
  let wait = 0;
  inFlight += bytes;
  for (const { id } of batch) flying.add(id);
  try {
    const receipt = await post('v1/events', body, bytes < ROOM + 2e3);
    correct(receipt.now, sent);
    // An outcome that is not understood counts as a failure: the event stays.
    if (batch.filter((item, at) => !conclude(item, receipt.outcomes[at], token))[0]) throw receipt;
    failures = 0;
  } catch (reason) {
    wait = await backoff(++failures, reason);
    // Nothing else is in it that could be too much for the collector.
    if (reason.status === 413 && !batch[1]) discard(batch[0].id);
  }
  inFlight -= bytes;
  for (const { id } of batch) flying.delete(id);
  if (quietUntil < Infinity) setQuiet(wait && Date.now() + wait);
}

/** What becomes of one event; nothing when the outcome was not understood. */
function conclude({ id, by }, outcome, token) {
  const { reason, detail } = outcome.rejected || {};
  if (reason) warn('event rejected:', reason, detail);
  if (reason === 'bad_token' && token) {
    // The token ran out: the event waits until the host identifies the person with a fresh one.
    if (tokens.get(by) === token) tokens.delete(by);
    notify('error', { code: reason, message: detail });
    return true;
  }
  return (reason || /^(accepted|duplicate)$/.test(outcome)) && (discard(id), true);
}
