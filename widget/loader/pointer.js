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

/** Whether an element is rendered; browsers of before 2024 cannot tell. */
const rendered = (element) =>
  element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) ?? true;

/** The element's box in its own window; of one that has none itself (`display: contents`), that of what is in it. */
function box(element) {
  const own = element.getBoundingClientRect();
  if (own.width && own.height) return own;
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

function visible(element) {
  const { width, height } = box(element);
  return width > 0 && height > 0 && (rendered(element) || [...element.children].some(rendered));
}

/** The element's box in this window. */
function boxHere(element) {
  let { x, y, width, height } = box(element);
  for (let frame = frameOf(element.ownerDocument); frame; frame = frameOf(frame.ownerDocument)) {
    const around = frame.getBoundingClientRect();
    x += around.x + frame.clientLeft;
    y += around.y + frame.clientTop;
  }
  return { x, y, width, height };
}

function cross(one, other) {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return { x, y, width: Math.max(width, 0), height: Math.max(height, 0) };
}

/** What is left of the element's box inside everything that clips it, and of this window. */
function seen(element) {
  let rest = cross(boxHere(element), { x: 0, y: 0, width: innerWidth, height: innerHeight });
  let { position } = getComputedStyle(element);
  for (let at = above(element); at; at = above(at)) {
    const style = getComputedStyle(at);
    const holds = style.transform !== 'none' || style.filter !== 'none' || style.perspective !== 'none' || /paint|strict|content/.test(style.contain);
    // What is positioned is clipped only from its containing block on.
    if (!holds && (position === 'fixed' || (position === 'absolute' && style.position === 'static'))) continue;
    const clips = at.localName === 'iframe' || !/^(visible ?)+$/.test(style.overflow);
    if (clips && !/^(html|body)$/.test(at.localName)) rest = cross(rest, boxHere(at));
    position = style.position;
  }
  return rest;
}

/** Whether something fixed or sticky, such as a header, lies over the element. */
function covered(element) {
  const { x, y, width, height } = box(element);
  return [0.1, 0.5, 0.9].some((share) => {
    let hit = element.getRootNode().elementFromPoint(x + width / 2, y + height * share);
    if (!hit || element.contains(hit)) return false;
    for (; hit && !hit.contains(element); hit = above(hit)) if (/fixed|sticky/.test(getComputedStyle(hit).position)) return true;
    return false;
  });
}

/** Scrolls the element into view: only what a person could scroll, and only what must. */
function bring(element) {
  const force = covered(element);
  const own = getComputedStyle(element);
  const number = (style, name) => parseFloat(style[name]) || 0;
  for (let pane = element, fixed = false; pane && !fixed; pane = above(pane)) {
    fixed = getComputedStyle(pane).position === 'fixed';
    const root = pane === pane.ownerDocument.scrollingElement;
    if (pane === element || (fixed && !root && pane.scrollHeight <= pane.clientHeight)) continue;
    const style = getComputedStyle(pane);
    const around = root ? { x: 0, y: 0 } : pane.getBoundingClientRect();
    const target = box(element);
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

/** The element that is wished for, and the shadow roots and frames that were looked into. */
function find({ selectors, text, nth, inline }) {
  const scopes = new Set([document]);
  for (const selector of selectors) {
    const found = quietly(() => {
      let from = [document];
      let hits = [];
      for (const part of selector.split('>>>')) {
        hits = from.flatMap((scope) => [...scope.querySelectorAll(part)]);
        from = hits.map((hit) => hit.shadowRoot || hit.contentDocument).filter((scope) => scope);
        from.map((scope) => scopes.add(scope));
      }
      // What is to hold something may be empty until it does.
      return hits.filter((hit) => hit.textContent.includes(text) && (inline || visible(hit)));
    });
    if (found?.[nth]) return { element: found[nth], scopes };
  }
  return { scopes };
}

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
  let moves;
  let told;
  let missing;
  let frame;
  const tell = (what) => end.signal.aborted || pointed(what);

  const set = (name, value) => host.style.setProperty('--wm-' + name, value);

  const modal = () => [...document.querySelectorAll('dialog:modal')].pop();

  const place = () => {
    if (inline) return;
    const rest = seen(element);
    const dialog = modal();
    const away = !rest.width || !rest.height || (!!dialog && !dialog.contains(element));
    host.toggleAttribute('data-away', away);
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
    if (spotlight) cut(hole, Math.min(wish.radius, hole.width / 2, hole.height / 2), zoom, px);
  };

  /** The hole in the dimmed page: a path around everything, and one around the target. */
  const cut = (hole, radius, zoom, px) => {
    const n = (number) => (number / zoom).toFixed(1);
    const [r, w, h] = [n(radius), n(hole.width - 2 * radius), n(hole.height - 2 * radius)];
    const arc = (x, y) => `a${r} ${r} 0 0 1 ${x} ${y}`;
    set(
      'hole',
      `path(evenodd,"M0 0H${n(innerWidth)}V${n(innerHeight)}H0ZM${n(hole.x + radius)} ${n(hole.y)}h${w}${arc(r, r)}v${h}${arc(-r, r)}h-${w}${arc(-r, -r)}v-${h}${arc(r, -r)}Z")`,
    );
    set('block', [hole.y, innerWidth - hole.x - hole.width, innerHeight - hole.y - hole.height, hole.x].map(px).join(' '));
  };

  /** Notices that the element moves: it is watched inside exactly the room it takes. */
  const follow = (threshold = 1) => {
    moves?.disconnect();
    if (element.ownerDocument !== document) return;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const inset = [top, innerWidth - right, innerHeight - bottom, left].map((side) => -Math.floor(side) + 'px').join(' ');
    let first = true;
    moves = new IntersectionObserver(
      ([entry]) => {
        const ratio = entry.intersectionRatio;
        if (first && ratio < threshold) return follow(Math.max(ratio, 1e-7));
        if (!first) {
          look();
          element && follow();
        }
        first = false;
      },
      { root: document, rootMargin: inset, threshold },
    );
    moves.observe(element);
  };

  let sized = [];
  const sizes = new ResizeObserver(() => element && look());
  /** Watches the sizes of these and no others; one watched anew would be reported anew, for ever. */
  const measure = (...parts) => {
    if (parts.every((part, at) => part === sized[at])) return;
    sizes.disconnect();
    (sized = parts).map((part) => part && sizes.observe(part));
  };
  // What we write on our own element is none of the page's doing.
  const mutations = new MutationObserver((records) => records.some(({ target }) => target !== host) && look());
  const watch = (scope) => mutations.observe(scope, { childList: true, subtree: true, attributes: true, characterData: !!wish.text });

  const look = () => {
    if (end.signal.aborted) return;
    if (element?.isConnected && (inline || visible(element))) return settle();
    const { element: next, scopes } = find(wish);
    scopes.forEach(watch);
    if (next) {
      element = next;
      if (!told) bring(element);
      settle();
      follow();
    } else if (element) {
      lose();
    }
  };

  const settle = () => {
    if (inline && host.parentNode !== element) {
      host.removeAttribute('popover');
      element.append(host);
    }
    const card = host.shadowRoot.querySelector('.card,.beacon');
    measure(element, card);
    place();
    if (host.hasAttribute('data-placed') || host.hasAttribute('data-away') || !card) return;
    host.toggleAttribute('data-placed', true);
    clearTimeout(missing);
    told = true;
    frame = requestAnimationFrame(() => tell(SHOWN));
  };

  const lose = () => {
    element = undefined;
    measure();
    moves?.disconnect();
    host.removeAttribute('data-placed');
    wait();
    tell(LOST);
  };

  const wait = () => (missing = setTimeout(() => element || tell(MISSING), wish.after));

  const inside = (event) => element && event.composedPath().includes(element);
  if (wish.click) addEventListener('click', (event) => inside(event) && tell(CLICKED), options);
  if (wish.enter) addEventListener('change', (event) => inside(event) && event.composedPath()[0].value && tell(ENTERED), options);
  for (const name of ['scroll', 'resize', 'transitionend', 'animationend', 'load', 'toggle', 'close']) addEventListener(name, look, options);
  for (const name of ['scroll', 'resize']) visualViewport?.addEventListener(name, look, options);

  ending = () => {
    end.abort();
    clearTimeout(missing);
    cancelAnimationFrame(frame);
    for (const observer of [sizes, mutations, moves]) observer?.disconnect();
    for (const name of ['placed', 'away', 'side']) host.removeAttribute('data-' + name);
  };
  again = look;
  wait();
  look();
}
