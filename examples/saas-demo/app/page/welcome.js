/** A new workspace in three steps, as a new customer meets them. */

import { addCustomers, usualTerms } from '../books.js';
import { h } from '../dom.js';
import { track } from '../guidance.js';
import { field, form, select } from '../part/field.js';
import { toast } from '../part/toast.js';
import { navigate } from '../router.js';
import { changeCompany, person, signUp } from '../session.js';
import { brand, languageSwitch } from '../shell.js';
import { t } from '../text.js';

const steps = [about, billing, firstCustomer];

/** The step a newcomer has reached; a change of language does not start over. */
let reached = 0;

export function welcomePage() {
  const place = h('section', { class: 'card stack step' });
  const go = (n) => {
    reached = n;
    const head = [
      h('small', { class: 'muted' }, t('stepOf', { n: n + 1, all: steps.length })),
      h('progress', { max: steps.length, value: n + 1, 'aria-label': t('stepOf', { n: n + 1, all: steps.length }) }),
      h('h2', {}, t(`step${n + 1}`)),
    ];
    place.replaceChildren(
      ...head,
      steps[n](() => (n + 1 < steps.length ? go(n + 1) : finish())),
    );
    place.querySelector('input, select')?.focus({ preventScroll: true });
  };
  go(person()?.id.startsWith('new-') ? reached : 0);
  return h(
    'article',
    { class: 'page alone door', 'data-title': t('welcomeTitle') },
    h('header', { class: 'door-head' }, h('a', { href: '/sign-in', class: 'brand-link' }, brand()), languageSwitch()),
    h('h1', {}, t('welcomeTitle')),
    place,
  );
}

function finish() {
  track('onboarding_completed', {});
  toast(t('ready'));
  navigate('/');
}

const next = (words) => h('button', { class: 'button primary' }, t(words));

function about(done) {
  const submit = ({ name, company }) => {
    signUp(name, company);
    track('workspace_created', {});
    done();
  };
  return form(
    { class: 'stack' },
    submit,
    field(t('yourName'), { name: 'name', required: true, autocomplete: 'name' }),
    field(t('companyName'), { name: 'company', required: true, autocomplete: 'organization' }),
    h('menu', { class: 'actions' }, h('li', {}, next('next'))),
  );
}

function billing(done) {
  const choices = [
    ['10', t('upTo10')],
    ['50', t('upTo50')],
    ['more', t('over50')],
  ];
  const submit = ({ volume, terms }) => {
    changeCompany({ volume, terms: Number(terms) });
    done();
  };
  return form(
    { class: 'stack' },
    submit,
    field(t('invoicesPerMonth'), select({ name: 'volume' }, choices, '10')),
    field(t('defaultTerms'), { name: 'terms', type: 'number', min: 0, max: 120, value: usualTerms(), required: true }),
    h('menu', { class: 'actions' }, h('li', {}, next('next'))),
  );
}

function firstCustomer(done) {
  const submit = ({ name, email }) => {
    addCustomers([{ name, contact: '', email }]);
    done();
  };
  return form(
    { class: 'stack' },
    submit,
    field(t('customerName'), { name: 'name', required: true, autocomplete: 'off' }),
    field(t('email'), { name: 'email', type: 'email', required: true, autocomplete: 'off' }),
    h(
      'menu',
      { class: 'actions' },
      h('li', {}, h('button', { type: 'button', class: 'button', onclick: done }, t('skipStep'))),
      h('li', {}, next('finish')),
    ),
  );
}
