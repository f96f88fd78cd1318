/** A new invoice: many fields, lines that come and go, a sum that follows, a look before it is sent. */

import { addInvoice, customerOf, customers, sum, today } from '../books.js';
import { h, icon } from '../dom.js';
import { track } from '../guidance.js';
import { openDialog } from '../part/dialog.js';
import { field, form, select } from '../part/field.js';
import { toast } from '../part/toast.js';
import { navigate } from '../router.js';
import { company } from '../session.js';
import { page } from '../shell.js';
import { money, own, t } from '../text.js';

export function editorPage() {
  const started = Date.now();
  let finished = false;
  track('task_started', { task: 'invoice' });
  const items = h('ol', { class: 'items' });
  const totals = h('dl', { class: 'totals' });
  const due = h('input', { type: 'date', class: 'input', name: 'due', required: true, value: today(30) });
  const issued = h('input', { type: 'date', class: 'input', name: 'issued', required: true, value: today() });
  const refresh = () => {
    showTotals(totals, readLines(items));
    due.setCustomValidity(due.value && due.value < issued.value ? t('dueBeforeIssued') : '');
  };
  const add = () => {
    items.append(item(items, refresh));
    refresh();
  };
  const done = (values, state) => {
    finished = true;
    const lines = readLines(items);
    const { customer, subject, note } = values;
    const number = addInvoice({ customer, subject, note, issued: values.issued, due: values.due, lines, state });
    track('invoice_created', { lines: lines.length, amount: sum(lines).total, currency: company().currency, state });
    if (state === 'sent')
      track('task_completed', { task: 'invoice', seconds: Math.round((Date.now() - started) / 1000) });
    toast(t(state === 'sent' ? 'sent' : 'draftSaved', { number }));
    navigate(`/invoices/${number}`);
  };
  const submit = (values, button) =>
    button.value === 'draft' ? done(values, 'draft') : confirm(values, readLines(items), () => done(values, 'sent'));
  add();
  const body = form(
    { class: 'card editor', oninput: refresh },
    submit,
    about(issued, due),
    lines(items, add),
    totals,
    foot(),
  );
  const node = page(t('newInvoice'), [], body);
  node.addEventListener('leave', () => finished || track('task_abandoned', { task: 'invoice' }));
  return node;
}

function about(issued, due) {
  const choices = [['', t('chooseCustomer')], ...customers().map((one) => [one.id, own(one.name)])];
  return h(
    'fieldset',
    { class: 'fields' },
    h('legend', { class: 'unseen' }, t('newInvoice')),
    field(t('customer'), select({ name: 'customer', required: true }, choices)),
    field(t('subject'), {
      name: 'subject',
      required: true,
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

const foot = () =>
  h(
    'section',
    { class: 'editor-foot' },
    field(t('note'), h('textarea', { class: 'input', name: 'note', rows: 3, maxlength: 400 }), {
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

function item(items, refresh) {
  const step = company().currency === 'JPY' ? 1 : 0.01;
  const remove = () => {
    if (items.children.length > 1) node.remove();
    refresh();
  };
  const node = h(
    'li',
    { class: 'item' },
    field(t('what'), { name: 'what', required: true, maxlength: 120, autocomplete: 'off' }),
    field(t('quantity'), { name: 'quantity', type: 'number', required: true, min: 1, value: 1, inputmode: 'numeric' }),
    field(t('price'), { name: 'price', type: 'number', required: true, min: 0, step, inputmode: 'decimal' }),
    field(
      t('taxRate'),
      select(
        { name: 'rate' },
        [
          ['10', '10%'],
          ['8', '8%'],
          ['0', '0%'],
        ],
        '10',
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

/** Writes subtotal, tax and total. */
export function showTotals(list, lines) {
  const { subtotal, tax, total } = sum(lines);
  const row = (name, amount) => [h('dt', {}, t(name)), h('dd', { class: 'amount' }, money(amount))];
  list.replaceChildren(...row('subtotal', subtotal), ...row('tax', tax), ...row('total', total));
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
