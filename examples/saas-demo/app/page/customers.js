/** Customers: a list that is drawn anew with every key and every few seconds, as live lists are; adding and importing. */

import { addCustomers, customers, invoices, statusOf, sum, usualTerms } from '../books.js';
import { h, icon } from '../dom.js';
import { track } from '../guidance.js';
import { openDialog } from '../part/dialog.js';
import { field, form } from '../part/field.js';
import { toast } from '../part/toast.js';
import { initials, page } from '../shell.js';
import { money, own, t } from '../text.js';
import { show } from '../router.js';

const SYNC_MS = 8000;

export function customersPage() {
  const list = h('ul', { class: 'tiles' });
  const count = h('p', { class: 'muted', role: 'status' });
  const search = h('input', {
    type: 'search',
    class: 'input',
    placeholder: t('searchCustomers'),
    'aria-label': t('searchCustomers'),
  });
  const draw = () => {
    const found = customers().filter((one) => own(one.name).toLowerCase().includes(search.value.trim().toLowerCase()));
    list.replaceChildren(...(found.length ? found.map(tile) : [h('li', { class: 'empty' }, t('noCustomers'))]));
    count.textContent = t('customerCount', { n: found.length });
  };
  search.addEventListener('input', draw);
  draw();
  const sync = setInterval(draw, SYNC_MS);
  const actions = [
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'button', id: 'import', onclick: importDialog },
        icon('upload'),
        t('importCustomers'),
      ),
    ),
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'button primary', id: 'new-customer', onclick: newCustomer },
        icon('plus'),
        t('newCustomer'),
      ),
    ),
  ];
  const node = page(t('customers'), actions, h('section', { class: 'tools' }, search, count), list);
  node.addEventListener('leave', () => clearInterval(sync));
  return node;
}

function tile(customer) {
  const theirs = invoices().filter((one) => one.customer === customer.id);
  const total = (some) => money(some.reduce((all, one) => all + sum(one.lines).total, 0));
  const open = theirs.filter((one) => ['sent', 'overdue'].includes(statusOf(one)));
  const name = own(customer.name);
  return h(
    'li',
    { class: 'card tile' },
    h('span', { class: 'avatar square', 'aria-hidden': 'true' }, initials(name)),
    h(
      'section',
      { class: 'tile-main' },
      h('strong', {}, name),
      h('small', {}, `${customer.contact} · ${t('terms', { n: customer.terms })}`),
    ),
    h(
      'dl',
      { class: 'pairs' },
      h('dt', {}, t('open')),
      h('dd', { class: 'amount' }, total(open)),
      h('dt', {}, t('lifetime')),
      h('dd', { class: 'amount' }, total(theirs)),
    ),
  );
}

function newCustomer() {
  openDialog(t('newCustomer'), (close) => {
    const add = ({ name, contact, email, terms }) => {
      addCustomers([{ name, contact, email, terms: Number(terms) }]);
      track('customer_added', {});
      close();
      toast(t('customerAdded', { name }));
      show();
    };
    return form(
      { class: 'stack' },
      add,
      field(t('customerName'), { name: 'name', required: true, maxlength: 80, autocomplete: 'off' }),
      field(t('contact'), { name: 'contact', maxlength: 80, autocomplete: 'off' }),
      field(t('email'), { name: 'email', type: 'email', required: true, autocomplete: 'off' }),
      field(t('payWithin'), { name: 'terms', type: 'number', min: 0, max: 120, value: usualTerms(), required: true }),
      h(
        'menu',
        { class: 'actions' },
        h('li', {}, h('button', { type: 'button', class: 'button', onclick: close }, t('cancel'))),
        h('li', {}, h('button', { class: 'button primary' }, t('add'))),
      ),
    );
  });
}

/** Reads lines of name, contact, e-mail; tells what is wrong by line. */
function readLines(text) {
  const lines = text.split('\n').map((line, at) => [at + 1, line.split(/[,\t]/).map((part) => part.trim())]);
  const filled = lines.filter(([at, parts]) => parts.some(Boolean) && !(at === 1 && /mail|メール/i.test(parts[2])));
  const wrong = filled.flatMap(([at, [name, , email = '']]) => {
    if (!name) return [[at, t('importNoName')]];
    return /^\S+@\S+\.\S+$/.test(email) ? [] : [[at, t('importNoEmail')]];
  });
  return { good: filled.map(([, [name, contact = '', email]]) => ({ name, contact, email })), wrong };
}

function importDialog() {
  track('task_started', { task: 'import' });
  openDialog(t('importTitle'), (close) => {
    const problems = h('ul', { class: 'problems', role: 'alert' });
    const run = ({ lines }) => {
      const { good, wrong } = readLines(lines);
      if (wrong.length || !good.length) {
        track('import_failed', { rows: good.length, wrong: wrong.length });
        const first = wrong.slice(0, 4).map(([n, why]) => h('li', {}, t('importLine', { n, why })));
        const heading = h(
          'li',
          {},
          h('strong', {}, good.length ? t('importFailed', { n: wrong.length }) : t('importEmpty')),
        );
        return problems.replaceChildren(heading, ...first);
      }
      addCustomers(good);
      track('customers_imported', { rows: good.length });
      track('task_completed', { task: 'import' });
      close();
      toast(t('imported', { n: good.length }));
      show();
    };
    const lines = h('textarea', {
      class: 'input',
      name: 'lines',
      rows: 6,
      required: true,
      placeholder: t('importExample'),
    });
    return form(
      { class: 'stack' },
      run,
      h('p', { class: 'muted' }, t('importText')),
      field(t('importLabel'), lines),
      problems,
      h(
        'menu',
        { class: 'actions' },
        h('li', {}, h('button', { type: 'button', class: 'button', onclick: close }, t('cancel'))),
        h('li', {}, h('button', { class: 'button primary', id: 'import-start' }, t('importStart'))),
      ),
    );
  });
}
