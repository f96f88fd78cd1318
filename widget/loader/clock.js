/**
 * Time corrected by the collector's clock, and ids made from it.
 *
 * Deliberately absent: any other source of identity, such as fingerprints.
 */

import { me } from './person.js';

let last = 0;
let count = 0;

/** Milliseconds since 1970 by the collector's clock, as far as it is known. */
export const now = () => Date.now() + me.skew;

/** Learns the collector's time from an answer; changes within the uncertainty of the round trip are noise. */
export function correct(theirs, sent) {
  const back = Date.now();
  const found = Math.round(theirs - (sent + back) / 2);
  if (Math.abs(found - me.skew) > back - sent) me.skew = found;
}

/**
 * A UUIDv7 (RFC 9562), in this page greater than the one before; with `day`, one that tells nothing but that time.
 * After a clock was set back by more than a minute they start anew instead of staying ahead.
 */
export function uuid(day) {
  const ms = now();
  if (ms > last || ms < last - 6e4) {
    last = ms;
    count = 0;
  } else if (++count > 0xfff) {
    last++;
    count = 0;
  }
  const random = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (256 + byte).toString(16).slice(1)).join('');
  const head = (day || last).toString(16).padStart(12, 0) + (0x7000 + (day ? 0 : count)).toString(16);
  return (head + 8 + random.slice(1)).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
