/**
 * What Hibiki tells its in-app guidance: who is signed in, what was done. The one file that knows of it.
 *
 * Calls before the script has loaded wait in an array. Deliberately absent: names of customers, amounts of single lines,
 * e-mail addresses.
 */

import { navigate } from './router.js';

const say = (method, ...values) => (window.waymark ||= []).push([method, values, location.href, Date.now()]);

/** The day somebody signed up, as `2026-11-22`. */
const signedUp = (person) => new Date(Date.now() - person.signed_up_days_ago * 864e5).toISOString().slice(0, 10);

/** Somebody is signed in, still is after a reload, or has changed what is known of them; names as their bearers write them. */
export function greet(person, company, locale) {
  const name = company.name[company.traits.country === 'JP' ? 'ja' : 'en'];
  say('setNavigate', navigate);
  say('setLocale', locale);
  say('identify', person.id, {
    name: person.name[person.locale],
    stakeholder: person.stakeholder,
    signed_up_at: signedUp(person),
  });
  say('group', company.id, { name, ...company.traits }, { membership: { role: person.role } });
}

/** Something was done. */
export const track = (event, properties) => say('track', event, properties);

/** The person reads another language from now on. */
export const speak = (locale) => say('setLocale', locale);

/** The person wants to tell what is missing. */
export const askForWish = () => say('start', 'feature-request');

/** The person wants help. */
export const askForHelp = () => say('start', 'help');

/** The person signed out; the next one at this computer is somebody else. */
export const farewell = () => say('reset');
