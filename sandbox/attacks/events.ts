import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { type AttackGroup, EVERY, isSigned } from './attack.ts';
import type { AttackRunner } from './attack-runner.ts';
import { typeKey } from './edit.ts';

const hasType = (event: Event): boolean => typeKey(event, payloadSample(event)) !== undefined;

const withOtherType = (event: Event, { body }: SignedRequest): string => {
  const parsed = JSON.parse(body);
  return JSON.stringify({ ...parsed, [typeKey(event, parsed) ?? '']: 'some.other_event' });
};

/** Values that are no ID of a record, and one that the parser rounded. */
const UNUSABLE_IDS = ['051', 'abc', -1, 5.5, null, [52], 1e21, '52 ', '../51', '', 2 ** 53];

/** Signs the body of a request again, with the record of another customer in it. */
const withOtherRecord = ({ fixture, context }: AttackRunner, { body }: SignedRequest): SignedRequest =>
  context.sign(fixture.emulator.fromOtherAccount?.(body) ?? body);

/** Events of another trigger, and events with a record of another customer. */
export const events: AttackGroup = {
  name: 'Events',
  attacks: [
    {
      name: 'Event type changed',
      why: 'Code that reads the event type from the URL or a header delivers one event as another.',
      schemes: EVERY,
      // A trigger for every event has to accept any type from a sender who knows the token.
      needs: (event) => hasType(event) && (isSigned(event) || event.type !== ANY_EVENT),
      expected: (event) => (isSigned(event) ? 'signature_mismatch' : 'ignored'),
      transform: (genuine, { event }) => ({ ...genuine, body: withOtherType(event, genuine) }),
    },
    {
      name: 'Genuine event of another type',
      why: 'Providers send every event to every URL, so a trigger that does not check the type starts Zaps with the wrong data.',
      schemes: EVERY,
      needs: (event) => hasType(event) && event.type !== ANY_EVENT,
      expected: 'ignored',
      transform: (genuine, context) => context.sign(withOtherType(context.event, genuine)),
    },
    {
      name: 'Record of another customer',
      why: 'Anyone with an account at the provider can create records and name them in their own requests.',
      schemes: EVERY,
      needs: (_, emulator) => emulator.fromOtherAccount !== undefined,
      expected: 'record_not_found',
      run: (runner) => runner.send(withOtherRecord(runner, runner.genuine())),
    },
    {
      name: 'Record with an unusable ID',
      why: 'Code that delivers what it cannot look up lets a sender skip the look-up with an ID that no record has.',
      schemes: EVERY,
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
      schemes: EVERY,
      needs: (_, emulator) => emulator.fromOtherAccount !== undefined,
      expected: 'delivered',
      async run(runner) {
        const genuine = runner.genuine();
        const forged = await runner.send(withOtherRecord(runner, genuine));
        return forged === 'record_not_found' ? runner.send(genuine) : `first ${forged}`;
      },
    },
  ],
};
