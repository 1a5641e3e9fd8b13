import { act } from '../helpers/actions.ts';
import { openBench } from '../helpers/sandbox.ts';

const bench = openBench();

describe('R31: core refuses to send what looks like one of its own placeholders, and users type what they like', () => {
  test.each(['For {{bundle.name}}', '{{process.env.HOME}}', '{{ bundle }}, {{1}}'])('%s', async (description) => {
    const input = { url: 'https://example.com/hook', event_types: ['contact.create'], description };
    const { output, error } = await act(bench, 'buildr_create_webhook', input);
    expect(error).toBeUndefined();
    expect(output['description']).toBe(description);
    const sent = JSON.parse(bench.sandbox.provider('buildr').calls.at(-1)?.sent ?? '');
    expect(sent).toMatchObject({ webhook: { description } });
  });
});
