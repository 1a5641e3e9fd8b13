import { act } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const lastSent = (provider: string): unknown =>
  JSON.parse(bench.sandbox.provider(provider).calls.at(-1)?.requestBody ?? '');

// Core refuses or removes text that looks like its own placeholders, but users may type it.
describe('text in curly braces', () => {
  const TEXTS = ['{{bundle.name}}', '{{process.env.HOME}}', '{{bundle}}{{1}}'];

  test.each(TEXTS)('%s is sent in a nested field', async (text) => {
    const description = `For ${text}`;
    const input = { url: 'https://example.com/hook', event_types: ['contact.create'], description };
    const { output, error } = await act(bench, 'buildr_create_webhook', input);
    expect([error, output['description']]).toEqual([undefined, description]);
    expect(lastSent('buildr')).toMatchObject({ webhook: { description } });
  });

  test.each(TEXTS)('%s is sent in a top-level field', async (text) => {
    const url = `https://example.com/${text}/z`;
    const { output, error } = await act(bench, 'basekit_create_webhook_subscription', { event: 'site.publish', url });
    expect([error, output['url']]).toEqual([undefined, url]);
    expect(lastSent('basekit')).toMatchObject({ url });
  });

  test('is not removed from a URL that would be unsafe without it', async () => {
    const url = 'http:{{@localhost/}}//evil.example/h';
    await act(bench, 'basekit_create_webhook_subscription', { event: 'site.publish', url });
    expect(bench.sandbox.provider('basekit').targets.map((target) => target.url)).not.toContain(
      'http://evil.example/h',
    );
  });
});
