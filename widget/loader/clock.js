/**
 * Time corrected by the collector's clock, and ids made from it.
 *
 * Deliberately absent: any other source of identity, such as fingerprints.
 */

import { me } from './person.js';

let last = 0;

/** Milliseconds since 1970 by the collector's clock, as far as it is known. */
export const now = () => Date.now() + me.skew;

/** Learns the collector's time from an answer; changes within the uncertainty of the round trip are noise. */
export function correct(theirs, sent) {
  const back = Date.now();
  const found = Math.round(theirs - (sent + back) / 2);
  if (Math.abs(found - me.skew) > back - sent) me.skew = found;
}

/**
 * A UUIDv7 (RFC 9562), in this page greater than the one before, if need be by a millisecond; after a clock was set back by
 * more than a minute they start anew instead of staying ahead. With `day`, one that tells nothing but that time.
 */
export function uuid(day) {
  const ms = now();
  const time = day || (last = ms > last || ms < last - 6e4 ? ms : last + 1);
  // Decimal digits are hexadecimal ones too: 18 of them are 59 random bits. Version and variant are the 7 and the 8.
  const random = crypto.getRandomValues(new Uint32Array(4)).join('');
  const hex = 0 + time.toString(16);
  return [hex.slice(0, 8), hex.slice(8), 7 + random.slice(0, 3), 8 + random.slice(3, 6), random.slice(6, 18)].join('-');
}
