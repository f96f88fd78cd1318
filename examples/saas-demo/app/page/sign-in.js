/** Signing in as one of the sample people. */

import { h, icon } from '../dom.js';
import { navigate } from '../router.js';
import { samples, signIn } from '../session.js';
import { brand, initials, languageSwitch } from '../shell.js';
import { own, t } from '../text.js';

export function signInPage() {
  const enter = (person) => {
    signIn(person);
    navigate('/');
  };
  const one = (person) =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'person', id: `as-${person.id.replace('.', '-')}`, onclick: () => enter(person) },
        h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(own(person.name))),
        h('span', { class: 'row-main' }, own(person.name), h('small', {}, t('role_' + person.role))),
      ),
    );
  const group = ([company, people]) =>
    h(
      'section',
      { class: 'card company' },
      h('h2', {}, own(company.name), h('span', { class: 'pill' }, t('plan_' + company.traits.plan))),
      h('ul', {}, people.map(one)),
    );
  return h(
    'article',
    { class: 'page alone door', 'data-title': t('signIn') },
    h('header', { class: 'door-head' }, brand(), languageSwitch()),
    h('h1', {}, t('tagline')),
    h('p', { class: 'muted lead' }, t('signInHint')),
    h('section', { class: 'companies' }, samples().map(group)),
    h(
      'a',
      { href: '/welcome', class: 'card newcomer' },
      icon('plus'),
      h('span', { class: 'row-main' }, t('newWorkspace'), h('small', {}, t('newWorkspaceHint'))),
    ),
  );
}
