/**
 * Delivery: batches to the collector, until it has acknowledged each event.
 *
 * A batch is of one person where a token vouches for them, and anonymous answers travel alone. One is under way at a time, except while
 * the page is being left; what a browser then refuses to carry stays for the next page.
 * Deliberately absent: any timer while there is nothing to send; beacons, which would carry cookies and not say what became of
 * them: without `keepalive` the next page sends.
 */

import { end, warn } from './script.js';
import { backoff, post } from './exchange.js';
import { tokens } from './person.js';
import { discard, items } from './outbox.js';
import { notify } from './calls.js';

/** Most characters in one batch: 48 KiB, at three bytes each. */
const ROOM = 16384;

const flying = new Set();
let timer;
let quietUntil = 0;
let failures = 0;
/** Whether something is to be sent as soon as what is under way is done. */
let more;

/** Sends what there is, in so many milliseconds at most and not before the collector may be asked again. */
export function flush(ms = 0) {
  if ((ms && timer) || end.signal.aborted) return;
  clearTimeout(timer);
  const wait = Math.max(ms, quietUntil - Date.now());
  timer = wait > 0 && items.size && setTimeout(flush, wait);
  if (wait > 0) return;
  if (document.hidden) flushAll();
  else if (flying.size) more = true;
  else send();
}

/** Sends all there is, whatever is under way and whatever the collector said: there may be no later, or the network is back. */
export function flushAll() {
  quietUntil = 0;
  do send();
  while (more);
}

async function send() {
  const free = [...items.values()].filter(({ id, by }) => !flying.has(id) && (!by || tokens.has(by)));
  more = undefined;
  if (!free[0]) return;
  const { by } = free[0];
  const token = tokens.get(by);
  let room = ROOM;
  // The first always goes, however large.
  const batch = free.filter((item, at) => item.by === by && ((room -= JSON.stringify(item).length) > 0 || !at));
  more = free[batch.length];
  let wait;
  for (const { id } of batch) flying.add(id);
  try {
    const { outcomes } = await post('v1/events', { token, events: batch.map(({ by, ...event }) => event) });
    batch.map((item, at) => conclude(item, outcomes[at], token));
    failures = 0;
  } catch (reason) {
    wait = await backoff(++failures, reason);
    // There is nothing else in it that could be too much for the collector.
    if (reason.status === 413 && !batch[1]) discard(batch[0].id);
  }
  for (const { id } of batch) flying.delete(id);
  quietUntil = wait ? Date.now() + wait : 0;
  if (wait || more) flush();
}

/** What becomes of one event; throws when there is no outcome, so that the event stays. */
function conclude({ id, by }, outcome, token) {
  const { reason, detail } = outcome.rejected || {};
  if (reason) warn('rejected:', reason, detail);
  if (reason !== 'bad_token' || !token) return discard(id);
  // The token ran out: the event waits until the host identifies the person with a fresh one.
  if (tokens.get(by) === token) tokens.delete(by);
  notify('error', { code: reason, message: detail });
}
