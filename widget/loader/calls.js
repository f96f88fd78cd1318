/**
 * The calls of the page: `window.waymark`'s methods, what they accept, and whom they tell.
 *
 * A mistake in an argument costs one warning and never an event; sizes are the collector's to judge.
 * Deliberately absent: conversions that guess, except numbers used as ids, and `Date` and its like, which say what their JSON is.
 */

import { end, perhaps, settings, warn } from './script.js';
import { keep, me, page, tokens } from './person.js';
import { depart, emit, refuse, settle } from './outbox.js';
import { flushAll } from './delivery.js';
import { answer, dropSession, renew, silent } from './session.js';
import { engine, over, tell } from './engine.js';

let listeners = [];
let said = {};

/** Tells the host's listeners; what they throw is theirs, and ends here. */
export function notify(event, detail) {
  for (const [name, run] of listeners) {
    try {
      if (name === event) run(detail);
    } catch (error) {
      warn(error);
    }
  }
}

/** Ends a call whose arguments are no good; the warning names the call alone, since tokens and traits are for nobody's log. */
function need(holds) {
  if (!holds) throw 'bad arguments';
}

/** A text of the host's that names something; a number is taken as an id. */
function named(value) {
  const text = Number.isFinite(value) ? '' + value : value;
  need(text?.trim?.() && !/\p{Cc}/u.test(text) && text.length <= 200);
  return text;
}

/** Copies the values that can travel, as JSON has them; `null`, which takes a trait away, only where `removal` says so. */
function values(given, removal) {
  const found = {};
  for (const [name, value] of Object.entries(given ?? {})) {
    const copy = perhaps(() => JSON.parse(JSON.stringify(value)));
    const plain = [copy].flat().every((part) => /^[sbn]/.test(typeof part));
    if (plain || (removal && value === null)) found[name] = copy;
    else if (value !== undefined) warn('dropped:', name);
  }
  return found;
}

/** Ends what is about the present person. */
function signOut() {
  said = {};
  dropSession();
  depart();
}

/** The host names the person or the company; the same once more in this page says nothing, as frameworks do on every render. */
function name(kind, field, id, [, given, options], when) {
  const { token, membership } = options ?? {};
  const traits = values(given, true);
  const body = { traits, membership: membership ? values(membership, true) : undefined };
  const text = JSON.stringify([id, body, token]);
  if (said[kind] === text) return;
  said[kind] = text;
  // What was said of another company is not said of this one.
  page.said[field] = { ...(me.who[field] === id && page.said[field]), ...traits };
  me.who = { ...me.who, [field]: id };
  if (token) tokens.set(page.owner, token);
  keep();
  settle();
  emit({ [kind]: body }, when);
  renew();
}

export const calls = {
  dismiss([key]) {
    engine?.tell('dismiss', key ?? '');
  },
  on([event, run]) {
    need(run?.call);
    listeners.push([event, run]);
  },
  off([event, run]) {
    listeners = listeners.filter((each) => each[0] !== event || each[1] !== run);
  },
  setNavigate([run]) {
    need(run?.call);
    page.navigate = run;
  },
  identify(given, when) {
    const id = named(given[0]);
    if (page.owner && page.owner !== id) signOut();
    page.owner = id;
    name('identify', 'user_id', id, given, when);
  },
  group(given, when) {
    name('group', 'company_id', named(given[0]), given, when);
  },
  track([event, given], when) {
    const name = named(event);
    const properties = values(given);
    emit({ track: { name, properties } }, when);
    tell('event', name, properties);
  },
  page([given], when) {
    // A host that tells its pages itself is not told twice.
    settings.autoPage = 'false';
    emit({ page: { properties: values(given) } }, when);
  },
  start([key, options]) {
    tell('show', named(key), !!options?.force);
  },
  reset() {
    signOut();
    renew();
  },
  consent([given]) {
    need(given === !!given);
    if (given === me.consent) return;
    said = {};
    if (!given) {
      dropSession();
      return refuse();
    }
    me.consent = given;
    keep();
    settle();
    emit({ consent: { given } }, { urgent: true });
    renew();
  },
  setLocale([tag]) {
    settings.locale = named(tag);
    engine?.tell('locale', tag);
    renew();
  },
  explain([key]) {
    if (silent()) return ['consent'];
    if (!answer) return ['session'];
    return answer.explain[key] || (engine ? engine.explain(key) : [over ? 'engine' : answer.briefing ? 'trigger' : 'unknown']);
  },
  destroy() {
    dropSession();
    flushAll();
    end.abort();
    window.waymark.loaded = false;
  },
};
