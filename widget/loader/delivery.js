/**
 * Delivery: batches to the collector, until it has acknowledged each event.
 *
 * A batch is of one person where a token vouches for them, and anonymous answers travel alone. One is under way at a time,
 * except while the page is being left. The promise that a request outlives the page is the browser's: beyond 64 KiB it refuses, and the
 * events stay. Deliberately absent: any timer while there is nothing to send; any way to lose an event whose outcome was not understood;
 * beacons, which would carry cookies and say nothing of what became of them: without `keepalive` the next page sends.
 */

import { backoff, post, settings, warn } from './script.js';
import { correct, now } from './clock.js';
import { tokens } from './person.js';
import { discard, items } from './outbox.js';
import { notify } from './calls.js';

/** Most characters in one batch: 48 KiB, at three bytes each. */
const ROOM = 16384;

const flying = new Set();
let timer;
let quietUntil = 0;
let failures = 0;

/** Sends what there is, in so many milliseconds at most and not before the collector may be asked again. */
export function flush(ms = 0) {
  if (ms && timer) return;
  clearTimeout(timer);
  const wait = Math.max(ms, quietUntil - Date.now());
  timer = wait > 0 && items.size && setTimeout(flush, wait);
  if (wait <= 0 && (!flying.size || document.hidden)) send();
}

/** The network is back, or (`Infinity`) nothing more is to be sent from this page. */
export function setQuiet(until) {
  quietUntil = until;
  flush();
}

async function send() {
  const free = [...items.values()].filter(({ id, by }) => !flying.has(id) && (!by || tokens.has(by)));
  if (!free[0]) return;
  const { by } = free[0];
  const token = tokens.get(by);
  let room = ROOM;
  // The first always goes, however large.
  const batch = free.filter((item, at) => item.by === by && ((room -= item.text.length) > 0 || !at));
  const sent = Date.now();
  const head = JSON.stringify({ key: settings.key, schema: 1, sent_at: now(), token });
  let wait = 0;
  for (const { id } of batch) flying.add(id);
  try {
    const { now, outcomes } = await post('v1/events', `${head.slice(0, -1)},"events":[${batch.map((item) => item.text)}]}`, room > -ROOM);
    correct(now, sent);
    // An outcome that is not understood counts as a failure: the event stays.
    if (batch.filter((item, at) => !conclude(item, outcomes[at], token))[0]) throw 0;
    failures = 0;
  } catch (reason) {
    wait = await backoff(++failures, reason);
    // There is nothing else in it that could be too much for the collector.
    if (reason.status === 413 && !batch[1]) discard(batch[0].id);
  }
  for (const { id } of batch) flying.delete(id);
  if (quietUntil < Infinity) setQuiet(wait && Date.now() + wait);
}

/** What becomes of one event; nothing when the outcome was not understood. */
function conclude({ id, by }, outcome, token) {
  const { reason, detail } = outcome.rejected || {};
  if (reason) warn('event rejected:', reason, detail);
  if (reason === 'bad_token' && token) {
    // The token ran out: the event waits until the host identifies the person with a fresh one.
    tokens.delete(by);
    return notify('error', { code: reason, message: detail }) || true;
  }
  return (reason || /^(accepted|duplicate)$/.test(outcome)) && (discard(id) || true);
}
