import { type AttackGroup, STANDARD } from './attack.ts';
import { headerOf, nameOf, standardHeaders, withHeader, withoutHeaders } from './edit.ts';

/** The other names that the same three headers may have. */
const renamed = (name: string): string => name.replace(/^[^-]+/, 'webhook');

/** Delivery ids, which the signature covers. */
export const ids: AttackGroup = {
  name: 'Delivery ids',
  attacks: [
    {
      name: 'id missing',
      why: 'Without an id nothing tells a replay from a new delivery.',
      schemes: STANDARD,
      expected: 'id_missing',
      transform: (genuine, context) => withoutHeaders(genuine, [nameOf(context, 'id')]),
    },
    {
      name: 'id swapped',
      why: 'An id that the signature does not cover makes a replay look new.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      transform: (genuine, context) => withHeader(genuine, nameOf(context, 'id'), 'msg_another'),
    },
    {
      name: 'id with a dot',
      why: 'The signed text is joined with dots, so a dot in the id moves the border between id, time and body.',
      schemes: STANDARD,
      expected: 'id_malformed',
      transform: (genuine, context) => {
        const timestamp = headerOf(genuine, nameOf(context, 'timestamp'));
        const id = `${headerOf(genuine, nameOf(context, 'id'))}.${timestamp}`;
        return { ...genuine, headers: { ...genuine.headers, ...standardHeaders(context, genuine, { id, timestamp }) } };
      },
    },
    {
      name: 'id and time under other names',
      why: 'Code that looks for each header on its own lets a request mix parts that were never signed together.',
      schemes: STANDARD,
      expected: 'id_missing',
      transform: (genuine, context) => {
        const [id, timestamp] = [nameOf(context, 'id'), nameOf(context, 'timestamp')];
        const { headers } = withoutHeaders(genuine, [id, timestamp]);
        const moved = { [renamed(id)]: headerOf(genuine, id), [renamed(timestamp)]: headerOf(genuine, timestamp) };
        return { ...genuine, headers: { ...headers, ...moved } };
      },
    },
    {
      name: 'all three headers under their other names',
      why: 'No attack: the scheme has two sets of names, and the provider may send either.',
      schemes: STANDARD,
      expected: 'delivered',
      transform: (genuine, { event }) => {
        const { headers: reads } = event.provider.verifier;
        const moved = reads.map((name) => [renamed(name), headerOf(genuine, name)]);
        return { ...genuine, headers: { ...withoutHeaders(genuine, reads).headers, ...Object.fromEntries(moved) } };
      },
    },
  ],
};
