/**
 * The meter: what the steps of a tour take the person, as counts alone: the time they do something, going back, fields that are refused.
 * The build appends it to the engine's module after the pointer; nothing is told of keys, positions or values.
 *
 * It hears events and has no timer: a pause counts for half a minute at most, and nothing while the page is not seen. Deliberately
 * absent: which step it is; the engine says so.
 */

const PAUSE = 3e4;

/** `emit` hands an event to the outbox. What comes back takes the run and step as JSON and the step's number; empty text ends it. */
function meter(emit) {
  let step = '';
  let number = 0;
  let since = 0;
  let active_ms = 0;
  let returns = 0;
  let invalid = 0;
  let hearing;

  /** Counts the time up to now; what happened before the last thing that was counted counts nothing. */
  const count = (now) => {
    active_ms += Math.max(0, Math.min(now - since, PAUSE));
    since = now;
  };

  const tell = () => {
    active_ms = Math.round(active_ms);
    // Half a second tells of nobody's effort.
    if (step && (active_ms > 500 || returns || invalid)) emit({ effort: { ...JSON.parse(step), active_ms, returns, invalid } });
    active_ms = returns = invalid = 0;
  };

  const heard = ({ type, timeStamp }) => {
    const { hidden } = document;
    const turned = type === 'visibilitychange';
    if (turned === hidden) count(timeStamp);
    since = timeStamp;
    invalid += type === 'invalid';
    if (turned && hidden) tell();
  };

  return (next, index) => {
    if (next === step) return;
    if (!document.hidden) count(performance.now());
    tell();
    step = next;
    returns = +(index < number);
    number = index;
    if (!next) hearing = hearing?.abort();
    if (!next || hearing) return;
    since = performance.now();
    active_ms = 0;
    hearing = new AbortController();
    const how = { capture: true, passive: true, signal: hearing.signal };
    for (const type of 'keydown pointerdown pointermove scroll invalid visibilitychange'.split(' ')) document.addEventListener(type, heard, how);
  };
}
