import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Paddle } from '@paddle/paddle-node-sdk';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { openSigned, outcomeOf } from './bench.ts';
import { senderOf } from './senders.ts';
import { OTHER_SECRET, SECRET, signed } from './signing.ts';

const bench = openSigned();
const now = (): number => Math.floor(Date.now() / 1000);

/** Signs in a separate process, because jest does not load these ES modules. @param script uses `secret`, `body` and `at` */
const inNode = (script: string, body: string, at = now()): string => {
  const read = `const [, secret, at] = process.argv;
    let body = '';
    for await (const chunk of process.stdin) body += chunk;`;
  const parameters = ['--input-type=module', '--eval', `${read} ${script}`, SECRET, String(at)];
  return execFileSync(process.execPath, parameters, {
    cwd: join(import.meta.dirname, '../..'),
    input: body,
    encoding: 'utf8',
  });
};

const GITHUB = `const { sign } = await import('@octokit/webhooks-methods');
  process.stdout.write(await sign(secret, body));`;
const SVIX = `const { Webhook } = await import('svix');
  process.stdout.write(new Webhook(secret).sign('msg_1', new Date(1000 * at), body));`;

const standardHeaders = (start: string, sign: (at: number) => string, at = now()) => ({
  [`${start}-id`]: 'msg_1',
  [`${start}-timestamp`]: String(at),
  [`${start}-signature`]: sign(at),
});

/** How each sender's own library signs. */
const LIBRARIES: Readonly<Record<string, (body: string) => Readonly<Record<string, string>>>> = {
  stripe: (payload) => ({
    'Stripe-Signature': new Stripe('sk_test_none').webhooks.generateTestHeaderString({ payload, secret: SECRET }),
  }),
  github: (body) => ({ 'X-Hub-Signature-256': inNode(GITHUB, body) }),
  standard_webhooks: (body) =>
    standardHeaders('webhook', (at) => new StandardWebhook(SECRET).sign('msg_1', new Date(1000 * at), body)),
  svix: (body) => standardHeaders('svix', (at) => inNode(SVIX, body, at)),
};

const BODIES: Readonly<Record<string, string>> = {
  ASCII: '{"id":"1","type":"order.paid"}',
  Unicode: '{"id":"2","type":"order.paid","name":"bücher 😀 日本語"}',
  'pretty-printed': JSON.stringify({ id: '3', type: 'order.paid', list: [1, { a: null }] }, null, 2),
  '600 kB': JSON.stringify({ id: '4', type: 'order.paid', text: 'ü'.repeat(300_000) }),
};

describe.each(Object.entries(LIBRARIES))('%s', (sender, sign) => {
  test.each(Object.entries(BODIES))('Accepts a body that the official library signed: %s', async (_kind, body) => {
    const run = await bench.deliver(await bench.zapOf(sender), { body, headers: sign(body) });
    expect(outcomeOf(run)).toBe('delivered');
    expect(run.output[0]?.['payload']).toStrictEqual(JSON.parse(body));
  });

  test('Refuses another body with the same headers', async () => {
    const headers = sign('{"id":"5"}');
    const run = await bench.deliver(await bench.zapOf(sender), { body: '{"id":"6"}', headers });
    expect(outcomeOf(run)).toBe('HaltedError signature_mismatch');
  });
});

// Libraries that only verify. The app is tested with what the tests sign, so a mistake of the signer shows here.
describe('paddle', () => {
  const { webhooks } = new Paddle('no-api-key');
  const paddle = senderOf('paddle');
  const verify = ({ body, headers }: ReturnType<typeof signed>, secret = SECRET) =>
    webhooks.isSignatureValid(body, secret, headers['Paddle-Signature'] ?? '');

  test.each(Object.entries(BODIES))('The official library accepts what the tests sign: %s', async (_kind, body) => {
    expect(await verify(signed(paddle, body))).toBe(true);
  });

  test('The official library refuses another body, secret, signature and an old time', async () => {
    const request = signed(paddle);
    const { body, headers } = request;
    const zeros = headers['Paddle-Signature']?.replace(/h1=.*/, `h1=${'0'.repeat(64)}`) ?? '';
    expect(await verify({ body: `${body} `, headers })).toBe(false);
    expect(await verify(request, OTHER_SECRET)).toBe(false);
    expect(await verify({ body, headers: { 'Paddle-Signature': zeros } })).toBe(false);
    expect(await verify(signed(paddle, body, Date.now() - 60_000))).toBe(false);
  });
});
