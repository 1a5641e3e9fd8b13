import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import { signsBody } from '../../verification/scheme.ts';
import { withOtherId } from '../event-body.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import type { AttackGroup } from './attack.ts';
import type { AttackRunner } from './attack-runner.ts';

import { typeKey } from './edit.ts';

/** An envelope shows the type, but its trigger does not depend on it. */
const hasType = (event: Event): boolean =>
  !event.provider.toEnvelope && typeKey(event, payloadSample(event)) !== undefined;

const isSigned = ({ provider }: Event): boolean => signsBody(provider.verifier.scheme);

const withOtherType = (event: Event, { body }: SignedRequest): string => {
  const parsed = JSON.parse(body);
  return JSON.stringify({ ...parsed, [typeKey(event, parsed) ?? '']: 'some.other_event' });
};

/** Values that are no ID of a record, and one that the parser rounded. */
const UNUSABLE_IDS = ['051', 'abc', -1, 5.5, null, [52], 1e21, '52 ', '../51', '', 2 ** 53];

/** Signs the body of a request again, with the record of another customer in it. */
const withOtherRecord = ({ fixture, context }: AttackRunner, { body }: SignedRequest): SignedRequest =>
  context.sign(fixture.emulator.fromOtherAccount?.(body) ?? body);

const PLACEHOLDER = 'a number instead of the ID';

/** Writes an ID where the provider's bodies have one. @param id as JSON, because a parser may change it */
const withId = (event: Event, body: string, id: string): string => {
  const [found] = withOtherId(event, JSON.parse(body), () => PLACEHOLDER);
  return found ? JSON.stringify(found).replace(JSON.stringify(PLACEHOLDER), id) : body.replace(/}$/, `,"id":${id}}`);
};

/** Events of another trigger, and events with a record of another customer. */
export const events: AttackGroup = {
  name: 'Events',
  attacks: [
    {
      name: 'Event type changed',
      why: 'Code that reads the event type from the URL or a header delivers one event as another.',
      // A trigger for every event has to accept any type from a sender who knows the token.
      needs: (event) => hasType(event) && (isSigned(event) || event.type !== ANY_EVENT),
      expected: (event) => (isSigned(event) ? 'signature_mismatch' : 'ignored'),
      transform: (genuine, { event }) => ({ ...genuine, body: withOtherType(event, genuine) }),
    },
    {
      name: 'Genuine event of another type',
      why: 'Providers send every event to every URL, so a trigger that does not check the type starts Zaps with the wrong data.',
      needs: (event) => hasType(event) && event.type !== ANY_EVENT,
      expected: 'ignored',
      transform: (genuine, context) => context.sign(withOtherType(context.event, genuine)),
    },
    {
      name: 'Record of another customer',
      why: 'Anyone with an account at the provider can create records and name them in their own requests.',
      needs: (_, emulator) => emulator.fromOtherAccount !== undefined,
      expected: 'record_not_found',
      run: (runner) => runner.send(withOtherRecord(runner, runner.genuine())),
    },
    {
      name: 'Record with an unusable ID',
      why: 'Code that delivers what it cannot look up lets a sender skip the look-up with an ID that no record has.',
      needs: (_, emulator) => emulator.withRecord !== undefined,
      expected: 'record_not_found',
      async run(runner) {
        const { emulator } = runner.fixture;
        const outcomes = new Set<string>();
        for (const id of UNUSABLE_IDS) {
          const body = emulator.withRecord?.(runner.genuine().body, id) ?? '';
          outcomes.add(await runner.send(runner.context.sign(body)));
        }
        return [...outcomes].join(' and ');
      },
    },
    {
      name: 'Record of another customer with the ID of a genuine delivery',
      why: 'Code that stores the ID before it refuses the request treats the genuine delivery as a duplicate and loses it.',
      needs: (_, emulator) => emulator.fromOtherAccount !== undefined,
      expected: 'delivered',
      async run(runner) {
        const genuine = runner.genuine();
        const forged = await runner.send(withOtherRecord(runner, genuine));
        return forged === 'record_not_found' ? runner.send(genuine) : `first ${forged}`;
      },
    },
    {
      name: 'Two IDs that a parser rounds to the same number',
      why: 'Code that reads an integer above 2^53 as an ID treats another event as a duplicate and loses it.',
      expected: 'delivered',
      async run(runner, context) {
        const { body } = runner.genuine();
        const send = (id: string) => runner.send(runner.context.sign(withId(context.event, body, id)));
        const outcome = await send('9007199254740992');
        return outcome === 'delivered' ? send('9007199254740993') : `first ${outcome}`;
      },
    },
  ],
};
