/** Help: a long page with its contents beside it, and the way to tell what is missing. */

import { h, icon } from '../dom.js';
import { askForHelp, askForWish, track } from '../guidance.js';
import { company } from '../session.js';
import { page } from '../shell.js';
import { t } from '../text.js';

const articles = ['helpInvoice', 'helpTax', 'helpLate', 'helpImport', 'helpAccountant', 'helpQualified', 'helpLeave'];

export function helpPage() {
  track('help_opened', {});
  const wish = h(
    'section',
    { class: 'card stack', id: 'wish' },
    h('h2', {}, t('sendWish')),
    h('p', {}, t('sendWishText')),
    h(
      'menu',
      { class: 'actions' },
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'button', id: 'send-wish', onclick: askForWish },
          icon('send'),
          t('sendWish'),
        ),
      ),
    ),
  );
  // What the tax office wants to see differs by country.
  const { country } = company().traits;
  const ofCountry = (key) => (['helpTax', 'helpQualified'].includes(key) ? `${key}_${country}` : key);
  const title = (key) => t(key === 'helpQualified' ? ofCountry(key) : key);
  const contents = h(
    'nav',
    { class: 'contents', 'aria-label': t('onThisPage') },
    h('h2', {}, t('onThisPage')),
    [...articles, 'sendWish'].map((key) => h('a', { href: `/help#${key === 'sendWish' ? 'wish' : key}` }, title(key))),
  );
  const article = (key) =>
    h('section', { class: 'card help-article', id: key }, h('h2', {}, title(key)), h('p', {}, t(ofCountry(key) + 'Text')));
  const guide = h(
    'li',
    {},
    h('button', { type: 'button', class: 'button', id: 'open-help', onclick: askForHelp }, icon('help'), t('helpOpen')),
  );
  return page(
    t('helpTitle'),
    guide,
    h('p', { class: 'muted lead' }, t('helpText')),
    h('section', { class: 'help' }, contents, h('section', { class: 'stack' }, articles.map(article), wish)),
  );
}
