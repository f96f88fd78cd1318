/**
 * What goals watch in the page without code: clicks on elements, the presence of elements.
 *
 * Deliberately absent: any observer while no goal needs one, and any content of what is watched.
 */

import { listen } from './script.js';
import { emit } from './outbox.js';

let watched = {};
let missing = [];
let looking;
let observer;

/** Watches these selectors from now on, and no others. */
export function watchElements(watch = {}) {
  watched = watch;
  lookAgain();
}

/** Another page, or other selectors: presence is told once per page. */
export function lookAgain() {
  missing = watched.elements || [];
  look();
}

/** Tells what a goal watches, if it is there; a selector that this browser does not know never is. */
function tellElement(kind, selector, find) {
  try {
    return find(selector) && (emit({ [kind]: { selector } }), true);
  } catch {
    return false;
  }
}

/** Begins to listen for clicks, wherever they end. */
export const watchClicks = () =>
  listen(document, 'click', (event) => {
    for (const selector of watched.clicks || []) tellElement('clicked', selector, () => event.composedPath()[0].closest(selector));
  }, true);

function look() {
  looking = 0;
  observer?.disconnect();
  missing = missing.filter((selector) => !tellElement('present', selector, () => document.querySelector(selector)));
  if (!missing[0]) return;
  observer = new MutationObserver(() => (looking ||= setTimeout(look, 99)));
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}
