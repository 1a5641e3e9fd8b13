import { createHash } from 'node:crypto';
import { openSigned, outcomeOf } from './bench.ts';
import { BODY, deliverTo } from './describe.ts';
import { type Headers, mac } from './signing.ts';

type Inputs = Readonly<Record<string, unknown>>;

const bench = openSigned();
const HASH = createHash('sha256').update(BODY).digest('hex');
const deliver = (inputs: Inputs, headers: Headers, body = BODY) => deliverTo(bench, inputs, headers, body);

describe('With the name of the header only', () => {
  test('A body signed with SHA-256 in hex is delivered', async () => {
    const run = await deliver({}, { 'X-Signature': mac(BODY) });
    expect(run.output).toStrictEqual([
      { sender: 'custom', event_type: null, delivery_id: HASH, sent_at: null, payload: JSON.parse(BODY) },
    ]);
  });

  test.each([
    ['a changed body', { 'X-Signature': mac(`${BODY} `) }, 'signature_mismatch'],
    ['no signature', {}, 'signature_missing'],
    ['an empty signature', { 'X-Signature': '' }, 'signature_missing'],
    ['base64', { 'X-Signature': mac(BODY, 'sha256', 'base64') }, 'signature_malformed'],
    ['upper case', { 'X-Signature': mac(BODY).toUpperCase() }, 'signature_malformed'],
    ['SHA-1', { 'X-Signature': mac(BODY, 'sha1') }, 'signature_malformed'],
    ['an undocumented prefix', { 'X-Signature': `sha256=${mac(BODY)}` }, 'signature_malformed'],
  ])('A request is refused with %s', async (_what, headers, reason) => {
    expect(outcomeOf(await deliver({}, headers))).toBe(`HaltedError ${reason}`);
  });

  test('The error names the sender, and not one of the others', async () => {
    const run = await deliver({}, {});
    expect(run.error?.message).toMatch(/^(\{"message":")?Custom sender: The request has no signature\./);
  });
});

/** Each option of a field, with headers as a sender with this option signs. */
const OPTIONS: readonly (readonly [name: string, inputs: Inputs, headers: () => Headers])[] = [
  ['the header in another case', { header: 'x-SIGNATURE' }, () => ({ 'X-Signature': mac(BODY) })],
  ['the header as Zapier shows it', { header: 'Http-X-Signature' }, () => ({ 'X-Signature': mac(BODY) })],
  ['sha256', { algorithm: 'sha256' }, () => ({ 'X-Signature': mac(BODY) })],
  ['sha512', { algorithm: 'sha512' }, () => ({ 'X-Signature': mac(BODY, 'sha512') })],
  ['sha1', { algorithm: 'sha1' }, () => ({ 'X-Signature': mac(BODY, 'sha1') })],
  ['hex', { encoding: 'hex' }, () => ({ 'X-Signature': mac(BODY) })],
  ['base64', { encoding: 'base64' }, () => ({ 'X-Signature': mac(BODY, 'sha256', 'base64') })],
  [
    'sha512 in base64',
    { algorithm: 'sha512', encoding: 'base64' },
    () => ({ 'X-Signature': mac(BODY, 'sha512', 'base64') }),
  ],
  ['a prefix', { prefix: 'sha256=' }, () => ({ 'X-Signature': `sha256=${mac(BODY)}` })],
  ['a prefix that ends with a space', { prefix: ' HMAC ' }, () => ({ 'X-Signature': `HMAC ${mac(BODY)}` })],
  ['an underscore in the header', { header: 'X_Signature' }, () => ({ 'X-Signature': mac(BODY) })],
  ['a constant in the signed text', { signed_text: 'v0:{body}!' }, () => ({ 'X-Signature': mac(`v0:${BODY}!`) })],
  [
    'empty options',
    { algorithm: '', encoding: '', prefix: '', signed_text: '', tolerance: '' },
    () => ({ 'X-Signature': mac(BODY) }),
  ],
  [
    'the defaults of the form',
    { algorithm: 'sha256', encoding: 'hex', signed_text: '{body}', tolerance: 300 },
    () => ({ 'X-Signature': mac(BODY) }),
  ],
];

test.each(OPTIONS)(
  'A request is delivered with %s, and refused with a changed body',
  async (_name, inputs, headers) => {
    expect(outcomeOf(await deliver(inputs, headers()))).toBe('delivered');
    expect(outcomeOf(await deliver(inputs, headers(), `${BODY} `))).toBe('HaltedError signature_mismatch');
  },
);
