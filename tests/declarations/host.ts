// A host written in TypeScript: every call as the declarations allow it, and what they must refuse.
import type { WaymarkCall, WaymarkError, WaymarkEvents, WaymarkReason } from '../../widget/loader/waymark';

const { waymark } = window;
waymark.identify('user-1');
waymark.identify(7, { plan: 'pro', since: new Date(), tags: ['a'], gone: null, unset: undefined }, { token: 'signed' });
waymark.group('company-1', null, { token: 'signed', membership: { role: 'owner' } });
waymark.track('paid', { seats: 5, yearly: true });
waymark.page();
waymark.start('nps');
waymark.start('nps', { force: true });
waymark.dismiss();
waymark.dismiss('nps');
waymark.setNavigate((path) => path.startsWith('/'));
waymark.consent(true);
waymark.setLocale('ja');
waymark.reset();
waymark.destroy();
waymark.push(['identify', ['user-1', { plan: 'pro' }]]);
waymark.push(['reset', []]);
waymark.push(['track', ['paid'], location.href, Date.now()]);

const answered = ({ content, question }: WaymarkEvents['answered']): string => content + question;
waymark.on('answered', answered);
waymark.off('answered', answered);
waymark.on('completed', ({ content }) => content.length);
waymark.on('error', ({ code, message }: WaymarkError) => code === 'wasm_blocked' && message.length);
const gated: boolean = waymark.explain('nps').includes('gate');
const held = waymark.explain('nps').chain?.links.filter(({ verdict }) => verdict === 'no');
export const why: readonly WaymarkReason[] | undefined = held?.map(({ reason }) => reason);
const reason: WaymarkReason = gated ? 'gate' : 'trigger';
export const call: WaymarkCall = ['start', [reason, {}]];

// @ts-expect-error a number is no event's name
waymark.track(5);
// @ts-expect-error traits may be taken away, properties not
waymark.track('paid', { seats: null });
// @ts-expect-error an object is no trait
waymark.identify('user-1', { address: { city: 'Kyoto' } });
// @ts-expect-error nothing of this name can be heard
waymark.on('opened', () => {});
// @ts-expect-error the answer itself is not told to the page
waymark.on('answered', ({ score }) => score);
// @ts-expect-error consent is given or not
waymark.consent('yes');
// @ts-expect-error the stub has no answer
waymark.push(['explain', ['nps']]);
// @ts-expect-error no such reason
waymark.explain('nps').includes('weather');
