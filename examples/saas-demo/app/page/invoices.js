/** All invoices: filter, search, a table with a head that stays, in a pane that scrolls. Every change draws the rows anew. */

import { customerOf, invoices, statusOf, sum, words } from '../books.js';
import { h, icon } from '../dom.js';
import { navigate } from '../router.js';
import { maySend } from '../session.js';
import { page } from '../shell.js';
import { day, money, own, t } from '../text.js';

const statuses = ['all', 'draft', 'sent', 'overdue', 'paid'];

export function invoicesPage() {
  const rows = h('tbody', {});
  const empty = h(
    'section',
    { class: 'empty', hidden: true },
    h('strong', {}, t('noInvoices')),
    h('span', { class: 'muted' }, t('noInvoicesHint')),
  );
  const search = h('input', {
    type: 'search',
    class: 'input',
    placeholder: t('searchInvoices'),
    'aria-label': t('searchInvoices'),
  });
  let status = new URLSearchParams(location.search).get('status') || 'all';
  const draw = () => {
    const found = invoices().filter((one) => (status === 'all' || statusOf(one) === status) && fits(one, search.value));
    rows.replaceChildren(...found.map(row));
    empty.hidden = found.length > 0;
  };
  const choose = (event) => {
    status = event.target.value;
    history.replaceState(null, '', status === 'all' ? '/invoices' : `/invoices?status=${status}`);
    draw();
  };
  search.addEventListener('input', draw);
  draw();
  return page(
    t('invoices'),
    maySend() &&
      h(
        'li',
        {},
        h('a', { href: '/invoices/new', class: 'button primary', id: 'new-invoice' }, icon('plus'), t('newInvoice')),
      ),
    h('section', { class: 'tools' }, filter(status, choose), search),
    h(
      'section',
      { class: 'pane card', tabindex: '0', 'aria-label': t('invoices') },
      h('table', { class: 'table' }, head(), rows),
      empty,
    ),
  );
}

const fits = (invoice, text) => {
  const where = [invoice.number, own(customerOf(invoice.customer).name), words(invoice.subject)]
    .join(' ')
    .toLowerCase();
  return where.includes(text.trim().toLowerCase());
};

function filter(chosen, choose) {
  const one = (status) =>
    h(
      'label',
      { class: 'segment' },
      h('input', { type: 'radio', name: 'status', value: status, checked: status === chosen, onchange: choose }),
      h('span', {}, t(status === 'all' ? 'all' : 'status_' + status)),
    );
  return h('fieldset', { class: 'segments' }, h('legend', { class: 'unseen' }, t('filterLabel')), statuses.map(one));
}

function head() {
  const names = ['number', 'customer', 'subject', 'issued', 'due', 'amount', 'status'];
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      names.map((name) => h('th', { scope: 'col', class: name === 'amount' ? 'right' : null }, t(name))),
    ),
  );
}

/** A pill with the state of an invoice, in a word and a colour. */
export const pill = (status) => h('span', { class: `pill pill-${status}` }, t('status_' + status));

function row(invoice) {
  const address = `/invoices/${invoice.number}`;
  const cell = (name, ...content) =>
    h('td', { class: name === 'amount' ? 'right amount' : null, 'data-label': t(name) }, content);
  return h(
    'tr',
    { onclick: (event) => event.target.closest('a') || navigate(address) },
    cell('number', h('a', { href: address }, invoice.number)),
    cell('customer', own(customerOf(invoice.customer).name)),
    cell('subject', words(invoice.subject)),
    cell('issued', day(invoice.issued)),
    cell('due', day(invoice.due)),
    cell('amount', money(sum(invoice.lines).total)),
    cell('status', pill(statusOf(invoice))),
  );
}
