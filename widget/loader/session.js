/**
 * The session: what the collector says may be due here, for this person, now.
 *
 * Asked for at load, after `identify` and `group`, and on becoming visible when older than 15 minutes. A session is a pure read.
 * Deliberately absent: any reading of the content inside; only the engine of the same build can.
 */

import { attempt, backoff, perhaps, post, refused, settings } from './script.js';
import { correct, now } from './clock.js';
import { address, device, locale } from './address.js';
import { gpc, me, mine, page, tokens } from './person.js';
import { settle } from './outbox.js';
import { brief, halt } from './engine.js';
import { watchElements } from './watch.js';

/** What the collector answered last; nothing while it has not, for this person. */
export let answer;

let turn = 0;
let asking;
let misses = 0;

/** Milliseconds since the collector decided. */
export const age = () => (answer ? now() - answer.now : Infinity);

/** Asks when the page's code has run, so that `identify` and `group` in one go make one request. */
export function renew(ms) {
  clearTimeout(asking);
  asking = setTimeout(askSession, ms);
}

/** Forgets what was said: it was about somebody else, or may no longer be used. An answer under way comes too late. */
export function dropSession() {
  turn++;
  clearTimeout(asking);
  answer = undefined;
  watchElements({});
  halt();
}

/** Whether consent is missing. */
export const silent = () => !me.consent && (me.consent === false || page.required);

/** What the device remembers of content; other tabs write it too, so it is read anew each time. */
export const marks = () => mine()?.marks || me.marks;

/** Asks the collector something about whoever is here. */
export function ask(path, question) {
  const { who } = me;
  return post(path, JSON.stringify({ key: settings.key, who, token: tokens.get(who.user_id), ...question }));
}

async function askSession() {
  if (silent()) return;
  const ours = ++turn;
  const sent = Date.now();
  let response;
  try {
    response = await ask('v1/session', question());
    const found = response.ok && (await response.json());
    if (ours !== turn) return;
    if (found) return attempt(() => take(found, sent));
    if (await refused(response)) return;
  } catch {
    // No answer: asked again below.
  }
  // A hidden page asks again when it is looked at.
  if (ours === turn && !document.hidden) renew(backoff(++misses, response));
}

function question() {
  const [, token] = /#waymark_preview=(.+)/.exec(location.hash) || [];
  // Opening the console's preview link is a member's own deed, so this tab keeps its token.
  const preview = perhaps(() => (token && (sessionStorage.waymark_preview = token), sessionStorage.waymark_preview)) || token;
  return {
    schema: 1,
    traits: page.said.user_id,
    company_traits: page.said.company_id,
    locale: locale(),
    device: device(),
    url: address(),
    marks: marks(),
    gpc,
    preview,
    sent_at: now(),
  };
}

function take(found, sent) {
  misses = 0;
  correct(found.now, sent);
  answer = found;
  page.required = settings.consent === 'required' || found.consent_required;
  settle();
  watchElements(found.watch);
  brief();
}
