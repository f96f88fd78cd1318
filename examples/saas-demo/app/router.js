/**
 * The router: addresses to pages, by the History API. A page is a function that returns a node.
 *
 * The old node hears `leave` before it goes. Deliberately absent: anything about what pages show.
 */

let pages = [];
let frame = () => {};
let shown;

/** Sets the table of `[pattern, page]` and what puts a page into its frame; shows the present address. */
export function begin(table, put) {
  pages = table;
  frame = put;
  addEventListener('popstate', show);
  document.addEventListener('click', follow);
  show();
}

/** Goes to an address of this site. */
export function navigate(address, { replace = false } = {}) {
  if (new URL(address, location.href).href === location.href) replace = true;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  show();
}

/** Shows the present address again, for instance in another language. */
export function show() {
  const [pattern, page] = pages.find(([pattern]) => pattern.test(location.pathname));
  shown?.dispatchEvent(new Event('leave'));
  const parts = pattern.exec(location.pathname).slice(1);
  const node = page(...parts.map((part) => part && decodeURIComponent(part)));
  // A page that led elsewhere has nothing to show.
  if (!node) return;
  shown = node;
  frame(node);
  const target = location.hash && shown.querySelector('#' + CSS.escape(location.hash.slice(1)));
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
}

/** Links within the site are followed without a new page, unless the person asked for a new tab. */
function follow(event) {
  const link = event.target.closest?.('a[href]');
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented || link.target || link.download || link.origin !== location.origin)
    return;
  event.preventDefault();
  navigate(link.pathname + link.search + link.hash);
}
