import type { Event } from '../../triggers/define-event.ts';
import type { Reason } from '../../verification/rejection.ts';
import { type Attack, type AttackGroup, attackOn, type RequestAttack } from './attack.ts';
import { otherSecret } from './edit.ts';
import { isTimedInBody, isToken } from './scheme-properties.ts';
import { signAgain } from './sign-again.ts';

/** The largest body that Zapier accepts: https://docs.zapier.com/platform/build/hook-trigger */
const TEN_MB = 10 * 1024 * 1024;

/** An unusual body that is signed, as a provider with a bug may send it, or a sender who knows a token. It keeps the delivery's ID. */
const signed = (
  name: string,
  why: string,
  expected: Attack['expected'],
  change: (body: string) => string,
): RequestAttack => ({
  name,
  why,
  expected,
  transform: (genuine, context) => signAgain(genuine, context, change(genuine.body)),
});

/** The outcome of a body that is no JSON object. It has no place for a timestamp, and only an envelope can contain it. */
const notObject =
  (reason: Reason): Attack['expected'] =>
  ({ provider }) => {
    if (isTimedInBody(provider.verifier.scheme)) return 'timestamp_missing';
    return provider.toEnvelope ? 'delivered' : reason;
  };

const NOT_OBJECT = 'Code that expects an object fails with an error that may quote the value.';
const PROTOTYPE =
  'Code that copies the key changes every object of the app. It has to be delivered as an ordinary key.';

/** Adds a member to the text of a JSON object: some members cannot be created in an object literal. */
const withMember = (body: string, member: string): string => body.replace(/}$/, `,${member}}`);

const padded = (body: string): string => {
  const empty = withMember(body, '"padding":""');
  return withMember(body, `"padding":"${'x'.repeat(TEN_MB - Buffer.byteLength(empty))}"`);
};

const nested =
  (levels: number) =>
  (body: string): string =>
    withMember(body, `"deep":${'['.repeat(levels)}1${']'.repeat(levels)}`);

const TOO_DEEP =
  'Core fails while it passes the output on, after the app has returned: the event is lost, and the Zap counts an error.';

/** The fields that the app adds to a body. */
const addedFields = ({ output, payload }: Event): string[] =>
  Object.keys(output.shape).filter((key) => !(key in payload.shape));

const FORGED = 'forged by the sender';

/** Bodies that are signed but hard to process. */
export const payloads: AttackGroup = {
  name: 'Unusual bodies with a valid signature or token',
  attacks: [
    signed('Body is an array', NOT_OBJECT, notObject('body_not_object'), (body) => `[${body}]`),
    signed('Body is null', NOT_OBJECT, notObject('body_not_object'), () => 'null'),
    signed('Body is a number', NOT_OBJECT, notObject('body_not_object'), () => '42'),
    signed('Body is a string', NOT_OBJECT, notObject('body_not_object'), (body) => JSON.stringify(body)),
    signed('Body is the JSON value true', NOT_OBJECT, notObject('body_not_object'), () => 'true'),
    signed('Body is empty', NOT_OBJECT, notObject('body_not_json'), () => ''),
    signed('Body is not JSON', 'The error of a parser quotes the text.', notObject('body_not_json'), (body) =>
      body.slice(0, -5),
    ),
    signed('Body with the key __proto__', PROTOTYPE, 'delivered', (body) =>
      withMember(body, '"__proto__":{"polluted":true,"toString":"no"}'),
    ),
    signed('Body with the key constructor', PROTOTYPE, 'delivered', (body) =>
      withMember(body, '"constructor":{"prototype":{"polluted":true}},"hasOwnProperty":1,"then":"no"'),
    ),
    signed('Body with 900 levels of nesting', 'Recursive code runs out of stack.', 'delivered', nested(900)),
    signed('Body with 1,100 levels of nesting', TOO_DEEP, 'body_too_deep', nested(1100)),
    signed('Body with 100,000 levels of nesting', TOO_DEEP, 'body_too_deep', nested(100_000)),
    {
      name: 'Body with 1,100 levels of nesting, sent twice',
      why: 'Code that stores a delivery before it refuses it treats the next one as a duplicate.',
      expected: 'body_too_deep',
      async run(runner) {
        const request = runner.context.sign(nested(1100)(runner.genuine().body));
        const first = await runner.send(request);
        return first === 'body_too_deep' ? runner.send(request) : `first ${first}`;
      },
    },
    attackOn(isToken, {
      name: 'Body with keys that collide with added fields',
      why: 'The token does not cover the body, and Zapier flattens fields, so `record__total` would fill the field of a confirmed record.',
      needs: (event) => addedFields(event).length > 0,
      expected: 'delivered',
      async run(runner) {
        const { event, zap } = runner.fixture;
        const names = addedFields(event).flatMap((name) => [name, `${name}__total`, `${name}[]total`]);
        const forged = Object.fromEntries(names.map((name) => [name, FORGED]));
        const outcome = await runner.send(
          runner.context.sign(JSON.stringify({ ...forged, ...JSON.parse(runner.genuine().body) })),
        );
        if (outcome !== 'delivered, but changed') return outcome;
        return JSON.stringify(zap.runs.at(-1)?.output).includes(FORGED) ? 'delivered with a forged field' : 'delivered';
      },
    }),
    signed(
      'Body with a lone surrogate',
      'Text that is not valid Unicode may be changed in transit.',
      'delivered',
      (body) => withMember(body, '"lone":"\\ud800"'),
    ),
    {
      ...signed('Body of 10 MB', 'Not an attack: it is the largest body that Zapier accepts.', 'delivered', padded),
      isHeavy: true,
      isPerProvider: true,
    },
    {
      name: 'Forged body of 10 MB',
      why: 'Anyone can cause work that is done before verification.',
      isHeavy: true,
      isPerProvider: true,
      expected: ({ provider }) => (isToken(provider.verifier.scheme) ? 'token_mismatch' : 'signature_mismatch'),
      transform: ({ body }, context) => context.sign(padded(body), { secret: otherSecret(context.target.secret) }),
    },
    {
      name: 'Body with invalid UTF-8',
      why: 'Zapier replaces invalid bytes, so the app gets another text than the one that was signed.',
      expected: ({ provider }) => (isToken(provider.verifier.scheme) ? 'delivered' : 'body_not_utf8'),
      run: (runner) => {
        const request = runner.genuine();
        const [before = '', after = ''] = request.body.split('Zoë');
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0x5a, 0xff, 0xc3]), Buffer.from(after)]);
        return runner.send(request, new Uint8Array(bytes));
      },
    },
    {
      name: 'Form-encoded body',
      why: 'A framework parses the body by the Content-Type that the sender chose, and another text is verified.',
      expected: notObject('body_not_json'),
      transform: ({ body }, context) => {
        const request = context.sign(new URLSearchParams({ payload: body }).toString());
        return { ...request, headers: { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' } };
      },
    },
  ],
};
