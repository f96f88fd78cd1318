/**
 * Where the person is: the page's address, changes of it within a single-page app, the device, the locale.
 *
 * Deliberately absent: query values, credentials and ordinary hashes, which never leave the page.
 */

import { end, listen, perhaps, settings } from './script.js';

/** The part of the hash that is a route (`#/settings`). */
const route = (hash) => hash.match(/^(#\/[^?]*)?/)[0];

/** The path that rules speak of, as `shared::targeting::address::path_of`. */
export const path = () => route(location.hash).slice(1) || location.pathname;

/** An address without query, credentials and hash, except for hash routes. */
export function address(of = location) {
  const { origin, pathname, hash } = new URL(of);
  return (origin + pathname + route(hash)).slice(0, 2e3);
}

/** The tag the person reads: what the host said, else what the page says, else the browser. */
export const locale = () => settings.locale || document.documentElement.lang || navigator.language;

/** Where something happens. A device with a fine pointer is a desktop; otherwise the narrow side of the screen decides. */
export const context = (url) => ({
  url: address(url),
  locale: locale(),
  device: !matchMedia('(pointer:coarse)').matches ? 'desktop' : Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet',
});

/** Calls back when the address may have changed without a new page. */
export function watchAddress(changed) {
  listen(self, 'popstate', changed);
  // Routers built on the Navigation API tell nobody else.
  listen(self.navigation, 'currententrychange', changed);
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name];
    const ours = (history[name] = function (...values) {
      const result = original.apply(this, values);
      perhaps(changed);
      return result;
    });
    // Whoever wrapped after us stays, and what is then called of ours does nothing.
    end.signal.addEventListener('abort', () => history[name] === ours && (history[name] = original));
  }
}
