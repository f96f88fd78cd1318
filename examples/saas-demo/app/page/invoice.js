/** One invoice, as the customer gets it; recording a payment happens in a dialog that stays open to say it worked. */

import {
  changeInvoice,
  customerOf,
  invoiceOf,
  registrationOf,
  removeInvoice,
  statusOf,
  sum,
  today,
  words,
} from '../books.js';
import { h, icon } from '../dom.js';
import { track } from '../guidance.js';
import { openDialog } from '../part/dialog.js';
import { field, form } from '../part/field.js';
import { toast } from '../part/toast.js';
import { navigate, show } from '../router.js';
import { company, maySend } from '../session.js';
import { page } from '../shell.js';
import { day, money, own, t } from '../text.js';
import { rateWords, showTotals } from './editor.js';
import { pill } from './invoices.js';
import { notFoundPage } from './not-found.js';

export function invoicePage(number) {
  const invoice = invoiceOf(number);
  if (!invoice) return notFoundPage();
  return page(
    t('invoiceTitle', { number }),
    actions(invoice),
    h('p', {}, h('a', { href: '/invoices', class: 'link' }, icon('back'), t('backToInvoices'))),
    h('section', { class: 'columns invoice-columns' }, sheet(invoice), past(invoice)),
  );
}

function actions(invoice) {
  const send = () => {
    changeInvoice(invoice, { state: 'sent' });
    track('task_completed', { task: 'invoice' });
    toast(t('sent', { number: invoice.number }));
    show();
  };
  const remove = () => {
    removeInvoice(invoice);
    toast(t('draftDeleted', { number: invoice.number }));
    navigate('/invoices');
  };
  const change = () => navigate(`/invoices/${invoice.number}/edit`);
  const button = (primary, sign, words, onclick, id) =>
    h(
      'li',
      {},
      h('button', { type: 'button', class: primary ? 'button primary' : 'button', onclick, id }, icon(sign), t(words)),
    );
  return [
    invoice.state === 'draft' && maySend() && button(false, 'close', 'deleteDraft', remove, 'delete-draft'),
    invoice.state === 'draft' && maySend() && button(false, 'pen', 'changeDraft', change, 'change-draft'),
    button(false, 'download', 'download', () => print()),
    invoice.state === 'draft' && maySend() && button(true, 'send', 'send', send, 'send'),
    invoice.state === 'sent' && button(true, 'check', 'recordPayment', () => recordPayment(invoice), 'record-payment'),
  ].filter(Boolean);
}

function sheet(invoice) {
  const customer = customerOf(invoice.customer);
  const totals = h('dl', { class: 'totals' });
  showTotals(totals, invoice.lines);
  const names = ['what', 'quantity', 'price', 'taxRate', 'amount'];
  const row = (line) =>
    h(
      'tr',
      {},
      h('td', { 'data-label': t('what') }, words(line.what)),
      [line.quantity, money(line.price), rateWords(line.rate), money(line.quantity * line.price)].map((text, at) =>
        h('td', { class: 'right amount', 'data-label': t(names[at + 1]) }, text),
      ),
    );
  return h(
    'section',
    { class: 'card sheet' },
    h(
      'header',
      { class: 'sheet-head' },
      h(
        'section',
        {},
        h('small', {}, t('billedTo')),
        h('strong', { class: 'sheet-name' }, own(customer.name)),
        h('span', {}, customer.contact),
      ),
      pill(statusOf(invoice)),
    ),
    h('p', { class: 'sheet-subject' }, words(invoice.subject)),
    h(
      'dl',
      { class: 'pairs' },
      h('dt', {}, t('issued')),
      h('dd', {}, day(invoice.issued)),
      h('dt', {}, t('due')),
      h('dd', {}, day(invoice.due)),
    ),
    h(
      'table',
      { class: 'table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          names.map((name, at) => h('th', { scope: 'col', class: at ? 'right' : null }, t(name))),
        ),
      ),
      h('tbody', {}, invoice.lines.map(row)),
    ),
    totals,
    invoice.note && h('p', { class: 'note' }, invoice.note),
    issuer(invoice),
  );
}

function issuer(invoice) {
  const registration = registrationOf(invoice);
  const label = t('registration_' + company().traits.country);
  return h(
    'footer',
    { class: 'muted sheet-foot' },
    h('span', {}, own(company().name)),
    registration && h('span', {}, `${label} ${registration}`),
  );
}

function past(invoice) {
  const steps = [
    [invoice.issued, 'historyCreated'],
    invoice.state !== 'draft' && [invoice.issued, 'historySent'],
    invoice.reminded && [invoice.reminded, 'historyReminded'],
    invoice.paid && [invoice.paid, 'historyPaid'],
  ];
  const row = ([when, words]) =>
    h(
      'li',
      { class: 'row' },
      h('span', { class: 'row-main' }, t(words)),
      h('time', { class: 'muted', datetime: when }, day(when)),
    );
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('history')),
    h('ul', { class: 'rows' }, steps.filter(Boolean).map(row)),
  );
}

function recordPayment(invoice) {
  const total = sum(invoice.lines).total;
  track('task_started', { task: 'payment' });
  const dialog = openDialog(t('paymentTitle'), (close, put) => {
    const record = (values) => {
      changeInvoice(invoice, { state: 'paid', paid: values.date });
      track('payment_recorded', { amount: Number(values.amount), currency: company().currency });
      track('task_completed', { task: 'payment' });
      put(
        h('p', { class: 'done' }, icon('check'), h('strong', {}, t('paymentDone'))),
        h('p', {}, t('paymentDoneText', { customer: own(customerOf(invoice.customer).name), total: money(total) })),
        h(
          'menu',
          { class: 'actions' },
          h(
            'li',
            {},
            h('button', { type: 'button', class: 'button primary', id: 'payment-close', onclick: close }, t('close')),
          ),
        ),
      );
    };
    return form(
      { class: 'stack' },
      record,
      field(t('paymentDate'), { type: 'date', name: 'date', required: true, value: today(), min: invoice.issued }),
      field(t('paymentAmount'), {
        type: 'number',
        name: 'amount',
        required: true,
        min: 1,
        step: 'any',
        value: total,
        inputmode: 'decimal',
      }),
      h(
        'menu',
        { class: 'actions' },
        h('li', {}, h('button', { type: 'button', class: 'button', onclick: close }, t('cancel'))),
        h('li', {}, h('button', { class: 'button primary', id: 'payment-record' }, t('record'))),
      ),
    );
  });
  dialog.addEventListener('close', show);
}
