/**
 * The pointer: finds the element a step speaks of, keeps the bubble beside it, and tells the engine what becomes of it. The build appends
 * it to the engine's module after the attendant; `pointed` and `place_beside` are the engine's (ARCHITECTURE.md, "Loader and engine").
 *
 * Everything is done by observers and events: while nothing moves there is no frame, no timer and no polling. Deliberately absent: where
 * a bubble goes (`place.rs`, which is pure), and what it looks like; only custom properties and attributes of our own element are written.
 */

/** What the engine is told; `Pointed` in `page/dom/pointer.rs`. */
const [SHOWN, MISSING, LOST, CLICKED, ENTERED] = [0, 1, 2, 3, 4];

/** The element above, out of shadow roots and frames of this origin. */
const above = (element) =>
  element.assignedSlot || element.parentElement || element.getRootNode().host || frameOf(element.ownerDocument);

const frameOf = (document_) => (document_ === document ? null : document_.defaultView?.frameElement);

/** Whether an element is inside another, or is it; shadow roots and frames are no bounds. */
function holds(outer, inner) {
  while (inner && inner !== outer) inner = above(inner);
  return !!inner;
}

/** Whether an element is rendered, now or as soon as one scrolls there; browsers of before 2024 cannot tell. */
const rendered = (element) => element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;

/** The element's box in its own window; of one that has none itself (`display: contents`), that of what is in it. */
function box(element) {
  const own = element.getBoundingClientRect();
  if (own.width && own.height) return own;
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

/** Whether it can be seen; what is only there for screen readers is a pixel large. */
function visible(element) {
  const { width, height } = box(element);
  return width * height > 4 && (rendered(element) || [...element.children].some(rendered));
}

/** Where a document's window begins in this window. */
function corner(document_) {
  const frame = frameOf(document_);
  if (!frame) return { x: 0, y: 0 };
  const { x, y } = boxHere(frame);
  return { x: x + frame.clientLeft, y: y + frame.clientTop };
}

/** The element's box in this window; what clips has its own, even an empty one. */
function boxHere(element, own = box(element)) {
  const { x, y, width, height } = own;
  const at = corner(element.ownerDocument);
  return { x: x + at.x, y: y + at.y, width, height };
}

function cross(one, other) {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return { x, y, width: Math.max(width, 0), height: Math.max(height, 0) };
}

const empty = ({ width, height }) => !width || !height;

/** What is left of the element's box inside everything that clips it and this window; or, `anyhow`, of all places it can be scrolled to. */
function seen(element, anyhow) {
  let rest = boxHere(element);
  if (!anyhow) rest = cross(rest, { x: 0, y: 0, width: innerWidth, height: innerHeight });
  let { position } = getComputedStyle(element);
  for (let at = above(element); at && !empty(rest); at = above(at)) {
    const style = getComputedStyle(at);
    const block = style.transform !== 'none' || style.filter !== 'none' || style.perspective !== 'none' || /paint|strict|content/.test(style.contain);
    // What is positioned is clipped only from its containing block on.
    if (!block && (position === 'fixed' || (position === 'absolute' && style.position === 'static'))) continue;
    const frame = at.localName === 'iframe';
    if (style.display !== 'contents' && (frame || !/^(visible ?)+$/.test(style.overflow)) && !/^(html|body)$/.test(at.localName)) {
      const around = boxHere(at, at.getBoundingClientRect());
      rest = anyhow && (frame || /auto|scroll/.test(style.overflow)) ? around : cross(rest, around);
    }
    position = style.position;
  }
  return rest;
}

/** Whether something fixed or sticky, such as a header, lies over the element. */
function covered(element) {
  const { x, y, width, height } = box(element);
  return [0.1, 0.5, 0.9].some((share) => {
    let hit = element.getRootNode().elementFromPoint(x + width / 2, y + height * share);
    if (!hit || holds(element, hit)) return false;
    for (; hit && !holds(hit, element); hit = above(hit)) if (/fixed|sticky/.test(getComputedStyle(hit).position)) return true;
    return false;
  });
}

/** Scrolls the element into view: only what a person could scroll, and only what must. */
function bring(element) {
  const force = covered(element);
  const own = getComputedStyle(element);
  const number = (style, name) => parseFloat(style[name]) || 0;
  for (let pane = element, fixed; pane; pane = fixed ? frameOf(pane.ownerDocument) : above(pane)) {
    fixed = getComputedStyle(pane).position === 'fixed';
    const root = pane === pane.ownerDocument.scrollingElement;
    if (pane === element || (fixed && !root && pane.scrollHeight <= pane.clientHeight)) continue;
    const style = getComputedStyle(pane);
    const around = root ? corner(pane.ownerDocument) : boxHere(pane);
    const target = boxHere(element);
    const way = (start, size, overflow, clientSize, [before, after]) => {
      if (root ? /hidden|clip/.test(overflow) : !/auto|scroll/.test(overflow)) return 0;
      const [from, to] = [number(style, 'scrollPadding' + before), clientSize - number(style, 'scrollPadding' + after)];
      const low = target[start] - around[start] - number(own, 'scrollMargin' + before);
      const high = target[start] - around[start] + target[size] + number(own, 'scrollMargin' + after);
      if (!force && low >= from && high <= to) return 0;
      // In the middle, so that there is room beside it; of what is larger than the pane, the beginning.
      return high - low > to - from ? low - from : (low + high - from - to) / 2;
    };
    const top = way('y', 'height', style.overflowY, pane.clientHeight, ['Top', 'Bottom']);
    const left = way('x', 'width', style.overflowX, pane.clientWidth, ['Left', 'Right']);
    if (top || left) pane.scrollBy({ top, left, behavior: 'instant' });
  }
}

/** The selectors that cannot be read; each is told once. */
const unread = new Set();

/** What of a document is observed. */
const CHANGES = { childList: true, subtree: true, attributes: true };

/** The element that is wished for, and the shadow roots and frames that were looked into. */
function find({ selectors, text, nth, inline }) {
  const scopes = new Set([document]);
  for (const selector of selectors) {
    if (unread.has(selector)) continue;
    const found = quietly(() => {
      let from = [document];
      let hits = [];
      for (const part of selector.split('>>>')) {
        hits = from.flatMap((scope) => [...scope.querySelectorAll(part)]);
        from = hits.map((hit) => hit.shadowRoot || hit.contentDocument).filter((scope) => scope);
        from.map((scope) => scopes.add(scope));
      }
      let before = nth;
      // What is to hold something may be empty until it does.
      const element = hits.find((hit) => hit.textContent.includes(text) && (inline || visible(hit)) && !before--);
      // A field may be inside of it.
      if (element?.shadowRoot) scopes.add(element.shadowRoot);
      return { element, scopes };
    });
    if (found?.element) return found;
    if (!found) unread.add(selector);
  }
  return { scopes };
}

/** Whether something that fits is visible, or, if `gone`, nothing is; neither when it cannot be read. What was looked into is observed too. */
function stands(selector, gone, observer) {
  const { element, scopes } = find({ selectors: [selector], text: '', nth: 0 });
  scopes.forEach((scope) => observer.observe(scope, CHANGES));
  return !unread.has(selector) && gone === !element;
}

/** How often a target may be brought into view before it is displayed: what is rendered on the way there may move it. */
const TURNS = 3;
/** What counts as nothing of an element that is watched. */
const NOTHING = 1e-7;

/** The event that led on last; whoever listens next may be reached by the same. */
let used;
let ending;
let again;
let wished;

/** Ends pointing: nothing observes, listens or waits any more. */
function unpoint() {
  ending?.();
  ending = wished = undefined;
}

/** Points at what is wished for, as JSON, until `unpoint` or until something else is; `host` is our element. */
function point(host, json) {
  if (wished === json) return again();
  unpoint();
  wished = json;
  begin(host, JSON.parse(json));
}

function begin(host, wish) {
  const { inline, spotlight } = wish;
  const end = new AbortController();
  const options = { signal: end.signal, capture: true, passive: true };
  let element;
  let told;
  let missing;
  let frame;
  let turns = TURNS;
  const tell = (what) => end.signal.aborted || pointed(what);

  const set = (name, value) => host.style.setProperty('--wm-' + name, value);

  const place = () => {
    if (inline) return lack();
    const rest = seen(element);
    const cut = empty(rest);
    const dialog = [...document.querySelectorAll('dialog:modal')].pop();
    const away = cut || !holds(dialog || element, element);
    host.toggleAttribute('data-away', away);
    lack(cut && !told);
    if (away) return;
    const card = host.shadowRoot.querySelector('.card,.beacon');
    if (!card) return;
    const view = visualViewport;
    const zoom = host.currentCSSZoom || 1;
    const { padding } = wish;
    const hole = { x: rest.x - padding, y: rest.y - padding, width: rest.width + 2 * padding, height: rest.height + 2 * padding };
    const found = place_beside(
      hole.x, hole.y, hole.width, hole.height, card.offsetWidth * zoom, card.offsetHeight * zoom,
      view.offsetLeft, view.offsetTop, view.width, view.height, wish.side, wish.align,
    );
    const px = (number) => number / zoom + 'px';
    ['x', 'y', 'ax', 'ay'].map((name, at) => set(name, px(found[at])));
    set('bx', px(rest.x + (getComputedStyle(element).direction === 'rtl' ? 0 : rest.width)));
    set('by', px(rest.y));
    host.dataset.side = ['none', 'above', 'below', 'left', 'right'][found[4]];
    if (spotlight) open(hole, Math.min(wish.radius, hole.width / 2, hole.height / 2), zoom, px);
  };

  /** The hole in the dimmed page: a path around everything, and one around the target. */
  const open = (hole, radius, zoom, px) => {
    const n = (number) => (number / zoom).toFixed(1);
    const [r, w, h] = [n(radius), n(hole.width - 2 * radius), n(hole.height - 2 * radius)];
    const arc = (x, y) => `a${r} ${r} 0 0 1 ${x} ${y}`;
    set(
      'hole',
      `path(evenodd,"M0 0H${n(innerWidth)}V${n(innerHeight)}H0ZM${n(hole.x + radius)} ${n(hole.y)}h${w}${arc(r, r)}v${h}${arc(-r, r)}h-${w}${arc(-r, -r)}v-${h}${arc(r, -r)}Z")`,
    );
    set('block', [hole.y, innerWidth - hole.x - hole.width, innerHeight - hole.y - hole.height, hole.x].map(px).join(' '));
  };

  const trail = new Map();
  /** Notices that something moves: it is watched inside exactly the room it takes in its own window. */
  const follow = (target, threshold = 1) => {
    trail.get(target)?.disconnect();
    const root = target.ownerDocument;
    const { innerWidth, innerHeight } = root.defaultView;
    const { left, top, right, bottom } = target.getBoundingClientRect();
    const inset = [top, innerWidth - right, innerHeight - bottom, left].map((side) => -Math.floor(side) + 'px').join(' ');
    let first = true;
    const moves = new IntersectionObserver(
      ([entry]) => {
        const ratio = entry.intersectionRatio;
        if (first && ratio < threshold && threshold > NOTHING) return follow(target, Math.max(ratio, NOTHING));
        if (!first) {
          look(true);
          trail.has(target) && follow(target);
        }
        first = false;
      },
      { root, rootMargin: inset, threshold },
    );
    moves.observe(target);
    trail.set(target, moves);
  };
  const leave = () => {
    trail.forEach((moves) => moves.disconnect());
    trail.clear();
  };

  let sized = [];
  const sizes = new ResizeObserver(() => element && look(true));
  /** Watches the sizes of these and no others; one watched anew would be reported anew, for ever. */
  const measure = (...parts) => {
    if (parts.every((part, at) => part === sized[at])) return;
    sizes.disconnect();
    (sized = parts).map((part) => part && sizes.observe(part));
  };
  // What we write on our own element is none of the page's doing.
  const mutations = new MutationObserver((records) => records.some(({ target }) => target !== host) && look());
  const heard = new Set();
  const watch = (scope) => {
    if (heard.has(scope)) return;
    heard.add(scope);
    mutations.observe(scope, { ...CHANGES, characterData: !!wish.text });
    // What is no window's own doing stays inside a shadow root; what loads stays inside the document.
    const all = scope.defaultView || scope;
    for (const name of ['scroll', 'resize', 'transitionend', 'animationend', 'toggle', 'close']) all.addEventListener(name, look, options);
    scope.addEventListener('load', look, options);
    if (wish.click) all.addEventListener('click', clicked, options);
    if (wish.enter) all.addEventListener('change', entered, options);
  };

  /** Looks again; whoever is `sure` that only places have changed need not search. */
  const look = (sure) => {
    if (end.signal.aborted) return;
    if (sure && element?.isConnected && (inline || visible(element))) return settle();
    const { element: next, scopes } = find(wish);
    scopes.forEach(watch);
    if (next) {
      const other = next !== element;
      element = next;
      settle();
      if (!other) return;
      leave();
      for (let at = element; at; at = frameOf(at.ownerDocument)) follow(at);
    } else lose();
  };

  /** Brings it into view until it has been displayed; nobody is led to what is collapsed before it opens. */
  const reach = () => {
    if (told) return;
    if (!inline && empty(seen(element, true))) turns = TURNS;
    else if (turns === TURNS || (turns && empty(seen(element)))) {
      const at = () => boxHere(element).x + boxHere(element).y;
      const before = at();
      bring(element);
      // What has not moved costs no turn: the page may not reach so far yet.
      turns -= at() !== before;
    }
  };

  const settle = () => {
    if (inline && host.parentNode !== element) {
      host.removeAttribute('popover');
      element.append(host);
    }
    const card = host.shadowRoot.querySelector('.card,.beacon');
    measure(element, card);
    reach();
    place();
    if (host.hasAttribute('data-placed') || host.hasAttribute('data-away') || !card) return;
    host.toggleAttribute('data-placed', true);
    told = true;
    frame = requestAnimationFrame(() => tell(SHOWN));
  };

  const lose = () => {
    const had = element;
    element = undefined;
    leave();
    host.removeAttribute('data-placed');
    lack(true);
    if (had) tell(LOST);
  };

  /** Waits as long as there is no place beside it; behind a dialog of the host it has one. */
  const lack = (bad) => {
    if (!bad || host.hasAttribute('data-placed')) missing = clearTimeout(missing);
    else missing ||= setTimeout(() => tell(MISSING), wish.after);
  };

  // The path of what is not composed ends at the shadow root.
  const inside = (event) =>
    event !== used && element && event.composedPath().some((part) => part === element || part === element.shadowRoot) && (used = event);
  const clicked = (event) => inside(event) && tell(CLICKED);
  const entered = (event) => inside(event) && event.composedPath()[0].value && tell(ENTERED);
  for (const name of ['scroll', 'resize']) visualViewport.addEventListener(name, look, options);

  ending = () => {
    end.abort();
    clearTimeout(missing);
    cancelAnimationFrame(frame);
    leave();
    sizes.disconnect();
    mutations.disconnect();
    for (const name of ['placed', 'away', 'side']) host.removeAttribute('data-' + name);
  };
  again = look;
  look();
}
