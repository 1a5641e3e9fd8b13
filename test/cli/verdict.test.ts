import { senderKey } from '../../platform/context.ts';
import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { providerOf } from '../../sandbox/cli/pick-provider.ts';
import { verifyCapture } from '../../sandbox/cli/verify-capture.ts';
import { configured } from '../../sandbox/subjects.ts';
import { hook } from '../helpers/cli.ts';
import { basekit, SECRET } from '../helpers/requests.ts';
import { reasonOf } from '../helpers/runs.ts';
import { bodyOf, oneOfEach, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['a form', 'payload=%7B%22a%22%3A1%7D', 'body_not_json'],
  ['JSON after a byte order mark', '\uFEFF{"a":1}', 'body_not_json'],
  ['no body', '', 'body_not_json'],
  ['a list', '[{"a":1}]', 'body_not_object'],
  ['a text', '"{}"', 'body_not_object'],
  ['null', 'null', 'body_not_object'],
  ['an object of 1,100 levels', `{"a":${'['.repeat(1100)}${']'.repeat(1100)}}`, 'body_too_deep'],
];

const events = oneOfEach.map((event) => {
  const input = event.provider.choice ? { sender: 'github' } : {};
  return { event: configured(event, input), input };
});

const bodies = events.flatMap(({ event, input }) => {
  const provider = senderKey(event.provider);
  // A sender's body may be any JSON value, or text.
  const expected = (reason: string) => (event.provider.sender && reason !== 'body_too_deep' ? undefined : reason);
  return [
    { provider, event, input, name: 'its sample', body: bodyOf(event), reason: undefined },
    ...REFUSED.map(([name, body, reason]) => ({ provider, event, input, name, body, reason: expected(reason) })),
  ];
});

test.each(bodies)('verify reaches the verdict of the trigger on $name from $provider', async (row) => {
  const { event, input, body, reason } = row;
  const { zap, target } = await bench.live(event, input);
  const request = bench.emulator(event).sign(target, typeOf(event), body);
  const run = await bench.deliver(zap, request);
  const capture = readCapture(JSON.stringify(request), 1);
  const at = new Date(bench.clock.now());
  const found = verifyCapture(event.provider, capture, { text: target.secret, source: 'the test' }, at);
  expect(run.error && reasonOf(run)).toBe(reason);
  expect(found).toMatchObject({ verified: reason === undefined, reason: reason ?? null });
});

test('verify refuses the name of the connection field as a secret, as the trigger does', () => {
  const capture = readCapture(JSON.stringify(basekit('BaseKit HMAC Secret')), 1);
  const secret = { text: 'BaseKit-HMAC-Secret', source: 'the test' };
  expect(verifyCapture(providerOf('basekit'), capture, secret, undefined).reason).toBe('secret_unusable');
});

test('the commands verify and explain exit with 1 and the reason of the trigger', async () => {
  const recorded = JSON.stringify(basekit(SECRET, 'a=1&b=2'));
  for (const command of ['verify', 'explain']) {
    const ran = await hook([command], { HOOK_SECRET: SECRET }, recorded);
    expect(ran).toMatchObject({ code: 1, stderr: '' });
    expect(ran.stdout).toContain('The request is verified, but its body is not JSON. (body_not_json)');
  }
});
