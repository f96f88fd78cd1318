/** Reports: figures by period, a chart whose code arrives late, a table by customer, export. */

import { customerOf, daysBetween, invoices, months, sum } from '../books.js';
import { h, icon } from '../dom.js';
import { track } from '../guidance.js';
import { toast } from '../part/toast.js';
import { company } from '../session.js';
import { page } from '../shell.js';
import { money, own, t } from '../text.js';

const total = (some) => some.reduce((all, one) => all + sum(one.lines).total, 0);

export function reportsPage() {
  const body = h('section', { class: 'stack' });
  const short = company().traits.plan === 'starter';
  let count = short ? 3 : 6;
  const draw = () => body.replaceChildren(...report(count));
  const choose = (event) => {
    count = Number(event.target.value);
    draw();
    track('report_viewed', { months: count });
  };
  draw();
  const save = h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: 'button', id: 'export', onclick: () => saveCsv(count) },
      icon('download'),
      t('exportCsv'),
    ),
  );
  return page(t('reports'), save, h('section', { class: 'tools' }, short ? shortNote() : periods(count, choose)), body);
}

const shortNote = () =>
  h('p', { class: 'muted' }, t('months3Only') + ' ', h('a', { href: '/settings/plan', class: 'link-inline' }, t('plan')));

function periods(chosen, choose) {
  const one = (count) =>
    h(
      'label',
      { class: 'segment' },
      h('input', { type: 'radio', name: 'period', value: count, checked: count === chosen, onchange: choose }),
      h('span', {}, t('months' + count)),
    );
  return h('fieldset', { class: 'segments' }, h('legend', { class: 'unseen' }, t('period')), [3, 6, 12].map(one));
}

const inPeriod = (count) => {
  const from = months(count)[0];
  return invoices().filter((one) => one.state !== 'draft' && one.issued.slice(0, 7) >= from);
};

function report(count) {
  const some = inPeriod(count);
  const paid = some.filter((one) => one.paid);
  const days = paid.length
    ? Math.round(paid.reduce((all, one) => all + daysBetween(one.issued, one.paid), 0) / paid.length)
    : 0;
  const figure = (label, text) =>
    h('div', { class: 'card figure' }, h('dt', {}, label), h('dd', { class: 'amount' }, text));
  return [
    h(
      'dl',
      { class: 'figures' },
      figure(t('invoiced'), money(total(some))),
      figure(t('received'), money(total(paid))),
      figure(t('averageDays'), t('nDays', { n: days })),
    ),
    lateChart(count, some),
    h('section', { class: 'card' }, h('h2', {}, t('byCustomer')), table(byCustomer(some))),
  ];
}

/** The chart's code is fetched only when somebody looks at reports. */
function lateChart(count, some) {
  const node = h(
    'section',
    { class: 'card' },
    h('h2', {}, t('invoicedPerMonth')),
    h('p', { class: 'skeleton skeleton-tall', role: 'status', 'aria-label': t('loading') }),
  );
  import('../part/chart.js').then(({ bars }) => {
    const perMonth = Map.groupBy(some, (one) => one.issued.slice(0, 7));
    const figures = months(count).map((name) => [name, total(perMonth.get(name) || [])]);
    node.lastChild.replaceWith(bars(t('invoicedPerMonth'), figures));
  });
  return node;
}

function byCustomer(some) {
  const groups = [...Map.groupBy(some, (one) => one.customer)].map(([id, theirs]) => [
    own(customerOf(id).name),
    theirs.length,
    total(theirs),
  ]);
  return groups.sort(([, , one], [, , other]) => other - one);
}

function table(groups) {
  const all = groups.reduce((sum, [, , amount]) => sum + amount, 0) || 1;
  const head = ['customer', 'count', 'amount', 'share'].map((name, at) =>
    h('th', { scope: 'col', class: at ? 'right' : null }, t(name)),
  );
  const row = ([name, count, amount]) =>
    h(
      'tr',
      {},
      h('td', { 'data-label': t('customer') }, name),
      [
        ['count', count],
        ['amount', money(amount)],
        ['share', `${Math.round((amount / all) * 100)}%`],
      ].map(([label, text]) => h('td', { class: 'right amount', 'data-label': t(label) }, text)),
    );
  return h('table', { class: 'table' }, h('thead', {}, h('tr', {}, head)), h('tbody', {}, groups.map(row)));
}

function saveCsv(count) {
  const quote = (cell) => `"${String(cell).replaceAll('"', '""')}"`;
  const rows = [[t('customer'), t('count'), t('amount')], ...byCustomer(inPeriod(count))];
  const text = '\ufeff' + rows.map((row) => row.map(quote).join(',')).join('\r\n');
  save('hibiki-report.csv', new Blob([text], { type: 'text/csv' }));
  track('report_exported', { format: 'csv', months: count });
  toast(t('exported'));
}

/** Hands a file to the person. */
export function save(name, blob) {
  const href = URL.createObjectURL(blob);
  h('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}
