/**
 * Words, numbers and dates in the language the person reads.
 *
 * Deliberately absent: the words; they are in `words/`, English and Japanese side by side.
 */

import { company, locale } from './session.js';
import { shell } from './words/shell.js';
import { invoices } from './words/invoices.js';
import { books } from './words/books.js';
import { settings } from './words/settings.js';

const words = { ...shell, ...invoices, ...books, ...settings };

/** The words of a key, with `{name}` replaced; English may have words of its own for one (`n` is 1). */
export function t(key, values = {}) {
  const [english, japanese, one] = words[key];
  const text = locale() === 'ja' ? japanese : (values.n === 1 && one) || english;
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** One of `{ en, ja }`. */
export const own = (texts) => texts[locale()] || texts.en;

/** An amount in the company's currency. */
export const money = (amount) => formatMoney(amount, {});

/** A large amount, short: `¥1.2M`. */
export const shortMoney = (amount) => formatMoney(amount, { notation: 'compact', maximumFractionDigits: 1 });

function formatMoney(amount, style) {
  const tag = locale() === 'ja' ? 'ja-JP' : 'en-GB';
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: company().currency,
    currencyDisplay: 'narrowSymbol',
    ...style,
  });
  // The full-width yen sign stands apart from its figures.
  return format.format(amount).replace('￥', '¥');
}

/** A day such as `2026-11-22` in words. */
export const day = (iso, style = { year: 'numeric', month: 'short', day: 'numeric' }) =>
  new Intl.DateTimeFormat(locale() === 'ja' ? 'ja-JP' : 'en-GB', { ...style, timeZone: 'UTC' }).format(new Date(iso));

/** The short name of a month such as `2026-11`. */
export const month = (iso) => day(iso + '-01', { month: 'short' });
