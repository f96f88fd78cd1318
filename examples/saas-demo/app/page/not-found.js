/** What is shown where nothing is. */

import { h } from '../dom.js';
import { person } from '../session.js';
import { t } from '../text.js';

export const notFoundPage = () =>
  h(
    'article',
    { class: person() ? 'page' : 'page alone' },
    h(
      'section',
      { class: 'empty' },
      h('h1', {}, t('notFound')),
      h('p', { class: 'muted' }, t('notFoundHint')),
      h('a', { href: '/', class: 'button' }, t('toHome')),
    ),
  );
