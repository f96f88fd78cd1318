/**
 * The books of the company: customers and invoices, kept in this browser.
 *
 * A sample company starts with the invoices of its time with Hibiki, at most a year, the same for everybody who looks, dated
 * back from today. Deliberately absent: a server. Signing out erases the books.
 */

import { age, company, locale } from './session.js';
import { customers as samples, taxRates, work } from './customers.js';

const DAY = 864e5;

/** Today, or some days from it, as `2026-11-22`. */
export const today = (days = 0) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** Days from one day to another. */
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

const place = () => 'hibiki.books.' + company().id;
let opened;
let books;

/** The books of the company that is signed in. */
function open() {
  if (opened !== place()) {
    opened = place();
    books = JSON.parse(localStorage.getItem(opened)) || compose(company());
  }
  return books;
}

/** Forgets what is open, at sign-out. */
export const closeBooks = () => (opened = undefined);

const keep = () => localStorage.setItem(opened, JSON.stringify(books));

/** A small random generator (mulberry32), so that the samples are always the same. */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function compose(company) {
  const customers = samples[company.id] || [];
  const roll = dice([...company.id].reduce((sum, letter) => sum * 31 + letter.codePointAt(0), 7));
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const invoices = [];
  for (let ago = Math.min(352, age()); customers.length && ago > 1; ago -= 3 + Math.floor(roll() * 5)) {
    const customer = pick(customers);
    const lines = Array.from({ length: 1 + Math.floor(roll() * 3) }, () =>
      line(pick(work[company.traits.industry]), roll),
    );
    const paidAfter = Math.floor(customer.terms * (0.4 + roll() * 0.7));
    const late = roll() < 0.12;
    const paid = !late && paidAfter < ago && roll() < 0.97;
    invoices.unshift({
      number: `${today(-ago).slice(0, 4)}-${String(invoices.length + 1).padStart(4, '0')}`,
      customer: customer.id,
      issued: today(-ago),
      due: today(customer.terms - ago),
      lines,
      subject: lines[0].what,
      state: paid || (late && ago > 110) ? 'paid' : ago < 3 ? 'draft' : 'sent',
      paid: paid ? today(paidAfter - ago) : late && ago > 110 ? today(customer.terms + 25 - ago) : null,
      registration: company.registration,
      note: '',
    });
  }
  return { customers, invoices };
}

const line = ([en, ja, price, rate, least, most], roll) => ({
  what: { en, ja },
  quantity: least + Math.floor(roll() * (most - least + 1)),
  price,
  rate,
});

/** The tax rates of the company's country, the usual one first. */
export const rates = () => taxRates[company().traits.country];

/** All customers. */
export const customers = () => open().customers;

/** The customer of an id. */
export const customerOf = (id) => customers().find((one) => one.id === id);

/** All invoices, the newest first. */
export const invoices = () => open().invoices;

/** The invoice of a number. */
export const invoiceOf = (number) => invoices().find((one) => one.number === number);

/** draft, sent, overdue or paid. */
export const statusOf = (invoice) => (invoice.state === 'sent' && invoice.due < today() ? 'overdue' : invoice.state);

/** Subtotal, tax per rate (`{ rate, base, tax }`) and total; tax is rounded down once per rate, as Japanese invoices are. */
export function sum(lines) {
  const whole = company().currency === 'JPY' ? 1 : 100;
  const worth = (some) => some.reduce((total, one) => total + one.quantity * one.price, 0);
  const byRate = [...Map.groupBy(lines, (one) => one.rate)].sort(([one], [other]) => other - one);
  const taxes = byRate.map(([rate, some]) => {
    const base = worth(some);
    return { rate, base, tax: Math.floor((base * rate * whole) / 100 + 1e-6) / whole };
  });
  const subtotal = worth(lines);
  return { subtotal, taxes, total: taxes.reduce((total, one) => total + one.tax, subtotal) };
}

/** The registration number an invoice carries: a draft the present one, a sent invoice the one it was sent with. */
export const registrationOf = (invoice) => (invoice.state === 'draft' ? company() : invoice).registration;

/** Adds an invoice; gives it the next number. */
export function addInvoice(invoice) {
  const last = Math.max(0, ...invoices().map((one) => Number(one.number.split('-')[1])));
  const number = `${today().slice(0, 4)}-${String(last + 1).padStart(4, '0')}`;
  invoices().unshift({ ...invoice, number, paid: null, registration: company().registration });
  keep();
  return number;
}

/** Changes an invoice; sending keeps the registration number of that day. */
export function changeInvoice(invoice, changes) {
  if (changes.state === 'sent') invoice.registration = company().registration;
  Object.assign(invoice, changes);
  keep();
}

/** Takes a draft away. */
export function removeInvoice(invoice) {
  books.invoices = invoices().filter((one) => one !== invoice);
  keep();
}

/** Days to pay unless a customer has others. */
export const usualTerms = () => company().terms ?? 30;

/** Adds customers. */
export function addCustomers(some) {
  for (const { name, contact, email, terms = usualTerms() } of some) {
    customers().push({ id: crypto.randomUUID().slice(0, 8), name: { en: name, ja: name }, contact, email, terms });
  }
  keep();
}

/** A text in the language the person reads, for what was entered in one language only too. */
export const words = (text) => (typeof text === 'string' ? text : text[locale()]);

/** The last so many months, oldest first, as `2026-11`. */
export function months(count) {
  const now = new Date();
  return Array.from({ length: count }, (_, ago) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (count - 1 - ago), 1)).toISOString().slice(0, 7),
  );
}
