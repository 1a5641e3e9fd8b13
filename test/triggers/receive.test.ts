import { appError, throttledError } from '../../platform/errors.ts';
import { rejectionError } from '../../platform/rejection-error.ts';
import type { Enrichment } from '../../providers/provider.ts';
import type { Run } from '../../sandbox/zapier/zaps.ts';
import { type FakeApp, startFakeApp } from '../helpers/fake-providers.ts';

let made: FakeApp;
const lines: string[] = [];

beforeAll(async () => {
  for (const method of ['log', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...parts: unknown[]) => void lines.push(parts.join(' ').trim()));
  }
  made = await startFakeApp();
}, 60_000);
beforeEach(() => {
  lines.length = 0;
  made.answers.enrich = () => undefined;
  made.zapier.tellsZap = true;
});
afterAll(async () => {
  await made.zapier.close();
  jest.restoreAllMocks();
});

const sent = (run: Run): string => run.error?.name ?? `${run.output.length} delivered`;
const messageOf = ({ error }: Run): string => {
  const { message = '' } = error ?? {};
  return message.startsWith('{') ? JSON.parse(message).message : message;
};
const request = (id: string) => ({ 'Http-X-Request-Id': id });

describe('what cannot be proven', () => {
  test('for want of a sender’s signature is halted, in its own words', async () => {
    const run = await made.hand(await made.on('pasted_thing'), { ...made.signed('{}'), headers: {} });
    expect(sent(run)).toBe('HaltedError');
    expect(messageOf(run)).toBe(
      'Pasted: The request carries no signature. If the provider sent it, switch signing on there and check that a signing secret is set. (signature_missing)',
    );
  });

  test('for want of a secret in the connection tells the owner which field', async () => {
    const zap = await made.on('pasted_thing');
    zap.connection = { ...made.connection, authData: { endpoint_name: 'me', pasted_other: 'x' } };
    const run = await made.hand(zap, made.signed(made.bodyOf()));
    expect(sent(run)).toBe('AppError');
    expect(messageOf(run)).toBe(
      'Pasted: There is no signing secret to check requests with. Edit the connection and check “Pasted Secret”. (secret_missing)',
    );
  });

  test.each([undefined, 7, ['a-secret-of-nobody'], null])(
    'for want of a secret in the subscription (%j) tells the owner to make another',
    async (secret) => {
      const zap = await made.on('endpoint_thing');
      zap.subscription = { id: zap.subscription?.['id'], secret };
      const run = await made.hand(zap, made.signed(made.bodyOf()));
      expect(sent(run)).toBe('AppError');
      expect(messageOf(run)).toBe(
        'Endpoint: There is no signing secret to check requests with. Turn the Zap off and on again: that makes a new one. (secret_missing)',
      );
    },
  );

  test('for want of a subscription at all, too', async () => {
    const zap = await made.on('endpoint_thing');
    delete zap.subscription;
    expect(messageOf(await made.hand(zap, made.signed(made.bodyOf())))).toContain('(secret_missing)');
  });
});

test.each([
  ['plain text', 'body_not_json'],
  ['["a", "list"]', 'body_not_object'],
])('what is proven but is no event (%s) is halted', async (content, reason) => {
  const run = await made.hand(await made.on('pasted_thing'), made.signed(content));
  expect(sent(run)).toBe('HaltedError');
  expect(messageOf(run)).toMatch(new RegExp(`^Pasted: The request is genuine, .* \\(${reason}\\)$`));
});

describe('what is signed with its time', () => {
  const now = (): number => Math.floor(Date.now() / 1000);

  test('is fresh for five minutes before and after', async () => {
    const zap = await made.on('timed_thing');
    for (const [age, outcome] of [
      [0, '1 delivered'],
      [295, '1 delivered'],
      [-295, '1 delivered'],
      [305, 'HaltedError'],
      [-305, 'HaltedError'],
    ] as const) {
      expect([age, sent(await made.hand(zap, made.timedAt(made.bodyOf(), now() - age)))]).toEqual([age, outcome]);
    }
  });

  test.each([0, 100, 170])('can wait %i s less than three minutes for another try', async (age) => {
    let patience = 0;
    made.answers.enrich = (call) => {
      patience = call.retryWithin ?? Number.NaN;
      return undefined;
    };
    const run = await made.hand(await made.on('timed_thing'), made.timedAt(made.bodyOf(), now() - age));
    expect(sent(run)).toBe('1 delivered');
    expect(patience).toBeGreaterThan(177 - age);
    expect(patience).toBeLessThanOrEqual(180 - age);
  });

  test('and what is not can wait for ever', async () => {
    let patience = 0;
    made.answers.enrich = (call) => {
      patience = call.retryWithin ?? Number.NaN;
      return undefined;
    };
    await made.hand(await made.on('endpoint_thing'), made.signed(made.bodyOf()));
    expect(patience).toBe(Number.POSITIVE_INFINITY);
  });
});

test('without anything about the Zap in the bundle a delivery passes', async () => {
  const bundle = { rawRequest: made.signed(made.bodyOf({ id: 'bare' })), cleanedRequest: {} };
  for (const meta of [{}, { meta: {} }, { meta: { zap: {} } }]) {
    const outcome = await made.zapier.call(
      'triggers.pasted_thing.operation.perform',
      { ...bundle, ...meta },
      made.connection,
    );
    expect(outcome).toMatchObject({ ok: true, results: [{ id: 'bare' }] });
  }
});

describe('which Zap it is for', () => {
  test('its own type, every type, and no other', async () => {
    const body = made.bodyOf({ id: 'type' });
    for (const [trigger, count] of [
      ['pasted_thing', 1],
      ['pasted_any', 1],
      ['pasted_lost', 0],
    ] as const) {
      expect([trigger, sent(await made.hand(await made.on(trigger), made.signed(body)))]).toEqual([
        trigger,
        `${count} delivered`,
      ]);
    }
  });

  test.each([
    [{ place: 'here' }, 1],
    [{ place: 'there' }, 0],
    [{ at_least: 1 }, 1],
    [{ at_least: 2 }, 0],
    [{ place: 'there', at_least: 1 }, 0],
    [{}, 1],
  ])('with the filters %j', async (input, count) => {
    const run = await made.hand(await made.on('pasted_thing', input), made.signed(made.bodyOf()));
    expect(sent(run)).toBe(`${count} delivered`);
  });
});

describe('once', () => {
  test.each(['endpoint_thing', 'pasted_thing'])(
    '%s: a re-send is dropped, and Zapier’s own second try is not',
    async (trigger) => {
      const zap = await made.on(trigger);
      const body = made.bodyOf({ id: `once ${trigger}` });
      expect(sent(await made.hand(zap, made.signed(body, request('first'))))).toBe('1 delivered');
      expect(sent(await made.hand(zap, made.signed(body, request('second'))))).toBe('0 delivered');
      expect(sent(await made.hand(zap, made.signed(body, request('first'))))).toBe('1 delivered');
      // A request id is not signed, so nobody can go on with it.
      expect(sent(await made.hand(zap, made.signed(body, request('first'))))).toBe('0 delivered');
      expect(sent(await made.hand(zap, made.signed(body)))).toBe('0 delivered');
    },
  );

  test('an id in the body stands for the delivery, where the provider has one', async () => {
    const zap = await made.on('pasted_thing');
    expect(sent(await made.hand(zap, made.signed(made.bodyOf({ id: 'a', more: 1 }), request('a1'))))).toBe(
      '1 delivered',
    );
    expect(sent(await made.hand(zap, made.signed(made.bodyOf({ id: 'a', more: 2 }), request('a2'))))).toBe(
      '0 delivered',
    );
    expect(sent(await made.hand(zap, made.signed(made.bodyOf({ id: 'b', more: 1 }), request('b1'))))).toBe(
      '1 delivered',
    );
    // Without one, the signature does.
    expect(sent(await made.hand(zap, made.signed(made.bodyOf({ id: 1, more: 1 }), request('c1'))))).toBe('1 delivered');
    expect(sent(await made.hand(zap, made.signed(made.bodyOf({ id: 1, more: 2 }), request('c2'))))).toBe('1 delivered');
    expect(sent(await made.hand(zap, made.signed(made.bodyOf({ id: 1, more: 2 }), request('c3'))))).toBe('0 delivered');
  });

  test('two request ids that differ are none', async () => {
    const zap = await made.on('pasted_thing');
    const both = { ...request('one'), 'X-Request-Id': 'two' };
    const body = made.bodyOf({ id: 'two ids' });
    expect(sent(await made.hand(zap, made.signed(body, both)))).toBe('1 delivered');
    expect(sent(await made.hand(zap, made.signed(body, request('one'))))).toBe('0 delivered');
  });

  test('for each Zap: by its subscription, or by what Zapier says', async () => {
    const body = made.bodyOf({ id: 'each' });
    made.zapier.tellsZap = false;
    for (const _ of ['a Zap', 'another']) {
      const zap = await made.on('endpoint_thing');
      expect(sent(await made.hand(zap, made.signed(body, request('s1'))))).toBe('1 delivered');
      expect(sent(await made.hand(zap, made.signed(body, request('s2'))))).toBe('0 delivered');
    }
    const untold = await made.on('pasted_thing');
    expect(sent(await made.hand(untold, made.signed(body, request('u1'))))).toBe('1 delivered');
    expect(sent(await made.hand(untold, made.signed(body, request('u2'))))).toBe('1 delivered');
    made.zapier.tellsZap = true;
    for (const _ of ['a Zap', 'another']) {
      const zap = await made.on('pasted_thing');
      expect(sent(await made.hand(zap, made.signed(body, request('z1'))))).toBe('1 delivered');
      expect(sent(await made.hand(zap, made.signed(body, request('z2'))))).toBe('0 delivered');
    }
  });

  test('for each trigger of a Zap that was changed to another one', async () => {
    const zap = await made.on('pasted_thing');
    const body = made.bodyOf({ id: 'changed' });
    expect(sent(await made.hand(zap, made.signed(body, request('t1'))))).toBe('1 delivered');
    const changed = { ...zap, trigger: 'pasted_any', runs: [] };
    expect(sent(await made.hand(changed, made.signed(body, request('t2'))))).toBe('1 delivered');
  });

  test('for as long as the provider may send it again', async () => {
    const zap = await made.on('pasted_thing');
    const body = made.bodyOf({ id: 'long' });
    await made.hand(zap, made.signed(body, request('l1')));
    await made.clock.advance(86_399_000);
    expect(sent(await made.hand(zap, made.signed(body, request('l2'))))).toBe('0 delivered');
    await made.clock.advance(2_000);
    expect(sent(await made.hand(zap, made.signed(body, request('l3'))))).toBe('1 delivered');
  });
});

describe('what is read besides', () => {
  const enrichWith = (make: (call: Parameters<FakeApp['answers']['enrich']>[0]) => Enrichment): void => {
    made.answers.enrich = (call) => make(call);
  };

  test('is asked for by type, of the proven body, with the connection', async () => {
    const asked: unknown[] = [];
    made.answers.enrich = ({ auth }, type, body) => {
      asked.push([auth['endpoint_name'], type, body]);
      return { fields: { color: 'blue', place: 'elsewhere' } };
    };
    const body = made.bodyOf({ id: 'added' });
    const run = await made.hand(await made.on('endpoint_thing'), made.signed(body));
    expect(asked).toEqual([['me', 'thing.made', JSON.parse(body)]]);
    expect(run.output).toEqual([{ ...JSON.parse(body), color: 'blue', place: 'elsewhere' }]);
  });

  test('and cannot be now: asks Zapier for one more try, and delivers without it on that', async () => {
    enrichWith((call) => ({ fields: { color: 'none' }, retry: throttledError(call, 'Later.', 5) }));
    const zap = await made.on('endpoint_thing');
    const run = await made.hand(zap, made.signed(made.bodyOf({ id: 'again' }), request('g1')));
    expect([sent(run), run.isOver]).toEqual(['ThrottledError', false]);
    await made.clock.advance(5_000);
    expect(run.output).toMatchObject([{ id: 'again', color: 'none' }]);
    expect(sent(await made.hand(zap, made.signed(made.bodyOf({ id: 'again' }), request('g2'))))).toBe('0 delivered');
  });

  test.each([
    ['refuse', 'HaltedError', /\(record_not_found\)$/],
    ['stop', 'AppError', /^Mend it\.$/],
  ] as const)(
    'and must not be (%s): the error says why, and the next try is a first one',
    async (kind, name, words) => {
      enrichWith((call) => {
        throw kind === 'refuse' ? rejectionError(call, 'record_not_found') : appError(call, 'Mend it.');
      });
      const zap = await made.on('endpoint_thing');
      const body = made.bodyOf({ id: kind });
      const run = await made.hand(zap, made.signed(body, request('r1')));
      expect([sent(run), run.isOver]).toEqual([name, true]);
      expect(messageOf(run)).toMatch(words);
      made.answers.enrich = () => undefined;
      expect(sent(await made.hand(zap, made.signed(body, request('r2'))))).toBe('1 delivered');
    },
  );
});

describe('what differs from the schema', () => {
  test('is delivered, and told to developers by its place', async () => {
    const body = made.bodyOf({ id: 7, lines: [{ count: 1 }, { count: 'two' }], place: null });
    const run = await made.hand(await made.on('pasted_thing'), made.signed(body));
    expect(run.output).toEqual([JSON.parse(body)]);
    expect(lines).toContain('pasted_thing: the payload differs from its schema at id, place, lines.1.count');
  });

  test('is told for twenty places at most', async () => {
    const many = Array.from({ length: 30 }, () => ({ count: 'many' }));
    await made.hand(await made.on('pasted_thing'), made.signed(made.bodyOf({ id: 'many', lines: many })));
    const places = lines
      .find((line) => line.includes('differs'))
      ?.split(' at ')[1]
      ?.split(', ');
    expect(places).toEqual(Array.from({ length: 20 }, (_, index) => `lines.${index}.count`));
  });

  test('is nothing to speak of where it fits, with fields that nobody knows', async () => {
    await made.hand(await made.on('pasted_thing'), made.signed(made.bodyOf({ id: 'fits', unknown: { deep: 1 } })));
    expect(lines.join('\n')).not.toContain('differs');
  });
});
