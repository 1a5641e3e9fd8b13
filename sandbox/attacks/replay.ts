import type { Provider } from '../../providers/provider.ts';
import type { Event } from '../../triggers/define-event.ts';
import { checksTime } from '../../verification/scheme.ts';
import { bodySample, idIn } from '../event-body.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { timeText } from '../providers/sign.ts';
import { type AttackGroup, attackOn, type Expected } from './attack.ts';
import type { AttackRunner } from './attack-runner.ts';
import { sentTo, withHeader, withQuery } from './edit.ts';
import { isTimed, signsId } from './scheme-properties.ts';
import { signAgain } from './sign-again.ts';
import { signedAt, withTimestamp } from './signature-edit.ts';

/** If the signature covers no timestamp, a recorded request is accepted again once the claim has expired. */
const afterWindow = ({ provider }: Event): Expected =>
  checksTime(provider.verifier.scheme) ? 'timestamp_too_old' : 'delivered';

/** If the secret belongs to the account, its provider sends each event to every Zap of the account. */
const atOtherZap = ({ provider }: Event): Expected =>
  provider.secret.from === 'subscription' ? 'signature_mismatch' : 'delivered';

/** Milliseconds between the timestamps of a delivery and its re-send: within any tolerance. */
const RESEND_AGE = 30_000;

/** Whether only the signed time distinguishes two events without an ID: then no check can recognize a re-send with a new time. */
const timeDistinguishes = ({ contentId }: Provider): boolean => {
  const idAt = (sentAt: number) => contentId?.({ delivery: { body: '' }, evidence: { sentAt } });
  return idAt(1) !== idAt(2);
};

const afterResend = (event: Event): Expected => {
  const { provider } = event;
  const hasId = signsId(provider.verifier.scheme) || idIn(event, bodySample(event)) !== undefined;
  return !hasId && isTimed(provider.verifier.scheme) && timeDistinguishes(provider) ? 'delivered' : 'ignored';
};

/** Sends a new delivery, then another request made from it. */
const replayed = async (
  runner: AttackRunner,
  next: (genuine: SignedRequest) => SignedRequest | Promise<SignedRequest>,
): Promise<string> => {
  const genuine = runner.genuine();
  const first = await runner.send(genuine);
  return first === 'delivered' ? runner.send(await next(genuine)) : `first ${first}`;
};

/** A genuine request that was recorded and is sent again. */
export const replay: AttackGroup = {
  name: 'Replay',
  attacks: [
    {
      name: 'Replay',
      why: 'A valid signature does not show that a request is new, and Zapier does not deduplicate deliveries.',
      expected: 'ignored',
      run: (runner) => replayed(runner, (genuine) => genuine),
    },
    {
      name: 'Re-send by the provider',
      why: 'Not an attack: a provider that got no response sends the event again, with a new timestamp and signature. It must not run the Zap twice where a check can recognize it.',
      expected: afterResend,
      run: (runner) =>
        replayed(runner, (genuine) =>
          signAgain(genuine, runner.context, genuine.body, new Date(Date.now() - RESEND_AGE)),
        ),
    },
    {
      name: 'Replay with another User-Agent and query',
      why: 'Code that compares whole requests treats one with another header or parameter as another event.',
      expected: 'ignored',
      run: (runner) =>
        replayed(runner, (genuine) =>
          withQuery(withHeader(genuine, 'user-agent', 'another'), (query) => query.set('again', '1')),
        ),
    },
    {
      name: 'Replay after the deduplication window',
      why: 'If the signature covers a timestamp, the request is too old by then. Otherwise no check can tell it from a new one.',
      expected: afterWindow,
      run: (runner) =>
        replayed(runner, async (genuine) => {
          const { context } = runner;
          const { provider, deduplicationWindow = provider.deduplicationWindow } = runner.fixture.event;
          const age = deduplicationWindow + 1;
          await runner.wait(age);
          const { scheme } = context;
          if (!isTimed(scheme)) return genuine;
          // The app's clock does not move, so the request gets the timestamp of a recording instead.
          const recorded = new Date(Date.now() - 1000 * age);
          return signedAt(genuine, { ...context, scheme }, timeText(recorded, scheme.timestamp.unit));
        }),
    },
    {
      name: 'Replay to another Zap',
      why: 'A signature does not cover the URL, so it is valid wherever the secret is the same. Each Zap gets the event once, as if the provider had sent it there.',
      expected: atOtherZap,
      run: (runner) =>
        replayed(runner, async (genuine) => sentTo(genuine, (await runner.otherZap('this connection')).url)),
    },
    {
      name: 'Two replays to another Zap',
      why: 'Deduplication that only knows the first Zap lets the other one run twice.',
      expected: (event) => (atOtherZap(event) === 'delivered' ? 'ignored' : 'signature_mismatch'),
      async run(runner) {
        const genuine = runner.genuine();
        const { url } = await runner.otherZap('this connection');
        await runner.send(sentTo(genuine, url));
        return runner.send(sentTo(genuine, url));
      },
    },
    {
      name: 'Replay while the cache is unavailable',
      isHeavy: true,
      why: 'No check can stop it without Zapier’s cache, and a Zap that runs twice is easier to fix than a lost event.',
      expected: 'delivered',
      run: (runner) =>
        replayed(runner, (genuine) => {
          runner.fixture.sandbox.zapier.services.failCache = () => true;
          return genuine;
        }),
    },
    attackOn(isTimed, {
      name: 'Replay with a new timestamp and ID',
      why: 'If the signature does not cover them, they make a recorded request look new.',
      expected: 'signature_mismatch',
      run: (runner, { scheme }) =>
        replayed(runner, (genuine) => {
          const renamed = signsId(scheme) ? withHeader(genuine, scheme.headers[0].id, 'msg_replayed') : genuine;
          return withTimestamp(renamed, scheme, timeText(new Date(Date.now() + 1000), scheme.timestamp.unit));
        }),
    }),
  ],
};
