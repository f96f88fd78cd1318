/** A short message at the edge of the page that goes by itself; told to screen readers. */

import { h, icon } from '../dom.js';

const STAYS_MS = 4500;

/** Says something in passing. */
export function toast(text) {
  const node = h('p', { class: 'toast', role: 'status' }, icon('check'), text);
  document.querySelector('.toast')?.remove();
  document.body.append(node);
  setTimeout(() => node.remove(), STAYS_MS);
}
