/**
 * Who is signed in, and in which language Hibiki speaks.
 *
 * Deliberately absent: passwords. The people are samples.
 */

import { farewell, greet, speak } from './guidance.js';

const place = 'hibiki.session';

let directory = { people: [], companies: [] };
let kept = JSON.parse(localStorage.getItem(place) || '{}');

/** Loads the sample people. */
export async function loadPeople() {
  directory = await (await fetch('/people.json')).json();
  if (person()) greet(person(), company(), locale());
  else kept = { locale: kept.locale };
}

const keep = (changes) => localStorage.setItem(place, JSON.stringify((kept = { ...kept, ...changes })));

/** Everybody who can sign in, grouped by company. */
export const samples = () =>
  directory.companies.map((one) => [one, directory.people.filter((other) => other.company === one.id)]);

/** The person who is signed in; undefined when nobody is. */
export const person = () => kept.newcomer?.person || directory.people.find((one) => one.id === kept.person);

/** The company the person works for. */
export const company = () => kept.newcomer?.company || directory.companies.find((one) => one.id === person()?.company);

/** `en` or `ja`. */
export const locale = () => kept.locale || (navigator.language.startsWith('ja') ? 'ja' : 'en');

/** Changes the language. */
export function setLocale(tag) {
  keep({ locale: tag });
  document.documentElement.lang = tag;
  speak(tag);
}

/** Signs a sample person in. */
export function signIn(one) {
  keep({ person: one.id, newcomer: undefined, locale: kept.locale || one.locale });
  document.documentElement.lang = locale();
  greet(person(), company(), locale());
}

/** Signs somebody in who has just made a workspace of their own. */
export function signUp(name, companyName) {
  const id = crypto.randomUUID().slice(0, 8);
  const both = (text) => ({ en: text, ja: text });
  const traits = {
    plan: 'trial',
    seats: 1,
    industry: 'other',
    country: locale() === 'ja' ? 'JP' : 'GB',
    partner: 'none',
  };
  const currency = locale() === 'ja' ? 'JPY' : 'GBP';
  keep({
    newcomer: {
      person: {
        id: 'new-' + id,
        name: both(name),
        email: '',
        role: 'owner',
        stakeholder: 'decision_maker',
        signed_up_days_ago: 0,
      },
      company: { id: 'workspace-' + id, name: both(companyName), currency, traits },
    },
  });
  greet(person(), company(), locale());
}

/** Signs out, and leaves nothing on the computer but the language. */
export function signOut() {
  const locale = kept.locale;
  farewell();
  localStorage.clear();
  kept = {};
  keep({ locale });
}
