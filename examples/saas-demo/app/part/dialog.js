/** Modal dialogs on the native element: Escape closes, focus returns to where it was. */

import { h, icon } from '../dom.js';
import { t } from '../text.js';

/** Opens a dialog; `fill(close)` gives its content. */
export function openDialog(title, fill) {
  const close = () => dialog.close();
  const body = h('section', { class: 'dialog-body' });
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-label': title },
    h(
      'header',
      { class: 'dialog-head' },
      h('h2', {}, title),
      h('button', { type: 'button', class: 'ghost round', 'aria-label': t('close'), onclick: close }, icon('close')),
    ),
    body,
  );
  const put = (...content) => body.replaceChildren(...content.flat());
  put(...[fill(close, put)].flat());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
