import { readDelivery } from '../../verification/delivery.ts';
import { hmac } from '../../verification/hmac.ts';
import { isRejection } from '../../verification/rejection.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { standardWebhooks } from '../../verification/standard-webhooks.ts';
import { post } from '../helpers/sign.ts';

// What a proof says about itself: documents, the command line and the sandbox choose by it how to sign.

test.each([
  {
    proof: hmac({ header: 'X-Sign', encoding: 'hex' }),
    declared: { scheme: 'hmac-hex', headers: ['X-Sign'], checksTime: false, signsBody: true },
    name: 'HMAC-SHA256 of the raw body in `X-Sign` (hex)',
  },
  {
    proof: hmac({ header: 'X-Sign', encoding: 'base64' }),
    declared: { scheme: 'hmac-base64', headers: ['X-Sign'], checksTime: false, signsBody: true },
    name: 'HMAC-SHA256 of the raw body in `X-Sign` (base64)',
  },
  {
    proof: sharedToken({ header: 'X-Token' }),
    declared: { scheme: 'token-header', headers: ['X-Token'], checksTime: false, signsBody: false },
    name: 'Secret token in `X-Token`',
  },
  {
    proof: sharedToken({ query: 'token' }),
    declared: { scheme: 'token-query', headers: ['token'], checksTime: false, signsBody: false },
    name: 'Secret token `token` on the URL',
  },
  {
    proof: standardWebhooks(),
    declared: {
      scheme: 'standard-webhooks',
      headers: ['svix-id', 'svix-timestamp', 'svix-signature'],
      checksTime: true,
      signsBody: true,
    },
    name: 'Standard Webhooks (Svix): HMAC-SHA256 of id, time and raw body, ±5 minutes',
  },
])('$name', ({ proof, declared, name }) => {
  expect(proof).toMatchObject({ ...declared, name });
});

describe('the name of a header', () => {
  const find = (spelled: string, name: string) => {
    const delivery = readDelivery(post('{}', { [spelled]: 'found' }));
    return isRejection(delivery) ? delivery.reason : delivery.header(name);
  };

  test.each([
    ['AZ-az', 'az-az'],
    ['HTTP_X_ZONE', 'x-zone'],
    ['Http-A-Z0-9', 'a-z0-9'],
    ['x-made_UP', 'x-made-up'],
  ])('is found as %s', (spelled, name) => {
    expect(find(spelled, name)).toBe('found');
  });

  test.each([
    ['wvix-id', 'svix-id'],
    ['vvix-id', 'svix-id'],
    ['svix-ie', 'svix-id'],
    ['sviy-id', 'svix-id'],
    ['Gttp-svix-id', 'svix-id'],
    ['Httpssvix-id', 'svix-id'],
    ['Http-wvix-id', 'svix-id'],
    // One from either end of the capital letters: @ would become `, [ would become {.
    ['@-id', '`-id'],
    ['[-id', '{-id'],
  ])('is not found as %s', (spelled, name) => {
    expect(find(spelled, name)).toBeUndefined();
  });
});

test('nothing is found on a URL without a query', () => {
  const delivery = readDelivery({ method: 'POST', headers: {}, content: '{}' });
  expect(isRejection(delivery) ? delivery.reason : delivery.query('token')).toBeUndefined();
});
