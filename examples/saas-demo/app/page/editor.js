/** A new invoice, or a draft that is changed: many fields, lines that come and go, a sum that follows, a look before it is sent. */

import {
  addInvoice,
  changeInvoice,
  customerOf,
  customers,
  invoiceOf,
  rates,
  sum,
  today,
  usualTerms,
  words,
} from '../books.js';
import { h, icon } from '../dom.js';
import { track } from '../guidance.js';
import { openDialog } from '../part/dialog.js';
import { field, form, select } from '../part/field.js';
import { toast } from '../part/toast.js';
import { navigate } from '../router.js';
import { company, maySend } from '../session.js';
import { page } from '../shell.js';
import { money, own, t } from '../text.js';
import { notFoundPage } from './not-found.js';

export function editorPage(number) {
  if (!maySend()) return notSending();
  const draft = number && invoiceOf(number);
  if (number && draft?.state !== 'draft') return notFoundPage();
  const started = Date.now();
  let finished = false;
  track('task_started', { task: 'invoice' });
  const items = h('ol', { class: 'items' });
  const totals = h('dl', { class: 'totals' });
  const due = h('input', { type: 'date', class: 'input', name: 'due', required: true, value: draft?.due || today(usualTerms()) });
  const issued = h('input', { type: 'date', class: 'input', name: 'issued', required: true, value: draft?.issued || today() });
  const refresh = () => {
    showTotals(totals, readLines(items));
    due.setCustomValidity(due.value && due.value < issued.value ? t('dueBeforeIssued') : '');
  };
  const add = (line) => {
    items.append(item(items, refresh, line));
    refresh();
  };
  const follow = (id) => {
    if (id && issued.value) due.value = dayAfter(issued.value, customerOf(id).terms);
    refresh();
  };
  const done = (values, state) => {
    finished = true;
    const lines = readLines(items);
    const { customer, subject, note } = values;
    const invoice = { customer, subject, note, issued: values.issued, due: values.due, lines, state };
    const about = { lines: lines.length, amount: sum(lines).total, currency: company().currency, state };
    if (draft) changeInvoice(draft, invoice);
    const number = draft ? draft.number : addInvoice(invoice);
    track(draft ? 'invoice_changed' : 'invoice_created', about);
    if (state === 'sent')
      track('task_completed', { task: 'invoice', seconds: Math.round((Date.now() - started) / 1000) });
    toast(t(state === 'sent' ? 'sent' : 'draftSaved', { number }));
    navigate(`/invoices/${number}`);
  };
  const submit = (values, button) =>
    button.value === 'draft' ? done(values, 'draft') : confirm(values, readLines(items), () => done(values, 'sent'));
  if (draft) draft.lines.forEach(add);
  else add();
  const body = form(
    { class: 'card editor', oninput: refresh },
    submit,
    about(issued, due, draft, follow),
    lines(items, () => add()),
    totals,
    foot(draft),
  );
  const node = page(draft ? t('invoiceTitle', { number }) : t('newInvoice'), [], body);
  node.addEventListener('leave', () => finished || track('task_abandoned', { task: 'invoice' }));
  return node;
}

const notSending = () =>
  page(t('newInvoice'), [], h('section', { class: 'card empty' }, h('p', { class: 'muted' }, t('notSending'))));

const dayAfter = (day, days) => new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);

function about(issued, due, draft, follow) {
  const choices = [['', t('chooseCustomer')], ...customers().map((one) => [one.id, own(one.name)])];
  return h(
    'fieldset',
    { class: 'fields' },
    h('legend', { class: 'unseen' }, t('newInvoice')),
    field(
      t('customer'),
      select(
        { name: 'customer', required: true, onchange: (event) => follow(event.target.value) },
        choices,
        draft?.customer,
      ),
    ),
    field(t('subject'), {
      name: 'subject',
      required: true,
      value: draft && words(draft.subject),
      maxlength: 80,
      placeholder: t('subjectExample'),
      autocomplete: 'off',
    }),
    field(t('issued'), issued),
    field(t('due'), due),
  );
}

const lines = (items, add) =>
  h(
    'fieldset',
    { class: 'lines' },
    h('legend', {}, t('items')),
    items,
    h('button', { type: 'button', class: 'button small', onclick: add }, icon('plus'), t('addItem')),
  );

const foot = (draft) =>
  h(
    'section',
    { class: 'editor-foot' },
    field(t('note'), h('textarea', { class: 'input', name: 'note', rows: 3, maxlength: 400 }, draft?.note), {
      hint: t('noteHint'),
      wide: true,
    }),
    h(
      'menu',
      { class: 'actions' },
      h('li', {}, h('button', { class: 'button', value: 'draft' }, t('saveDraft'))),
      h(
        'li',
        {},
        h('button', { class: 'button primary', value: 'send', id: 'review' }, icon('send'), t('reviewAndSend')),
      ),
    ),
  );

/** A tax rate in words; Japan's reduced rate says so, as an invoice must. */
export const rateWords = (rate) => (rate === 8 ? t('reducedRate') : `${rate}%`);

function item(items, refresh, line) {
  const step = company().currency === 'JPY' ? 1 : 0.01;
  const remove = () => {
    if (items.children.length > 1) node.remove();
    refresh();
  };
  const node = h(
    'li',
    { class: 'item' },
    field(t('what'), { name: 'what', required: true, value: line && words(line.what), maxlength: 120, autocomplete: 'off' }),
    field(t('quantity'), { name: 'quantity', type: 'number', required: true, min: 1, value: line?.quantity ?? 1, inputmode: 'numeric' }),
    field(t('price'), { name: 'price', type: 'number', required: true, min: 0, step, value: line?.price, inputmode: 'decimal' }),
    field(
      t('taxRate'),
      select(
        { name: 'rate' },
        rates().map((rate) => [String(rate), rateWords(rate)]),
        String(line?.rate ?? rates()[0]),
      ),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'ghost round',
        'aria-label': t('removeItem', { n: items.children.length + 1 }),
        onclick: remove,
      },
      icon('close'),
    ),
  );
  return node;
}

const readLines = (items) =>
  [...items.children].map((node) => {
    const value = (name) => node.querySelector(`[name=${name}]`).value;
    return {
      what: value('what'),
      quantity: Number(value('quantity')),
      price: Number(value('price')),
      rate: Number(value('rate')),
    };
  });

/** Writes subtotal, tax for each rate, and total. */
export function showTotals(list, lines) {
  const { subtotal, taxes, total } = sum(lines);
  const row = (words, amount) => [h('dt', {}, words), h('dd', { class: 'amount' }, money(amount))];
  const words = ({ rate, base }) => t('tax_' + company().traits.country, { rate, base: money(base) });
  const perRate = taxes.flatMap((one) => row(words(one), one.tax));
  list.replaceChildren(...row(t('subtotal'), subtotal), ...perRate, ...row(t('total'), total));
}

function confirm(values, lines, send) {
  const customer = customerOf(values.customer);
  const text = t('sendText', { customer: own(customer.name), total: money(sum(lines).total), email: customer.email });
  openDialog(t('sendTitle'), (close) => [
    h('p', {}, text),
    h(
      'menu',
      { class: 'actions' },
      h('li', {}, h('button', { type: 'button', class: 'button', onclick: close }, t('cancel'))),
      h(
        'li',
        {},
        h(
          'button',
          { type: 'button', class: 'button primary', id: 'send', onclick: () => (close(), send()) },
          t('send'),
        ),
      ),
    ),
  ]);
}
