import { type Attack, type AttackGroup, EVERY, type Expected, perScheme } from './attack.ts';
import { otherSecret } from './edit.ts';

const LEVELS = 200;
/** The most that Zapier takes: https://docs.zapier.com/platform/build/hook-trigger */
const TEN_MB = 10 * 1024 * 1024;

/** An odd body with a genuine proof, as from a provider with a bug, or from somebody who knows a token. */
const proven = (name: string, why: string, expected: Expected, change: (body: string) => string): Attack => ({
  name,
  why,
  schemes: EVERY,
  expected,
  transform: (genuine, context) => context.sign(change(genuine.body)),
});

const NOT_OBJECT = 'Code that takes every JSON value for an object fails in ways that tell what it holds.';
const DEEP = 'Code that walks down a value by calling itself runs out of stack.';

/** Writes another member into a JSON object, in the text: some members cannot be written from an object. */
const withMember = (body: string, member: string): string => body.replace(/}$/, `,${member}}`);

/** A body of just so many bytes. */
const padded = (body: string): string => {
  const empty = withMember(body, '"padding":""');
  return withMember(body, `"padding":"${'x'.repeat(TEN_MB - Buffer.byteLength(empty))}"`);
};

/** Bodies with a genuine proof that are hard to handle. */
export const payloads: AttackGroup = {
  name: 'Odd bodies with a genuine proof',
  attacks: [
    proven('array body', NOT_OBJECT, 'body_not_object', (body) => `[${body}]`),
    proven('null', NOT_OBJECT, 'body_not_object', () => 'null'),
    proven('a number', NOT_OBJECT, 'body_not_object', () => '42'),
    proven('a string', NOT_OBJECT, 'body_not_object', (body) => JSON.stringify(body)),
    proven('true', NOT_OBJECT, 'body_not_object', () => 'true'),
    proven('an empty body', NOT_OBJECT, 'body_not_json', () => ''),
    proven('no JSON', 'A parser’s error quotes what it could not read.', 'body_not_json', (body) => body.slice(0, -5)),
    proven(
      'prototype keys: __proto__',
      'No attack on the proof: copying the key puts members on every object of the app. It has to arrive as a plain key.',
      'delivered',
      (body) => withMember(body, '"__proto__":{"polluted":true,"toString":"no"}'),
    ),
    proven(
      'prototype keys: constructor',
      'No attack on the proof: copying the key changes what every object is made of. It has to arrive as a plain key.',
      'delivered',
      (body) => withMember(body, '"constructor":{"prototype":{"polluted":true}},"hasOwnProperty":1,"then":"no"'),
    ),
    proven('200 levels of nesting', DEEP, 'delivered', (body) =>
      withMember(body, `"deep":${'['.repeat(LEVELS)}1${']'.repeat(LEVELS)}`),
    ),
    proven('a lone surrogate', 'What is no Unicode text is replaced on the way.', 'delivered', (body) =>
      withMember(body, '"lone":"\\ud800"'),
    ),
    { ...proven('10 MB', 'No attack: it is the most that Zapier takes.', 'delivered', padded), isHeavy: true },
    {
      name: '10 MB, forged',
      why: 'Work that is done before the proof can be had from anybody.',
      schemes: EVERY,
      isHeavy: true,
      expected: perScheme('signature_mismatch', 'signature_mismatch', 'token_mismatch'),
      transform: ({ body }, context) => context.sign(padded(body), { secret: otherSecret(context.target.secret) }),
    },
    {
      name: 'invalid UTF-8',
      why: 'Zapier hands on text, in which broken bytes are replaced: what was signed is not what arrives.',
      schemes: EVERY,
      expected: perScheme('signature_mismatch', 'signature_mismatch', 'delivered'),
      run: (stage) => {
        const request = stage.genuine();
        const [before = '', after = ''] = request.body.split('Zoë');
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0x5a, 0xff, 0xc3]), Buffer.from(after)]);
        return stage.send(request, new Uint8Array(bytes));
      },
    },
    {
      name: 'form-encoded body with a genuine proof',
      why: 'A framework parses by the type that the sender names, and the proof is that of another text.',
      schemes: EVERY,
      expected: 'body_not_json',
      transform: ({ body }, context) => {
        const request = context.sign(new URLSearchParams({ payload: body }).toString());
        return { ...request, headers: { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' } };
      },
    },
  ],
};
