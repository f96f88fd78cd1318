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

/** The words of a key, with `{name}` replaced. */
export const t = (key, values = {}) =>
  words[key][locale() === 'ja' ? 1 : 0].replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);

/** One of `{ en, ja }`. */
export const own = (texts) => texts[locale()] || texts.en;

/** An amount in the company's currency. */
export const money = (amount) =>
  new Intl.NumberFormat(locale() === 'ja' ? 'ja-JP' : 'en-GB', { style: 'currency', currency: company().currency }).format(amount);

/** A large amount, short: `¥1.2M`. */
export const shortMoney = (amount) =>
  new Intl.NumberFormat(locale() === 'ja' ? 'ja-JP' : 'en-GB', {
    style: 'currency',
    currency: company().currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(amount);

/** A day such as `2026-11-22` in words. */
export const day = (iso, style = { year: 'numeric', month: 'short', day: 'numeric' }) =>
  new Intl.DateTimeFormat(locale() === 'ja' ? 'ja-JP' : 'en-GB', { ...style, timeZone: 'UTC' }).format(new Date(iso));

/** The short name of a month such as `2026-11`. */
export const month = (iso) => day(iso + '-01', { month: 'short' });
