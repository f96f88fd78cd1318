/** Home: where the money stands, and what needs attention. The latest events arrive a moment after the page. */

import { changeInvoice, customerOf, daysBetween, invoices, months, statusOf, sum, today } from '../books.js';
import { h, icon } from '../dom.js';
import { track } from '../guidance.js';
import { bars } from '../part/chart.js';
import { toast } from '../part/toast.js';
import { page } from '../shell.js';
import { maySend, person } from '../session.js';
import { day, money, own, t } from '../text.js';

const LATEST_AFTER_MS = 900;
/** Days between two reminders of one invoice. */
const REMIND_DAYS = 7;

const total = (some) => some.reduce((all, invoice) => all + sum(invoice.lines).total, 0);

export function homePage() {
  const of = (status) => invoices().filter((invoice) => statusOf(invoice) === status);
  const overdue = of('overdue');
  const paid = of('paid').filter((invoice) => invoice.paid.startsWith(today().slice(0, 7)));
  const latest = h(
    'section',
    { class: 'card' },
    h('h2', {}, t('activity')),
    h('p', { class: 'skeleton', role: 'status', 'aria-label': t('loading') }),
  );
  const timer = setTimeout(() => latest.replaceWith(activity()), LATEST_AFTER_MS);
  const node = page(
    greeting(),
    maySend() &&
      h('li', {}, h('a', { href: '/invoices/new', class: 'button primary' }, icon('plus'), t('newInvoice'))),
    h(
      'dl',
      { class: 'figures' },
      figure(t('outstanding'), [...of('sent'), ...overdue]),
      figure(t('overdue'), overdue, overdue.length > 0 && 'figure-alert'),
      figure(t('paidThisMonth'), paid),
    ),
    h('section', { class: 'card' }, h('h2', {}, t('cashIn')), bars(t('cashIn'), received(12))),
    h('section', { class: 'columns' }, attention(overdue), latest),
  );
  node.addEventListener('leave', () => clearTimeout(timer));
  return node;
}

function greeting() {
  const hour = new Date().getHours();
  const key = hour < 11 ? 'greetingMorning' : hour < 18 ? 'greetingDay' : 'greetingEvening';
  return t(key, { name: own(person().name).split(' ')[0] });
}

const figure = (label, some, extra) =>
  h(
    'div',
    { class: `card figure ${extra || ''}` },
    h('dt', {}, label),
    h('dd', { class: 'amount' }, money(total(some))),
    h('dd', { class: 'muted' }, t('nInvoices', { n: some.length })),
  );

function received(count) {
  const paid = Map.groupBy(
    invoices().filter((one) => one.paid),
    (one) => one.paid.slice(0, 7),
  );
  return months(count).map((name) => [name, total(paid.get(name) || [])]);
}

function attention(overdue) {
  const remind = (event, invoice) => {
    const name = own(customerOf(invoice.customer).name);
    changeInvoice(invoice, { reminded: today() });
    event.currentTarget.disabled = true;
    event.currentTarget.textContent = t('remindedLately');
    track('reminder_sent', { days_late: daysBetween(invoice.due, today()) });
    toast(t('reminded', { name }));
  };
  const lately = (invoice) => invoice.reminded && daysBetween(invoice.reminded, today()) < REMIND_DAYS;
  const button = (invoice) =>
    h(
      'button',
      { type: 'button', class: 'button small', disabled: lately(invoice), onclick: (event) => remind(event, invoice) },
      t(lately(invoice) ? 'remindedLately' : 'remind'),
    );
  const row = (invoice) =>
    h(
      'li',
      { class: 'row row-deed' },
      h(
        'a',
        { href: `/invoices/${invoice.number}`, class: 'row-main' },
        own(customerOf(invoice.customer).name),
        h('small', {}, `${invoice.number} · ${t('daysLate', { n: daysBetween(invoice.due, today()) })}`),
      ),
      h('span', { class: 'amount' }, money(sum(invoice.lines).total)),
      button(invoice),
    );
  const list = overdue.length
    ? h('ul', { class: 'rows' }, overdue.slice(0, 5).map(row))
    : h('p', { class: 'muted' }, t('nothingOverdue'));
  return h('section', { class: 'card' }, h('h2', {}, t('attention')), list);
}

function activity() {
  const events = invoices().flatMap((one) => {
    const values = { number: one.number, customer: own(customerOf(one.customer).name) };
    const sent = one.state === 'draft' ? [] : [[one.issued, t('activitySent', values)]];
    return one.paid ? [...sent, [one.paid, t('activityPaid', values)]] : sent;
  });
  const latest = events.sort(([one], [other]) => other.localeCompare(one)).slice(0, 5);
  const row = ([when, text]) =>
    h(
      'li',
      { class: 'row' },
      h('span', { class: 'row-main' }, text),
      h('time', { class: 'muted', datetime: when }, day(when, { month: 'short', day: 'numeric' })),
    );
  const empty = h('li', { class: 'row muted' }, t('activityNone'));
  return h(
    'section',
    { class: 'card', id: 'latest' },
    h('h2', {}, t('activity')),
    h('ul', { class: 'rows' }, latest.length ? latest.map(row) : empty),
  );
}
