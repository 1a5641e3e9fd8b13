import { signedWebhook } from '../../providers/signed-webhook/index.ts';
import { openSigned, outcomeOf } from './bench.ts';
import { SENDERS } from './senders.ts';
import { contentHash, datedBody, OTHER_SECRET, signed } from './signing.ts';

const bench = openSigned();

test('Every sender of the app is tested here', () => {
  const keys = Object.keys(signedWebhook.choice?.field.choices ?? {});
  expect([...SENDERS.map(({ key }) => key), 'custom'].toSorted()).toEqual(keys.toSorted());
});

describe.each(SENDERS)('$key', (sender) => {
  const { key, timed } = sender;

  test('A genuine request is delivered with the documented event type and ID', async () => {
    const at = Date.now();
    const request = signed(sender, sender.body, at);
    const run = await bench.deliver(await bench.zapOf(key), request);
    expect(run.error).toBeUndefined();
    expect(run.output).toStrictEqual([
      {
        sender: key,
        event_type: sender.eventType,
        delivery_id: sender.id ?? contentHash(sender, request),
        sent_at: timed ? expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) : null,
        payload: JSON.parse(request.body),
      },
    ]);
    const sentAt = timed ? Date.parse(String(run.output[0]?.['sent_at'])) : at;
    expect(Math.abs(sentAt - at)).toBeLessThan(1000);
  });

  const documented = Object(JSON.parse(sender.body));
  const bodies: Readonly<Record<string, string>> = {
    ASCII: JSON.stringify({ ...documented, name: 'plain' }),
    Unicode: JSON.stringify({ ...documented, name: 'bücher 😀 \u2028 日本語' }),
    'pretty-printed': `\n${JSON.stringify({ ...documented, name: ['a', { b: 1 }] }, null, 2)}\r\n`,
    '600 kB': JSON.stringify({ ...documented, name: 'ü'.repeat(300_000) }),
  };

  test.each(Object.keys(bodies))('A body is delivered unchanged: %s', async (kind) => {
    const request = signed(sender, bodies[kind]);
    const run = await bench.deliver(await bench.zapOf(key), request);
    expect(outcomeOf(run)).toBe('delivered');
    expect(run.output[0]?.['payload']).toStrictEqual(JSON.parse(request.body));
  });

  test('A changed body is refused', async () => {
    const zap = await bench.zapOf(key);
    const request = signed(sender);
    for (const body of [
      `${request.body} `,
      request.body.slice(0, -1),
      request.body.replace(/[a-z]/, (letter) => letter.toUpperCase()),
    ]) {
      expect(outcomeOf(await bench.deliver(zap, { ...request, body }))).toBe('HaltedError signature_mismatch');
    }
  });

  test('A request without a signature is refused, and its body is not logged', async () => {
    const zap = await bench.zapOf(key);
    bench.printed.length = 0;
    const body = datedBody(sender, sender.body, Date.now());
    const run = await bench.deliver(zap, { body, headers: sender.unsigned ?? {} });
    expect(outcomeOf(run)).toBe('HaltedError signature_missing');
    expect(bench.printed).toEqual(['signed_webhook_received: refused (signature_missing)']);
    expect(`${run.error?.message}${run.error?.stack}`).not.toContain(body.slice(1, -1));
  });

  test('A request that is signed with another secret is refused', async () => {
    const connection = await bench.connect({ signed_webhook_secret: OTHER_SECRET });
    const run = await bench.deliver(await bench.zapOf(key, connection), signed(sender));
    expect(outcomeOf(run)).toBe('HaltedError signature_mismatch');
  });

  test.each([true, false])('An old request is refused if its time is signed (in the past: %s)', async (isPast) => {
    const at = Date.now() + (isPast ? -400_000 : 400_000);
    const run = await bench.deliver(await bench.zapOf(key), signed(sender, sender.body, at));
    const refused = isPast ? 'HaltedError timestamp_too_old' : 'HaltedError timestamp_too_new';
    expect(outcomeOf(run)).toBe(timed ? refused : 'delivered');
  });

  test('A request is refused by a Zap for any other sender that signs otherwise', async () => {
    const request = signed(sender);
    const accepted: string[] = [];
    for (const other of SENDERS) {
      const outcome = outcomeOf(await bench.deliver(await bench.zapOf(other.key), request));
      if (!outcome.startsWith('HaltedError ')) accepted.push(other.key);
    }
    // Bitbucket and Jira sign alike, and Svix accepts the headers of the standard too.
    const alike: Readonly<Record<string, readonly string[]>> = {
      bitbucket: ['bitbucket', 'jira'],
      jira: ['bitbucket', 'jira'],
      standard_webhooks: ['standard_webhooks', 'svix'],
    };
    expect(accepted).toEqual(alike[key] ?? [key]);
  });
});
