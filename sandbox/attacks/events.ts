import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { type AttackGroup, EVERY, isSigned } from './attack.ts';
import { typeKey } from './edit.ts';

const saysItsType = (event: Event): boolean => typeKey(event, payloadSample(event)) !== undefined;

const swapped = (event: Event, { body }: SignedRequest): string => {
  const parsed = JSON.parse(body);
  return JSON.stringify({ ...parsed, [typeKey(event, parsed) ?? '']: 'some.other_event' });
};

/** Events that are not this trigger's, and events about nothing. */
export const events: AttackGroup = {
  name: 'Events',
  attacks: [
    {
      name: 'event type swapped',
      why: 'Code that picks the event by an address or a header lets one event be told as another.',
      schemes: EVERY,
      // Where one trigger takes every event, a token alone lets any of them pass.
      needs: (event) => saysItsType(event) && (isSigned(event) || event.type !== ANY_EVENT),
      expected: (event) => (isSigned(event) ? 'signature_mismatch' : 'nothing'),
      transform: (genuine, { event }) => ({ ...genuine, body: swapped(event, genuine) }),
    },
    {
      name: 'genuine event of another type',
      why: 'Providers send every event to every URL, and a trigger that takes them all starts Zaps with the wrong data.',
      schemes: EVERY,
      needs: (event) => saysItsType(event) && event.type !== ANY_EVENT,
      expected: 'nothing',
      transform: (genuine, context) => context.sign(swapped(context.event, genuine)),
    },
    {
      name: 'record that exists for another customer',
      why: 'Whoever has an account with the same provider can make records and name them in requests of their own.',
      schemes: EVERY,
      needs: (_, emulator) => emulator.ofAnother !== undefined,
      expected: 'record_not_found',
      run: (stage) => {
        const { body } = stage.genuine();
        return stage.send(stage.context.sign(stage.fixture.emulator.ofAnother?.(body) ?? body));
      },
    },
    {
      name: 'record of another customer under a true delivery’s id',
      why: 'What is written down before it is refused makes the true delivery look like a replay, so it is lost.',
      schemes: EVERY,
      needs: (_, emulator) => emulator.ofAnother !== undefined,
      expected: 'delivered',
      async run(stage) {
        const genuine = stage.genuine();
        const { body } = genuine;
        const forged = await stage.send(stage.context.sign(stage.fixture.emulator.ofAnother?.(body) ?? body));
        return forged === 'record_not_found' ? stage.send(genuine) : `first ${forged}`;
      },
    },
  ],
};
