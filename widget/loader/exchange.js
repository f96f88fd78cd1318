/**
 * Requests to the collector: how they are made, what each says and learns, how long to wait after a failure.
 *
 * Deliberately absent: what is asked (`session.js`) and what is told (`delivery.js`).
 */

import { resolve, settings, warn } from './script.js';
import { correct, now } from './clock.js';

/** NUL and halves of surrogate pairs would cost the whole event at the collector. */
const wellFormed = (_, value) => (typeof value === 'string' ? value.replace(/[\0\ud800-\udfff]/gu, '') : value);

/**
 * Posts JSON as `text/plain`, which needs no preflight, without cookies and without the page's address as referrer; throws
 * the answer unless it is a success. Events outlive the page, unless they are more than a browser allows (64 KiB, three bytes
 * a character). Given up after half a minute, so that nothing waits for a dead line for ever.
 */
export async function post(path, question) {
  const sent = Date.now();
  const body = JSON.stringify({ key: settings.key, schema: 1, sent_at: now(), ...question }, wellFormed);
  const response = await fetch(resolve(path), {
    method: 'POST',
    body,
    keepalive: question.events && body.length < 21e3,
    credentials: 'omit',
    referrerPolicy: 'origin',
    signal: AbortSignal.timeout?.(3e4),
  });
  if (!response.ok) throw response;
  const answer = await response.json();
  correct(answer.now, sent);
  return answer;
}

/**
 * How long to wait after so many failures in a row: doubling from 2 s to 5 min, half of it random; longer when `Retry-After`
 * says so. Five minutes where the collector would answer the same again; the host's developer is told so in its words.
 */
export async function backoff(failures, reason) {
  if (/^4(?!08|25|29)/.test(reason.status)) {
    warn('refused:', await reason.text().catch(() => reason.status));
    return 3e5;
  }
  const ms = Math.min(3e5, 1e3 * 2 ** failures) * (1 + Math.random());
  return Math.max(ms / 2, reason.headers?.get('retry-after') * 1e3 || 0);
}
