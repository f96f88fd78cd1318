/** Bars over months, as SVG with a table behind it for those who cannot see it. */

import { h, svg } from '../dom.js';
import { money, month, shortMoney, t } from '../text.js';

const WIDTH = 960;
const HEIGHT = 240;
const BASE = 200;
const TOP = 36;

/** A bar for each `[month, amount]`; the last carries its amount, and the highest where there is room for both. */
export function bars(title, figures) {
  const most = Math.max(1, ...figures.map(([, amount]) => amount));
  const step = WIDTH / figures.length;
  const width = Math.min(52, step * 0.62);
  // On a phone many bars have room for every other month, and the last amount has none beside its bar.
  const many = figures.length > 6;
  const one = ([name, amount], index) => {
    const height = (amount / most) * (BASE - TOP);
    const middle = index * step + step / 2;
    const last = index === figures.length - 1;
    const odd = many && (figures.length - 1 - index) % 2 === 1;
    const atEnd = last && many;
    const room = figures.length - 1 - index > 2;
    const label = last || (amount === most && room) ? shortMoney(amount) : '';
    return [
      svg('rect', {
        x: middle - width / 2,
        y: BASE - height,
        width,
        height,
        rx: 4,
        class: last ? 'bar-now' : 'bar-past',
      }),
      svg(
        'text',
        { x: atEnd ? WIDTH : middle, y: BASE - height - 10, class: atEnd ? 'chart-value chart-end' : 'chart-value' },
        label,
      ),
      svg('text', { x: middle, y: BASE + 28, class: odd ? 'chart-label chart-odd' : 'chart-label' }, month(name)),
    ];
  };
  const line = svg('line', { x1: 0, x2: WIDTH, y1: BASE + 0.5, y2: BASE + 0.5, class: 'chart-base' });
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'chart', role: 'img', 'aria-label': title },
    line,
    figures.map(one),
  );
  const row = ([name, amount]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, money(amount)));
  const head = h('tr', {}, h('th', { scope: 'col' }, t('month')), h('th', { scope: 'col' }, t('amount')));
  return h(
    'figure',
    {},
    picture,
    h('table', { class: 'unseen' }, h('caption', {}, title), h('thead', {}, head), h('tbody', {}, figures.map(row))),
  );
}
