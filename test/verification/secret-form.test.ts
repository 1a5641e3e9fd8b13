import { withAuth } from '../helpers/actions.ts';
import { bodyOf, oneOfEach, openBench } from '../helpers/sandbox.ts';

describe('the form', () => {
  const bench = openBench();
  const inConnection = oneOfEach
    .filter(({ provider }) => provider.secret.from === 'connection')
    .map((event) => ({ key: event.provider.key, event }));

  test.each(inConnection)('$key: rejects values that are no secrets, and never uses them', async ({ event }) => {
    const { provider } = event;
    const { field } = provider.secret;
    const label = provider.connection.fields[field]?.label ?? '';
    const values = [
      '••••••••••••••••',
      'a8f3k2m9\u200bq7w1e5r2',
      'x'.repeat(24),
      'your-secret-here-please-paste'.slice(0, 16),
    ];
    for (const value of [...values, provider.label, `${provider.label} ${label}`, field]) {
      const connection = withAuth(bench, { [field]: value });
      await expect(bench.sandbox.zapier.connect(connection.authData)).rejects.toThrow(label);
      const live = await bench.live(event);
      live.zap.connection = connection;
      const target = { ...live.target, secret: value };
      const asToken = value.replace(/[^\x20-\x7e]/g, '?');
      const request = bench.emulator(event).sign({ ...target, secret: asToken }, event.type, bodyOf(event));
      const run = await bench.deliver(live.zap, request);
      expect(run.output).toEqual([]);
    }
  });
});
