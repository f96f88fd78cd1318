/**
 * Types of `window.waymark`, for hosts written in TypeScript. Copy this file, or reference it where the collector serves it.
 *
 * Every call may be made at any time, before the loader is there too (through the stub, or `push`), and none ever throws into the page: a
 * mistake in the arguments gives one warning in the console, and the call is dropped.
 */

/** What can be said of a person, a company or an event. A `Date` becomes a text in ISO 8601; texts have at most 2,000 bytes. */
export type WaymarkValue = boolean | number | string | readonly string[] | Date;

/** Properties of an event or page, by name; at most 100. */
export type WaymarkProperties = Readonly<Record<string, WaymarkValue | undefined>>;

/** Changes to traits, by name; `null` takes a trait away, and what is not named stays. At most 100. */
export type WaymarkTraits = Readonly<Record<string, WaymarkValue | null | undefined>>;

/** Options of {@link Waymark.identify}. */
export interface WaymarkIdentifyOptions {
  /**
   * Signs the user id: a JSON Web Token (HS256) with `sub` and `exp`, made by the host's back end with the environment's identity
   * secret. Kept in this page only. When it has run out, `error` listeners hear the code `bad_token`; identify again with a fresh one, and what
   * waited is sent.
   */
  readonly token?: string;
}

/** Options of {@link Waymark.group}. */
export interface WaymarkGroupOptions extends WaymarkIdentifyOptions {
  /** Traits of the person in this company, such as the role. */
  readonly membership?: WaymarkTraits;
}

/** Options of {@link Waymark.start}. */
export interface WaymarkStartOptions {
  /** Skips the rules of frequency. What is displayed that way is never recorded. */
  readonly force?: boolean;
}

/** Which content an event is about. */
export interface WaymarkContent {
  /** The content's key. */
  readonly content: string;
}

/** Which question of it. */
export interface WaymarkQuestion extends WaymarkContent {
  /** The question's key. */
  readonly question: string;
}

/** Which step of it. */
export interface WaymarkStep extends WaymarkContent {
  /** The step's key. */
  readonly step: string;
}

/** What went wrong; never contains data of the host page. */
export interface WaymarkError {
  /**
   * - `wasm_blocked`: the page's Content-Security-Policy lacks `'wasm-unsafe-eval'`; nothing can be displayed.
   * - `load_failed`: the engine could not be loaded, twice.
   * - `panic`: the engine failed and has been removed from this page.
   * - `bad_token`: the token has run out or does not sign this user id.
   */
  readonly code: 'wasm_blocked' | 'load_failed' | 'panic' | 'bad_token';
  /** More about it, in English; may be empty. */
  readonly message: string;
}

/** What listeners can hear, with what they are given. */
export interface WaymarkEvents {
  /** Content became visible. */
  displayed: WaymarkContent;
  /** Another question or step is shown. */
  step: WaymarkQuestion | WaymarkStep;
  /** A question was answered, changed or withdrawn. The answer itself is not told to the page. */
  answered: WaymarkQuestion;
  /** The person went through to the end. */
  completed: WaymarkContent;
  /** It was closed, put off or refused. */
  dismissed: WaymarkContent;
  /** Something failed. */
  error: WaymarkError;
}

/** Why content is not displayed, without trait names or values; the console and a member's debug token tell more. */
export type WaymarkReason =
  /** The person has not agreed yet, or has objected. */
  | 'consent'
  /** The collector has not answered yet. */
  | 'session'
  /** The engine cannot run in this page; the console has said why. */
  | 'engine'
  /** No content has this key in this environment. */
  | 'unknown'
  /** The environment is stopped. */
  | 'stopped'
  /** The content is paused. */
  | 'paused'
  /** The schedule has not begun. */
  | 'not_yet'
  /** The schedule is over. */
  | 'over'
  /** The quota of answers is reached. */
  | 'quota_reached'
  /** The audience does not include the person. */
  | 'audience'
  /** The person is not in the sampled share. */
  | 'sampling'
  /** The person is held out, so that the effect can be measured. */
  | 'withheld'
  /** The person refused it for good. */
  | 'refused'
  /** The person said "later". */
  | 'snoozed'
  /** The person dismissed it lately. */
  | 'dismissed_lately'
  /** It was displayed before and comes only once. */
  | 'displayed_before'
  /** It was answered before, or too lately. */
  | 'answered_before'
  /** A cap over all automatic content is reached. */
  | 'cap'
  /** Effort is high or a complaint is open, so a recommendation question waits. */
  | 'gate'
  /** Global Privacy Control stops automatic surveys. */
  | 'privacy_control'
  | 'guidance'
  /** The page's address does not fit. */
  | 'page'
  /** The trigger has not fired. */
  | 'trigger'
  /** The delay is running. */
  | 'delay'
  /** An event called it off. */
  | 'cancelled'
  /** Something else is displayed. */
  | 'busy'
  /** The person is typing or in a dialog. */
  | 'occupied'
  /** Another tab displays it. */
  | 'other_tab'
  /** Another device displays it or has displayed it. */
  | 'other_device';

/** One link of the chain that decides whether content is displayed to somebody, as `GET /api/openapi.json` describes it in full. */
export interface WaymarkLink {
  /** The code that is given when this link stands in the way. */
  readonly reason: WaymarkReason;
  /** Whether it lets content through. */
  readonly verdict: 'yes' | 'no' | 'not_known' | 'not_asked' | 'held_back';
  /** Whether only the page knows; {@link WaymarkChain.page} is the engine's own word on it. */
  readonly in_page: boolean;
  /** What stands behind it: trait names and values, dates, shares, rules. */
  readonly fact: unknown;
}

/** Why, in full, for whoever is here. */
export interface WaymarkChain {
  /** What the collector's part comes to. */
  readonly outcome: 'due' | 'withheld' | 'on_request' | 'not_due' | 'not_known';
  /** Every link, in the order in which it is asked. */
  readonly links: readonly WaymarkLink[];
  /** What the engine says at this moment. */
  readonly page: readonly WaymarkReason[];
  /** When the session was decided, milliseconds since 1970. */
  readonly at: number;
}

/** What {@link Waymark.explain} answers. */
export type WaymarkReasons = WaymarkReason[] & {
  /**
   * Why, in full: only in a tab that was opened with a member's debug token (the console's room "Why is this shown?", or
   * `POST /api/debug-tokens`), for half an hour, and once the engine is there. It is as of the page's last session, which is what
   * decides in this page.
   */
  readonly chain?: WaymarkChain;
};

/** The names of the methods that can be queued. */
export type WaymarkMethod = Exclude<keyof Waymark, 'push' | 'explain' | 'loaded'>;

/** A queued call: method, arguments and, from the stub, the address and time (milliseconds since 1970) it was made at. */
export type WaymarkCall = {
  [M in WaymarkMethod]: readonly [method: M, values: Parameters<Waymark[M]> | [], url?: string, time?: number];
}[WaymarkMethod];

/** `window.waymark`. */
export interface Waymark {
  /** Whether the loader is there; absent on the stub. */
  readonly loaded?: boolean;

  /**
   * Names the person who is signed in, with changes to their traits. Call it on every page; the same once more says nothing. Another
   * id than before means another person: nothing of the last one is carried over.
   * @param userId the host's own id: 1 to 200 characters; a number is taken as text
   */
  identify(userId: string | number, traits?: WaymarkTraits | null, options?: WaymarkIdentifyOptions): void;

  /**
   * Names the company the person acts for, with changes to its traits.
   * @param companyId the host's own id: 1 to 200 characters; a number is taken as text
   */
  group(companyId: string | number, traits?: WaymarkTraits | null, options?: WaymarkGroupOptions): void;

  /** Tells that something happened; content may be triggered by it, goals may be reached by it. */
  track(event: string, properties?: WaymarkProperties | null): void;

  /**
   * Tells that a page is visited. Not needed: loads and changes of the address are told by themselves, until the first call, or never
   * with `data-auto-page="false"` on the script tag.
   */
  page(properties?: WaymarkProperties | null): void;

  /** Displays content now, if its audience includes the person and its frequency allows. */
  start(contentKey: string, options?: WaymarkStartOptions): void;

  /** Takes away what is displayed: this content, or any without a key. Not counted as the person's wish. */
  dismiss(contentKey?: string): void;

  /**
   * Sign-out. Sends what has happened, then forgets the person: ids, marks, consent, and what is displayed. Call it before the next person can
   * sit down.
   */
  reset(): void;

  /** Listens; what a listener throws ends in the console. */
  on<E extends keyof WaymarkEvents>(event: E, listener: (detail: WaymarkEvents[E]) => void): void;

  /** Takes a listener away. */
  off<E extends keyof WaymarkEvents>(event: E, listener: (detail: WaymarkEvents[E]) => void): void;

  /** Gives Waymark the host's client-side router for links within this origin: a path with query and hash. */
  setNavigate(navigate: (path: string) => void): void;

  /**
   * What the person allowed. `true`: ids and marks may be kept on this device, also before anybody is named; where the environment requires consent,
   * nothing is recorded before. `false`: everything is erased from this device, nothing more is recorded or displayed. The refusal itself is not
   * kept, so say it on each page.
   */
  consent(given: boolean): void;

  /** The locale the person reads, BCP 47; otherwise `data-locale`, the page's `lang`, or the browser's. */
  setLocale(tag: string): void;

  /**
   * Why content is not displayed; empty when it is, or when nothing stands in the way. Codes without trait names or values, since
   * anyone may claim a user id; a member's debug token brings the `chain` with the facts along.
   * Only once the loader is there; the stub has no answer.
   */
  explain(contentKey: string): WaymarkReasons;

  /** Removes everything of Waymark from this page: nodes, listeners, wrappers, timers. Later calls do nothing. */
  destroy(): void;

  /** Makes a queued call; serves pages without the stub: `(window.waymark ||= []).push(['identify', ['u1']])`. */
  push(call: WaymarkCall): void;
}

declare global {
  interface Window {
    /** Waymark; the array of calls that wait, until the loader is there; absent without both stub and loader. */
    waymark: Waymark;
  }
}
