/**
 * The attendant: the loader's half that is needed only once the engine runs. The build appends it to the engine's glue module,
 * whose exports (`start`, `brief`, `destroy`, `on_trap` …) it uses; ARCHITECTURE.md, "Loader and engine", is the contract.
 *
 * Deliberately absent: synchronous calls from the engine into the host's code. They are put off until the engine has returned, so
 * that whatever the host does in a listener finds it at rest.
 */

const LOCK = 'waymark-display';
/** A claim in localStorage, where the browser has no locks, ends by itself after ten minutes. */
const CLAIM = 6e5;

/** Brings the engine to life; `loader` is what it offers (`engine.js`). */
export async function attend(response, files, loader) {
  const { me } = loader;
  let running = false;
  let ending = false;
  let free;
  let freed;

  const quietly = (run) => {
    try {
      return run();
    } catch (error) {
      console.warn('[waymark]', error);
    }
  };
  const later = (run) => setTimeout(() => quietly(run));

  const stop = () => {
    if (running) destroy();
    running = ending = false;
    release();
  };

  /** The claimed display is over: another tab may ask, a new build may take over. */
  const release = () => {
    free?.();
    free = undefined;
    if (ending) later(() => ending && (stop(), loader.stopped()));
  };

  const lockInStorage = () => {
    const taken = quietly(() => loader.page.stored && localStorage[LOCK] > Date.now());
    if (taken) return false;
    free = () => quietly(() => localStorage.removeItem(LOCK));
    quietly(() => loader.page.stored && (localStorage[LOCK] = Date.now() + CLAIM));
    return true;
  };

  const lock = () =>
    new Promise((decide) => {
      if (!navigator.locks) return decide(lockInStorage());
      freed = navigator.locks
        .request(LOCK, { ifAvailable: true }, (granted) => {
          decide(!!granted);
          return granted && new Promise((done) => (free = done));
        })
        // A page without an origin of its own has no other tabs.
        .catch(() => decide(true));
    });

  /** Whether this tab may display: a lock among the tabs, and the collector's word when the session is no longer fresh. */
  const claim = async (run) => {
    await freed;
    if (!(await lock())) return false;
    if (loader.age() < 6e4) return true;
    try {
      const answer = await loader.ask('v1/claim', { run: JSON.parse(run) });
      if (answer.ok && (await answer.json()).granted) return true;
    } catch {
      // Without the collector nobody knows what another device displays, and an answer could not be delivered: later.
    }
    release();
    return false;
  };

  const navigate = (target, newTab) => {
    const url = new URL(target, location.href);
    // Content is written by members, and still no address of theirs may run a script in the host page.
    if (!/^(https?|mailto|tel):$/.test(url.protocol)) return;
    if (newTab) return void open(url, '_blank', 'noopener');
    const route = loader.listeners.navigate;
    if (route && url.origin === location.origin) return route(url.pathname + url.search + url.hash);
    location.assign(url);
  };

  const bridge = {
    now: loader.now,
    age: loader.age,
    locale: loader.locale,
    id: () => loader.uuid(),
    emit: (body, anonymous) => quietly(() => loader.emit(JSON.parse(body), { anonymous })),
    marks: () => JSON.stringify(loader.marks()),
    remember(key, mark) {
      quietly(() => {
        me.marks = { ...loader.marks() };
        // A mark only ever adds: an absent time or an unset flag says nothing.
        const added = Object.entries(JSON.parse(mark)).filter(([, value]) => value);
        me.marks[key] = { ...me.marks[key], ...Object.fromEntries(added) };
        loader.keep();
      });
    },
    claim,
    release,
    navigate: (url, newTab) => later(() => navigate(url, newTab)),
    notify(name, detail) {
      // What was waiting has had its turn; the next session says whether something else is.
      if (/^(completed|dismissed)$/.test(name)) me.waiting = undefined;
      loader.keep();
      later(() => loader.notify(name, detail));
    },
  };

  await __wbg_init({ module_or_path: response });
  on_trap((message) => {
    running = false;
    release();
    document.getElementById('waymark-host')?.remove();
    // The text of an exception may be the host's own, so only the words of a WASM trap are told.
    const known = /^(unreachable|memory|table|null function|indirect|integer|divide|maximum call|stack)/i.test(message);
    loader.giveUp('panic', known ? message : 'exception');
  });

  return {
    event,
    page,
    show,
    dismiss,
    locale,
    explain,
    stop,
    /** Takes up a session: what is displayed may be finished, unless the environment was stopped. */
    brief(wanted, answer) {
      ending = false;
      if (wanted && wanted.wasm === files.wasm) {
        const briefing = Uint8Array.from(atob(answer.briefing), (char) => char.charCodeAt(0));
        if (running) return brief(briefing);
        running = true;
        return start(bridge, briefing);
      }
      if (free && !answer.stopped) return (ending = true);
      stop();
      loader.stopped();
    },
  };
}
