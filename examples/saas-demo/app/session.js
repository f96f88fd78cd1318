/**
 * Who is signed in, for which company, and in which language Hibiki speaks. What people change about themselves and their
 * company is kept in this browser until they sign out; then the samples start over.
 *
 * Deliberately absent: passwords. The people are samples.
 */

import { farewell, greet, speak } from './guidance.js';

const place = 'hibiki.session';

/** Days a trial lasts. */
const TRIAL_DAYS = 14;

let directory = { people: [], companies: [] };
let kept = JSON.parse(localStorage.getItem(place) || '{}');

/** Loads the sample people. */
export async function loadPeople() {
  directory = await (await fetch('/people.json')).json();
  if (person()) introduce();
  else kept = { locale: kept.locale };
  document.documentElement.lang = locale();
}

const keep = (changes) => localStorage.setItem(place, JSON.stringify((kept = { ...kept, ...changes })));

const introduce = () => greet(person(), company(), locale());

/** Everybody who can sign in, grouped by company. */
export const samples = () =>
  directory.companies.map((one) => [one, directory.people.filter((other) => other.company === one.id)]);

/** The person who is signed in; undefined when nobody is. */
export function person() {
  const one = kept.newcomer?.person || directory.people.find((one) => one.id === kept.person);
  return one && { ...one, ...kept.changes?.person };
}

/** The company the person works for. */
export function company() {
  const one = kept.newcomer?.company || directory.companies.find((one) => one.id === person()?.company);
  const { traits, ...changes } = kept.changes?.company || {};
  return one && { ...one, ...changes, traits: { ...one.traits, ...traits } };
}

/** The people of the company. */
export const colleagues = () =>
  directory.people
    .filter((one) => one.company === company().id && one.id !== person().id)
    .concat(person())
    .sort((one, other) => other.signed_up_days_ago - one.signed_up_days_ago);

/** Days since the company's first person signed up. */
export const age = () => colleagues()[0].signed_up_days_ago;

/** Days until the trial is over. */
export const trialDays = () => Math.max(0, TRIAL_DAYS - age());

/** Accountants read and record, they do not send invoices. */
export const maySend = () => person().role !== 'accountant';

/** Only the owner changes the plan. */
export const mayChangePlan = () => person().role === 'owner';

/** Changes what is known of the person. */
export function changePerson(changes) {
  keep({ changes: { ...kept.changes, person: { ...kept.changes?.person, ...changes } } });
  introduce();
}

/** Changes what is known of the company; traits one by one. */
export function changeCompany({ traits, ...changes }) {
  const before = kept.changes?.company;
  const after = { ...before, ...changes, traits: { ...before?.traits, ...traits } };
  keep({ changes: { ...kept.changes, company: after } });
  introduce();
}

/** `en` or `ja`: what the viewer chose; until then the person's own language, or the browser's. */
export const locale = () => kept.locale || person()?.locale || (navigator.language.startsWith('ja') ? 'ja' : 'en');

/** The viewer chooses a language. */
export function setLocale(tag) {
  keep({ locale: tag });
  document.documentElement.lang = tag;
  speak(tag);
}

/** Signs a sample person in. */
export function signIn(one) {
  keep({ person: one.id, newcomer: undefined, changes: undefined });
  document.documentElement.lang = locale();
  introduce();
}

/** Signs somebody in who has just made a workspace of their own. */
export function signUp(name, companyName) {
  const id = crypto.randomUUID().slice(0, 8);
  const japanese = locale() === 'ja';
  const both = (text) => ({ en: text, ja: text });
  const country = japanese ? 'JP' : 'GB';
  const traits = { plan: 'trial', seats: 1, industry: 'other', country, partner: 'none' };
  const who = { role: 'owner', stakeholder: 'decision_maker', signed_up_days_ago: 0 };
  const workspace = { id: 'workspace-' + id, currency: japanese ? 'JPY' : 'GBP', registration: '', traits };
  keep({
    newcomer: {
      person: { id: 'new-' + id, name: both(name), email: '', locale: locale(), ...who },
      company: { ...workspace, name: both(companyName) },
    },
    changes: undefined,
  });
  introduce();
}

/** Signs out, and leaves nothing on the computer but the language the viewer chose. */
export function signOut() {
  const { locale: chosen } = kept;
  farewell();
  localStorage.clear();
  kept = {};
  if (chosen) keep({ locale: chosen });
  document.documentElement.lang = locale();
}
