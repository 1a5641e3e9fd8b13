import type { Event } from '../../triggers/define-event.ts';
import { type AttackGroup, EVERY, type Expected, STANDARD } from './attack.ts';
import { headerOf, nameOf, sentTo, standardHeaders, withHeader, withQuery } from './edit.ts';
import { rawOf } from './raw.ts';

/** Where the signature covers no time, a recording is as good as new once nobody remembers the delivery. */
const onceForgotten = ({ provider }: Event): Expected =>
  provider.verifier.checksTime ? 'timestamp_too_old' : 'delivered';

/** Where the secret is the account's, the same event is genuine at each of its Zaps: its provider sends it to all of them. */
const atAnotherZap = ({ provider }: Event): Expected =>
  provider.secret.from === 'subscription' ? 'signature_mismatch' : 'delivered';

/** A genuine request, recorded and sent again. */
export const replay: AttackGroup = {
  name: 'Replay',
  attacks: [
    {
      name: 'replay at once',
      why: 'A signature proves who sent something and not that it is new; Zapier itself does not look.',
      schemes: EVERY,
      expected: 'nothing',
      async run(stage) {
        const genuine = stage.genuine();
        const first = await stage.send(genuine);
        return first === 'delivered' ? stage.send(genuine) : `first ${first}`;
      },
    },
    {
      name: 'replay with what the proof does not cover changed',
      why: 'Code that tells deliveries apart by their whole request takes another User-Agent or parameter for another event.',
      schemes: EVERY,
      expected: 'nothing',
      async run(stage) {
        const genuine = stage.genuine();
        const first = await stage.send(genuine);
        const other = withQuery(withHeader(genuine, 'user-agent', 'another'), (query) => query.set('again', '1'));
        return first === 'delivered' ? stage.send(other) : `first ${first}`;
      },
    },
    {
      name: 'ten at the same time',
      why: 'Between looking whether a delivery is known and writing it down, another run can look too.',
      schemes: EVERY,
      expected: 'nothing',
      async run(stage) {
        const genuine = stage.genuine();
        const seen = await Promise.all(
          Array.from({ length: 10 }, (_, index) => {
            const raw = rawOf(genuine);
            return stage.call({ ...raw, headers: { ...raw.headers, 'Http-X-Request-Id': `request ${index}` } });
          }),
        );
        const delivered = seen.filter((one) => one === 'delivered').length;
        const [other = 'nothing'] = seen.filter((one) => one !== 'delivered' && one !== 'nothing');
        return delivered === 1 ? other : `delivered ${delivered} times`;
      },
    },
    {
      name: 'replay after the claim’s life',
      why: 'Nothing is remembered for ever. Where the proof covers the time it is too old by then; where it does not, no check can tell.',
      schemes: EVERY,
      expected: onceForgotten,
      async run(stage) {
        const genuine = stage.genuine();
        const first = await stage.send(genuine);
        if (first !== 'delivered') return `first ${first}`;
        const { context, fixture: scene } = stage;
        const life = scene.event.provider.deduplicationWindow + 1;
        await stage.wait(life);
        if (!scene.event.provider.verifier.checksTime) return stage.send(genuine);
        // The app's own clock cannot be moved, so the recording is as old as it would be.
        const timestamp = String(Math.floor(Date.now() / 1000) - life);
        const id = headerOf(genuine, nameOf(context, 'id'));
        const headers = { ...genuine.headers, ...standardHeaders(context, genuine, { id, timestamp }) };
        return stage.send({ ...genuine, headers });
      },
    },
    {
      name: 'replay to another Zap',
      why: 'A signature that does not cover the address is good at every address with the same secret. Only a secret of each subscription’s own stops that; elsewhere the provider sends every Zap of the account its events anyway, and each takes one once.',
      schemes: EVERY,
      expected: atAnotherZap,
      async run(stage) {
        const genuine = stage.genuine();
        const first = await stage.send(genuine);
        const { url } = await stage.otherZap('this connection');
        return first === 'delivered' ? stage.send(sentTo(genuine, url)) : `first ${first}`;
      },
    },
    {
      name: 'replay twice to another Zap',
      why: 'The same as before: the other Zap, too, must run only once.',
      schemes: EVERY,
      expected: (event) => (atAnotherZap(event) === 'delivered' ? 'nothing' : 'signature_mismatch'),
      async run(stage) {
        const genuine = stage.genuine();
        const { url } = await stage.otherZap('this connection');
        await stage.send(sentTo(genuine, url));
        return stage.send(sentTo(genuine, url));
      },
    },
    {
      name: 'replay while the cache does not answer',
      isHeavy: true,
      why: 'No defence is left where Zapier’s cache is down: a Zap that runs twice is mended more easily than an event that is lost.',
      schemes: EVERY,
      expected: 'delivered',
      async run(stage) {
        const genuine = stage.genuine();
        const first = await stage.send(genuine);
        stage.fixture.sandbox.zapier.services.failCache = () => true;
        return first === 'delivered' ? stage.send(genuine) : `first ${first}`;
      },
    },
    {
      name: 'replay under a new time and id with the old signature',
      why: 'A recording is made to look new.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      async run(stage) {
        const genuine = stage.genuine();
        const { context } = stage;
        const first = await stage.send(genuine);
        const renamed = withHeader(genuine, nameOf(context, 'id'), 'msg_replayed');
        const fresh = withHeader(renamed, nameOf(context, 'timestamp'), String(Math.floor(Date.now() / 1000) + 1));
        return first === 'delivered' ? stage.send(fresh) : `first ${first}`;
      },
    },
  ],
};
