/** Settings: profile, team, plan, data; each at its own address. */

import { customers, invoices } from '../books.js';
import { h, icon } from '../dom.js';
import { track } from '../guidance.js';
import { openDialog } from '../part/dialog.js';
import { field, form } from '../part/field.js';
import { toast } from '../part/toast.js';
import { company, person, samples } from '../session.js';
import { initials, page } from '../shell.js';
import { own, t } from '../text.js';
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
  const store = () => {
    track('settings_saved', { page: 'profile' });
    toast(t('saved'));
  };
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
      t('registration'),
      { name: 'registration', pattern: 'T[0-9]{13}', placeholder: 'T1234567890123', autocomplete: 'off' },
      { hint: t('registrationHint') },
    ),
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', name: 'reminders', checked: true }),
      h('span', {}, t('remindersOn'), h('small', { class: 'hint' }, t('remindersHint'))),
    ),
    h('menu', { class: 'actions' }, h('li', {}, h('button', { class: 'button primary' }, t('save')))),
  );
}

function team() {
  const colleagues = samples().find(([one]) => one.id === company().id)?.[1] || [person()];
  const row = (one) =>
    h(
      'li',
      { class: 'row' },
      h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(own(one.name))),
      h('span', { class: 'row-main' }, own(one.name), h('small', {}, one.email), h('small', {}, t('role_' + one.role))),
    );
  const invite = ({ email }) => {
    track('colleague_invited', {});
    toast(t('invited', { email }));
  };
  return h(
    'section',
    { class: 'card stack narrow' },
    h('ul', { class: 'rows' }, colleagues.map(row)),
    form(
      { class: 'inline-form' },
      invite,
      field(t('email'), { name: 'email', type: 'email', required: true, autocomplete: 'off' }),
      h('button', { class: 'button primary' }, t('invite')),
    ),
  );
}

function plan() {
  const { traits } = company();
  const upgrade = () => {
    track('subscription_upgraded', { from: traits.plan, to: 'pro' });
    toast(t('upgraded'));
  };
  return h(
    'section',
    { class: 'card stack narrow' },
    h('small', { class: 'muted' }, t('currentPlan')),
    h('h2', { class: 'plan-name' }, t('plan_' + traits.plan)),
    h('p', {}, t('planText_' + traits.plan)),
    h(
      'menu',
      { class: 'actions' },
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'button danger', id: 'cancel-plan', onclick: () => cancel(traits.plan) },
          t('cancelPlan'),
        ),
      ),
      traits.plan !== 'pro' &&
        h(
          'li',
          {},
          h('button', { type: 'button', class: 'button primary', id: 'upgrade', onclick: upgrade }, t('upgrade')),
        ),
    ),
  );
}

function cancel(from) {
  openDialog(t('cancelTitle'), (close) => {
    const leave = () => {
      close();
      track('subscription_cancelled', { plan: from });
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
