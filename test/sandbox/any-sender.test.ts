import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { integrations } from '../../integrations.ts';
import { startAnySender } from '../../sandbox/providers/any-sender.ts';
import type { Emulator, SignedRequest } from '../../sandbox/providers/emulator.ts';
import { subjectsOf } from '../../sandbox/subjects.ts';
import { hmacOf } from '../helpers/sign.ts';

const BODY = '{"id": "evt_1", "text": "Zoë in Kraków"}';
const subjects = subjectsOf(integrations.flatMap(({ events }) => events));
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startAnySender();
});
afterAll(() => emulator.close());

const signedBy = (sender: string): { request: SignedRequest; secret: string } => {
  const found = subjects.find(({ event: { provider } }) => provider.sender?.key === sender);
  const target = found && emulator.addTarget?.('http://localhost/hook', found.event.provider.verifier.scheme);
  if (!target) throw new Error(`There is no sender ${sender}`);
  return { request: emulator.sign(target, 'event', BODY), secret: target.secret };
};

const headerOf = ({ headers }: SignedRequest, name: string): string => headers[name] ?? '';

test('signs the body for GitHub', () => {
  const { request, secret } = signedBy('github');
  expect(headerOf(request, 'X-Hub-Signature-256')).toBe(`sha256=${hmacOf(secret, BODY, 'hex')}`);
});

describe('signs as the official library expects', () => {
  test('of Stripe', () => {
    const { request, secret } = signedBy('stripe');
    const { webhooks } = new Stripe('sk_test_0');
    expect(webhooks.constructEvent(BODY, headerOf(request, 'Stripe-Signature'), secret)).toMatchObject({ id: 'evt_1' });
  });

  test('of Standard Webhooks', () => {
    const standard = signedBy('standard_webhooks');
    expect(new Webhook(standard.secret).verify(BODY, standard.request.headers)).toMatchObject({ id: 'evt_1' });
  });
});

test('writes the time into the body only where the scheme has it there', () => {
  expect(JSON.parse(signedBy('linear').request.body)).toEqual({
    webhookTimestamp: expect.any(Number),
    ...JSON.parse(BODY),
  });
  expect(signedBy('github').request.body).toBe(BODY);
});
