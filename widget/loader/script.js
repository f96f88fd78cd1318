/**
 * The script tag the loader came from, and its ways to the outside: requests, listeners, the console.
 *
 * Deliberately absent: anything that knows of people, events or the engine. Nothing here throws into the host page.
 */

const tag = document.currentScript || document.querySelector('script[data-key]') || document.body;

/** What the tag says: `data-key`, `data-consent`, `data-locale`, `data-auto-page`. */
export const settings = tag.dataset;

/** The address of a file or endpoint of the collector: beside the loader, so a base path works unasked. */
export const resolve = (path) => new URL(path, tag.src).href;

/** Aborted when the loader is destroyed. */
export const end = new AbortController();

/** Tells the host's developer. */
export const warn = (...texts) => console.warn('[waymark]', ...texts);

/** Runs a function of the browser's that may refuse, such as storage: then there is nothing. */
export function perhaps(run) {
  try {
    return run();
  } catch {
    // Refused.
  }
}

/** Listens until the loader is destroyed; where there is no such target, not at all. */
export const listen = (target, name, run, capture) =>
  target?.addEventListener(name, (event) => perhaps(() => run(event)), { capture, signal: end.signal });

/**
 * Posts JSON as `text/plain`, which needs no preflight, without cookies and without the page's address as referrer; throws
 * the answer unless it is a success. Given up after half a minute, so that nothing waits for a dead line for ever.
 */
export async function post(path, body, keepalive) {
  const response = await fetch(resolve(path), {
    method: 'POST',
    body,
    keepalive,
    credentials: 'omit',
    referrerPolicy: 'origin',
    signal: AbortSignal.timeout?.(3e4),
  });
  if (!response.ok) throw response;
  return response.json();
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
  return Math.max(Math.min(3e5, 1e3 * 2 ** failures) * (0.5 + Math.random() / 2), reason.headers?.get('retry-after') * 1e3 || 0);
}
