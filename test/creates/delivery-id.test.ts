import { createHash } from 'node:crypto';
import { act } from '../helpers/actions.ts';
import { bodyOf, eventOf, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();

/** The ID that Verify Webhook Delivery gives a body that the provider signed. */
const idOf = async (key: string, body: string): Promise<unknown> => {
  const event = eventOf(key);
  const { target } = await bench.live(event);
  const { headers, url } = bench.emulator(event).sign(target, typeOf(event), body);
  const inputs = { provider: event.provider.key, raw_body: body, headers, querystring: new URL(url).search };
  const { output, error } = await act(bench, 'verify_delivery', inputs);
  expect([error, output['verified']]).toEqual([undefined, true]);
  return output['delivery_id'];
};
const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex');

describe('the delivery ID', () => {
  test('is the signed one where the signature covers it', async () => {
    const body = bodyOf(eventOf('builtfirst_items_searched'), { id: 'event-7' });
    expect(await idOf('builtfirst_items_searched', body)).toBe('event-7');
  });

  test.each(['freshpaint_track', 'firespring_event'])(
    '%s: is a hash of the body, because a token does not cover the ID in it',
    async (key) => {
      const body = bodyOf(eventOf(key), { id: 7, messageId: 'chosen-by-the-sender' });
      expect(await idOf(key, body)).toBe(hashOf(body));
    },
  );

  test('is a hash of the body for BaseKit, which sends none, and is never the signature', async () => {
    const body = bodyOf(eventOf('basekit_site_publish'));
    expect(await idOf('basekit_site_publish', body)).toBe(hashOf(body));
    expect(await idOf('basekit_site_publish', 'not JSON')).toBe(hashOf('not JSON'));
  });

  test.each([null, '', {}, [], true, 2 ** 53, 1e21, 1.5])(
    'is a hash of the body if the signed ID is %j',
    async (id) => {
      const body = bodyOf(eventOf('builtfirst_items_searched'), { id });
      expect(await idOf('builtfirst_items_searched', body)).toBe(hashOf(body));
    },
  );
});
