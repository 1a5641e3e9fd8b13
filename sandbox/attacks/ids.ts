import { type AttackGroup, STANDARD } from './attack.ts';
import { headerOf, nameOf, standardHeaders, withHeader, withoutHeaders } from './edit.ts';

/** The header in the other set of names: `svix-id` becomes `webhook-id`. */
const rename = (name: string): string => name.replace(/^[^-]+/, 'webhook');

/** Delivery IDs, which the signature covers. */
export const ids: AttackGroup = {
  name: 'Delivery IDs',
  attacks: [
    {
      name: 'No delivery ID',
      why: 'Without an ID, a replay cannot be told from a new delivery.',
      schemes: STANDARD,
      expected: 'id_missing',
      transform: (genuine, context) => withoutHeaders(genuine, [nameOf(context, 'id')]),
    },
    {
      name: 'Delivery ID changed',
      why: 'If the signature does not cover the ID, another ID makes a replay look new.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      transform: (genuine, context) => withHeader(genuine, nameOf(context, 'id'), 'msg_another'),
    },
    {
      name: 'Delivery ID with a dot',
      why: 'Dots separate the parts of the signed text, so a dot in the ID moves the border between ID, timestamp and body.',
      schemes: STANDARD,
      expected: 'id_malformed',
      transform: (genuine, context) => {
        const timestamp = headerOf(genuine, nameOf(context, 'timestamp'));
        const id = `${headerOf(genuine, nameOf(context, 'id'))}.${timestamp}`;
        return { ...genuine, headers: { ...genuine.headers, ...standardHeaders(context, genuine, { id, timestamp }) } };
      },
    },
    {
      name: 'ID and timestamp in headers of the other set',
      why: 'Code that looks up each header separately accepts parts that were never signed together.',
      schemes: STANDARD,
      expected: 'id_missing',
      transform: (genuine, context) => {
        const [id, timestamp] = [nameOf(context, 'id'), nameOf(context, 'timestamp')];
        const { headers } = withoutHeaders(genuine, [id, timestamp]);
        const moved = { [rename(id)]: headerOf(genuine, id), [rename(timestamp)]: headerOf(genuine, timestamp) };
        return { ...genuine, headers: { ...headers, ...moved } };
      },
    },
    {
      name: 'All three headers of the other set',
      why: 'Not an attack: the scheme has two sets of header names, and the provider may use either.',
      schemes: STANDARD,
      expected: 'delivered',
      transform: (genuine, { event }) => {
        const names = event.provider.verifier.headers;
        const moved = names.map((name) => [rename(name), headerOf(genuine, name)]);
        return { ...genuine, headers: { ...withoutHeaders(genuine, names).headers, ...Object.fromEntries(moved) } };
      },
    },
  ],
};
