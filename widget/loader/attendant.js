/**
 * The attendant: the loader's half that is needed only beside the engine. The build appends it to the engine's glue module,
 * whose exports (`start`, `brief`, `destroy`, `on_trap` …) it uses; ARCHITECTURE.md, "Loader and engine", is the contract.
 *
 * Deliberately absent: synchronous calls from the engine into the host's code. They are put off until the engine has returned, so
 * that whatever the host does in a listener finds it at rest.
 */

const LOCK = 'waymark-display';
/** A claim in localStorage, where the browser has no locks, ends by itself after ten minutes. */
const CLAIM = 6e5;
/** What a person did about a question is sent without waiting for company. */
const URGENT = /^\{"(answered|completed|dismissed|marked)"/;

/** Runs a function whose failure must stay here. */
function quietly(run) {
  try {
    return run();
  } catch (error) {
    console.warn('[waymark]', error);
  }
}

/** What was written in base64. */
const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

const later = (run) => setTimeout(() => quietly(run));

/** The files with the widget's own words by tongue; the build puts their names in. */
const TONGUES = {};
const told = {};

/** Fetches the widget's own words in the tongue of this tag, where there are any; without them its frame is English. */
export async function speak(tag) {
  const tongue = tag.split(/[-_]/)[0].toLowerCase();
  const file = TONGUES[tongue];
  const fetched = file && (told[tongue] ||= fetch(new URL(file, import.meta.url), { credentials: 'omit' }).then((answer) => answer.json()));
  const table = fetched && (await fetched.catch(() => {}));
  return () => table && words(Object.values(table).join('\x1f'));
}

/** Brings the engine to life; `lent` is what the loader lends (`engine.js`), in this order because names would cost every page. A page
 * opened before an upgrade meets the next release's engine, so the list only ever grows at its end. */
export async function attend(response, files, ...lent) {
  const names = 'ask drop emit giveUp keep context log marks me notify page uuid renew'.split(' ');
  if (lent.length < names.length) throw 'an older loader';
  const loader = Object.fromEntries(names.map((name, at) => [name, lent[at]]));
  if (!response.ok) throw response.status;
  const [say] = await Promise.all([speak(loader.context().locale), __wbg_init({ module_or_path: response })]);
  say();
  let running = false;
  let ending = false;
  let decidedAt = 0;
  let inFull;
  const age = () => Date.now() + loader.me.skew - decidedAt;

  const display = claims(loader, age, () => {
    // What was displayed when its session ended is over now.
    if (ending) later(() => ending && (stop(), loader.drop()));
  });

  const measure = meter((body) => quietly(() => loader.emit(body)));

  /** What is displayed is over. */
  const over = () => {
    running = ending = false;
    display.release();
    measure('', 0);
  };

  const stop = () => {
    if (running) destroy();
    over();
  };

  const heard = (tag) => {
    locale(tag);
    speak(tag).then((say) => later(say));
  };
  const deeds = { event, show, page, dismiss, locale: heard };
  /** Passes on what the page does; what it did while nothing could hear it waits. */
  const tell = (method, ...values) => (running ? deeds[method](...values) : loader.log.push([method, ...values]));

  const begin = (briefing) => {
    running = true;
    start(bridge(loader, display, age, measure), briefing);
    for (const values of loader.log.splice(0)) tell(...values);
  };

  /** Takes up a session: what is displayed may be finished, unless the environment was stopped or the person left. */
  const take = (wanted, answer) => {
    ending = false;
    inFull = answer?.debug;
    if (wanted && wanted.wasm === files.wasm) {
      const briefing = bytes(answer.briefing);
      decidedAt = answer.now;
      return running ? brief(briefing) : begin(briefing);
    }
    if (display.held() && answer && !answer.stopped) return (ending = true);
    stop();
    if (wanted) loader.drop();
  };

  on_trap((message) => {
    over();
    unpoint();
    document.getElementById('waymark-host')?.remove();
    // The text of an exception may be the host's own, so only the words of a WASM trap are told.
    const known = /^(unreachable|memory|table|null function|indirect|integer|divide|maximum call|stack)/i.test(message);
    loader.giveUp('panic', known ? message : 'exception');
  });

  return {
    stop,
    brief: (wanted, answer) => quietly(() => take(wanted, answer)),
    tell,
    /** In a tab opened with a member's debug token the codes bring the whole chain along. */
    explain(key) {
      const page = running ? explain(key) : ['trigger'];
      const told = inFull?.[key];
      if (!told) return page;
      return Object.assign(told.codes[0] ? told.codes : page, { chain: { ...told.chain, page: [...page] } });
    },
  };
}

/** The right to display: a lock among the tabs, and the collector's word when the session is no longer fresh. */
function claims(loader, age, released) {
  let free;
  let freed;
  let waiting;

  const release = () => {
    free?.();
    free = undefined;
    released();
  };

  const lockInStorage = () => {
    const { stored } = loader.page;
    if (quietly(() => stored && localStorage[LOCK] > Date.now())) return false;
    free = () => quietly(() => localStorage.removeItem(LOCK));
    quietly(() => stored && (localStorage[LOCK] = Date.now() + CLAIM));
    return true;
  };

  const lock = () =>
    new Promise((decide) => {
      if (!navigator.locks) return decide(lockInStorage());
      freed = navigator.locks
        .request(LOCK, { ifAvailable: true }, (granted) => {
          decide(!!granted);
          if (!granted) waitForTurn();
          return granted && new Promise((done) => (free = done));
        })
        // A page without an origin of its own has no other tabs.
        .catch(() => decide(true));
    });

  /** Waits in line behind the tab that displays, and tells the engine when that is over. */
  const waitForTurn = () => {
    if (waiting) return;
    waiting = true;
    navigator.locks.request(LOCK, () => {
      waiting = false;
      later(turn_came);
    });
  };

  const claim = async (run) => {
    await freed;
    if (!(await lock())) return false;
    if (age() < 6e4) return true;
    try {
      if ((await loader.ask('v1/claim', { run: JSON.parse(run) })).granted) return true;
    } catch {
      // Without the collector nobody knows what another device displays, and an answer could not be delivered: later.
    }
    release();
    return false;
  };

  return { claim, release, held: () => !!free };
}

/** What the engine is lent of the page. */
function bridge(loader, display, age, measure) {
  const { me } = loader;
  const now = () => Date.now() + me.skew;
  return {
    now,
    age,
    locale: () => loader.context().locale,
    id: () => loader.uuid(),
    emit: (body, anonymous) => quietly(() => loader.emit(JSON.parse(body), { anonymous, urgent: URGENT.test(body) })),
    marks: () => JSON.stringify(loader.marks()),
    remember(key, mark) {
      me.marks = { ...loader.marks() };
      // A mark only ever adds: an absent time or an unset flag says nothing.
      const added = Object.entries(JSON.parse(mark)).filter(([, value]) => value);
      me.marks[key] = { ...me.marks[key], ...Object.fromEntries(added) };
      // A tour goes on wherever the next page is, so the engine is loaded there at once.
      if (me.marks[key].place && me.waiting) me.waiting.wake = [{}];
      loader.keep();
    },
    point,
    unpoint,
    stands,
    measure,
    claim: display.claim,
    release: display.release,
    navigate: (url, way) => later(() => navigate(url, way, loader.page.navigate)),
    say(name, json, lasting) {
      const { page } = loader;
      const value = JSON.parse(json);
      page.said.user_id = { ...page.said.user_id, [name]: value };
      // A visitor of whom nothing may be kept chooses for this page.
      if (lasting && (me.who.user_id || me.consent)) loader.emit({ identify: { traits: { [name]: value } } }, { urgent: true });
      loader.renew(300);
    },
    find: lookUp(loader),
    notify(name, detail) {
      if (/^(completed|dismissed)$/.test(name)) {
        // What was waiting has had its turn; the next session says whether something else is.
        me.waiting = undefined;
        loader.keep();
      }
      later(() => loader.notify(name, detail));
    },
  };
}

/** Looks something up at the collector for the engine; what was asked for before the last is of no interest any more. */
function lookUp(loader) {
  let turn = 0;
  let typing;
  return (query, reading) => {
    const ours = ++turn;
    clearTimeout(typing);
    const look = async () => {
      try {
        const { locale, device } = loader.context();
        const { user_id: traits, company_id: company_traits } = loader.page.said;
        const asked = { ...(reading ? { article: query } : { query }), locale, device, traits, company_traits };
        const answer = await loader.ask(reading ? 'v1/article' : 'v1/search', asked);
        if (ours === turn) found(bytes(reading ? answer.article : answer.found), reading);
      } catch (error) {
        console.warn('[waymark]', error);
        // An article without words says that nothing was found.
        if (ours === turn && reading) found(new Uint8Array(4), true);
      }
    };
    typing = setTimeout(look, reading ? 0 : 250);
  };
}

/** Leads to an address: through the host's router where it gave one and the page stays on this origin. */
function navigate(target, way, route) {
  // Rules read `#/there` as `/there`; a host that routes so and takes no part in it is led there again.
  if (way > 1 && !route && target[0] === '/' && location.hash[1] === '/') target = '#' + target;
  // The printable page of a checklist is the collector's.
  const url = new URL(target, target.startsWith('progress/') ? new URL('..', import.meta.url) : location.href);
  // Content is written by members, and still no address of theirs may run a script in the host page.
  if (!/^(https?|mailto|tel):$/.test(url.protocol)) return;
  if (way === 1) open(url, '_blank', 'noopener');
  else if (route && url.origin === location.origin) route(url.pathname + url.search + url.hash);
  else location.assign(url);
}

let missing = [];
let observer;
let looking;
let listening;

/**
 * What goals watch in the page without code: clicks on elements, told each time, and the presence of elements, told once per page.
 * Called for each session and each change of the address; `current` says what is watched at the moment.
 */
export function watchGoals(current, emit, listen) {
  const tell = (kind, selector, find) => {
    try {
      return find() && (emit({ [kind]: { selector } }), true);
    } catch {
      // A selector this browser does not know fits nothing.
    }
  };
  const look = () => {
    looking = 0;
    observer?.disconnect();
    const watched = current()?.elements || [];
    missing = missing.filter((each) => watched.includes(each) && !tell('present', each, () => document.querySelector(each)));
    if (!missing[0]) return;
    observer = new MutationObserver(() => (looking ||= setTimeout(look, 100)));
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  };
  missing = current()?.elements || [];
  look();
  if (listening) return;
  listening = true;
  const clicked = (event) => {
    for (const each of current()?.clicks || []) tell('clicked', each, () => event.composedPath()[0].closest(each));
  };
  listen(document, 'click', clicked, true);
}
