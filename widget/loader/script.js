/**
 * The script tag the loader came from, and its ways to the outside: addresses, listeners, the console.
 *
 * Deliberately absent: anything that knows of people, events or the engine. Nothing here throws into the host page.
 */

const tag = document.currentScript || document.querySelector('script[data-key]') || document.body;

/** What the tag says: `data-key`, `data-consent`, `data-locale`, `data-auto-page`. */
export const settings = { ...tag.dataset };

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
