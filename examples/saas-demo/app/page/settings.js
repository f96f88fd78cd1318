/** Settings: profile, team, plan, data; each at its own address. */

import { customers, invoices } from '../books.js';
import { h, icon } from '../dom.js';
import { track } from '../guidance.js';
import { openDialog } from '../part/dialog.js';
import { field, form } from '../part/field.js';
import { toast } from '../part/toast.js';
import {
  changeCompany,
  changePerson,
  colleagues,
  company,
  mayChangePlan,
  person,
  trialDays,
} from '../session.js';
import { initials, page } from '../shell.js';
import { show } from '../router.js';
import { day, own, t } from '../text.js';
import { save } from './reports.js';

const tabs = {
  '': ['profile', profile],
  team: ['team', team],
  plan: ['plan', plan],
  export: ['exportData', exportData],
};

export function settingsPage(here = '') {
  const link = ([path, [words]]) =>
    h(
      'a',
      { href: path ? `/settings/${path}` : '/settings', class: 'tab', 'aria-current': path === here ? 'page' : null },
      t(words),
    );
  const node = page(
    t('settings'),
    [],
    h('nav', { class: 'tabs', 'aria-label': t('settingsMenu') }, Object.entries(tabs).map(link)),
    tabs[here][1](),
  );
  node.dataset.title = `${t(tabs[here][0])} · ${t('settings')}`;
  return node;
}

function profile() {
  const both = (text) => ({ en: text, ja: text });
  const store = ({ name, company: companyName, registration }) => {
    // A name that stands as it was keeps its spelling in the other language.
    if (name !== own(person().name)) changePerson({ name: both(name) });
    if (companyName !== own(company().name)) changeCompany({ name: both(companyName) });
    if (registration !== company().registration) changeCompany({ registration });
    track('settings_saved', { page: 'profile' });
    show();
    toast(t('saved'));
  };
  const { country } = company().traits;
  return form(
    { class: 'card stack narrow' },
    store,
    field(t('yourName'), { name: 'name', required: true, value: own(person().name), autocomplete: 'name' }),
    field(t('companyName'), {
      name: 'company',
      required: true,
      value: own(company().name),
      autocomplete: 'organization',
    }),
    field(
      t('registration_' + country),
      {
        name: 'registration',
        value: company().registration,
        pattern: country === 'JP' ? 'T[0-9]{13}' : 'GB[0-9]{9}',
        autocomplete: 'off',
      },
      { hint: t('registrationHint_' + country) },
    ),
    h('menu', { class: 'actions' }, h('li', {}, h('button', { class: 'button primary' }, t('save')))),
  );
}

function team() {
  const row = (one) =>
    h(
      'li',
      { class: 'row' },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(own(one.name))),
      h('span', { class: 'row-main' }, own(one.name), h('small', {}, one.email), h('small', {}, t('role_' + one.role))),
    );
  const { invited = [] } = company();
  const waiting = (email) =>
    h(
      'li',
      { class: 'row' },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(email)),
      h('span', { class: 'row-main' }, email, h('small', {}, t('invitationOut'))),
    );
  const invite = ({ email }) => {
    changeCompany({ invited: [...invited.filter((one) => one !== email), email] });
    track('colleague_invited', {});
    show();
    toast(t('invited', { email }));
  };
  return h(
    'section',
    { class: 'card stack narrow' },
    h('ul', { class: 'rows' }, colleagues().map(row), invited.map(waiting)),
    form(
      { class: 'inline-form' },
      invite,
      field(t('email'), { name: 'email', type: 'email', required: true, autocomplete: 'off' }),
      h('button', { class: 'button primary' }, t('invite')),
    ),
  );
}

function plan() {
  const { traits, ends } = company();
  const upgrade = () => {
    track('subscription_upgraded', { from: traits.plan, to: 'pro' });
    changeCompany({ traits: { plan: 'pro' }, ends: undefined });
    show();
    toast(t('upgraded'));
  };
  const values = { n: trialDays(), day: ends && day(ends) };
  return h(
    'section',
    { class: 'card stack narrow' },
    h('small', { class: 'muted' }, t('currentPlan')),
    h('h2', { class: 'plan-name' }, t('plan_' + traits.plan)),
    h('p', {}, t('planText_' + traits.plan, values)),
    mayChangePlan() ? planActions(traits.plan, upgrade) : h('p', { class: 'muted' }, t('planOwner')),
  );
}

const planActions = (plan, upgrade) =>
  h(
    'menu',
    { class: 'actions' },
    plan !== 'cancelled' &&
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'button danger', id: 'cancel-plan', onclick: () => cancel(plan) },
          t('cancelPlan'),
        ),
      ),
    plan !== 'pro' &&
      h(
        'li',
        {},
        h('button', { type: 'button', class: 'button primary', id: 'upgrade', onclick: upgrade }, t('upgrade')),
      ),
  );

/** The last day of this month, as `2026-11-30`. */
const monthEnd = () => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
};

function cancel(from) {
  openDialog(t('cancelTitle'), (close) => {
    const leave = () => {
      close();
      track('subscription_cancelled', { plan: from });
      changeCompany({ traits: { plan: 'cancelled' }, ends: monthEnd() });
      show();
      toast(t('cancelled'));
    };
    return [
      h('p', {}, t('cancelText')),
      h(
        'menu',
        { class: 'actions' },
        h('li', {}, h('button', { type: 'button', class: 'button', onclick: close }, t('cancelKeep'))),
        h(
          'li',
          {},
          h(
            'button',
            { type: 'button', class: 'button danger', id: 'cancel-plan-confirm', onclick: leave },
            t('cancelDo'),
          ),
        ),
      ),
    ];
  });
}

function exportData() {
  const download = () => {
    save(
      'hibiki.json',
      new Blob([JSON.stringify({ customers: customers(), invoices: invoices() }, null, 2)], {
        type: 'application/json',
      }),
    );
    track('data_exported', {});
  };
  return h(
    'section',
    { class: 'card stack narrow' },
    h('p', {}, t('exportText')),
    h(
      'menu',
      { class: 'actions' },
      h(
        'li',
        {},
        h('button', { type: 'button', class: 'button', onclick: download }, icon('download'), t('exportAll')),
      ),
    ),
  );
}
