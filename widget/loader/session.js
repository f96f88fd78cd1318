/**
 * The session: what the collector says may be due here, for this person, now.
 *
 * Asked for at load, after `identify` and `group`, and on becoming visible when older than 15 minutes. A session is a pure read.
 * Deliberately absent: any reading of the content inside; only the engine of the same build can.
 */

import { end, perhaps } from './script.js';
import { backoff, post } from './exchange.js';
import { context } from './address.js';
import { gpc, me, mine, page, tokens } from './person.js';
import { settle } from './outbox.js';
import { brief, halt, watchGoals } from './engine.js';

/** What the collector answered last; nothing while it has not, for this person. */
export let answer;

let turn = 0;
let asking;
/** How often asking has failed since it last worked. */
export let misses = 0;

/** Asks when the page's code has run, so that `identify` and `group` in one go make one request. What was asked before is out of date. */
export function renew(ms) {
  clearTimeout(asking);
  turn++;
  if (!end.signal.aborted) asking = setTimeout(askSession, ms);
}

/** Forgets what was said: it was about somebody else, or may no longer be used. An answer under way comes too late. */
export function dropSession() {
  turn++;
  clearTimeout(asking);
  answer = undefined;
  halt();
}

/** Whether consent is missing. */
export const silent = () => !(me.consent ?? !page.required);

/** What the device remembers of content; other tabs write it too, so it is read anew each time. */
export const marks = () => mine()?.marks || me.marks;

/** Asks the collector something about whoever is here. */
export const ask = (path, question) =>
  post(path, { who: me.who, token: tokens.get(me.who.user_id), ...question });

async function askSession() {
  if (silent()) return;
  const ours = turn;
  try {
    const found = await ask('v1/session', {
      traits: page.said.user_id,
      company_traits: page.said.company_id,
      ...context(),
      marks: marks(),
      gpc,
      preview: preview(),
    });
    if (ours !== turn) return;
    answer = found;
    misses = 0;
    page.required ||= found.consent_required;
    settle();
    watchGoals();
    brief();
  } catch (reason) {
    const wait = await backoff(++misses, reason);
    // A hidden page asks again when it is looked at.
    if (ours === turn && !document.hidden) renew(wait);
  }
}

/** The token of the console's link, for a preview or for debugging; opening that is a member's own deed, so this tab keeps it. */
function preview() {
  const name = 'waymark_preview=';
  const [, token] = location.hash.split(name);
  return perhaps(() => (token ? (sessionStorage[name] = token) : sessionStorage[name]));
}
