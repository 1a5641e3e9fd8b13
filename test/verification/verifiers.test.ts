import { hmac } from '../../verification/hmac.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { standardWebhooks } from '../../verification/standard-webhooks.ts';

// Documents, the command line and the sandbox read these properties to sign requests.
test.each([
  {
    verifier: hmac({ header: 'X-Sign', encoding: 'hex' }),
    name: 'HMAC-SHA256 of the raw body in `X-Sign` (hex)',
    properties: { scheme: 'hmac-hex', headers: ['X-Sign'], parameters: [], checksTime: false, signsBody: true },
  },
  {
    verifier: hmac({ header: 'X-Sign', encoding: 'base64' }),
    name: 'HMAC-SHA256 of the raw body in `X-Sign` (base64)',
    properties: { scheme: 'hmac-base64', headers: ['X-Sign'], parameters: [], checksTime: false, signsBody: true },
  },
  {
    verifier: sharedToken({ header: 'X-Token' }),
    name: 'Secret token in `X-Token`',
    properties: { scheme: 'token-header', headers: ['X-Token'], parameters: [], checksTime: false, signsBody: false },
  },
  {
    verifier: sharedToken({ query: 'token' }),
    name: 'Secret token in the query parameter `token`',
    properties: { scheme: 'token-query', headers: [], parameters: ['token'], checksTime: false, signsBody: false },
  },
  {
    verifier: standardWebhooks(),
    name: 'Standard Webhooks (Svix): HMAC-SHA256 of ID, timestamp and raw body, five minutes of tolerance',
    properties: {
      scheme: 'standard-webhooks',
      headers: ['svix-id', 'svix-timestamp', 'svix-signature'],
      parameters: [],
      checksTime: true,
      signsBody: true,
    },
  },
])('The verifier of $properties.scheme describes itself', ({ verifier, name, properties }) => {
  expect(verifier).toMatchObject({ ...properties, name });
});
