import { ODD_TEXTS, ODD_VALUES } from '../helpers/odd-values.ts';
import { openBench } from '../helpers/sandbox.ts';
import { GENUINE, inputsOf, TOKEN, verifyOn } from './genuine.ts';

const bench = openBench();
const requestOf = (key: string) => {
  const found = GENUINE.find(({ provider }) => provider === key);
  if (!found) throw new Error(`GENUINE has no request of ${key}`);
  return found;
};
const halted = (reason: string) => ['HaltedError', expect.stringContaining(`(${reason})`)];

describe('a query with a value that cannot be converted to text', () => {
  const { querystring: _, ...inputs } = inputsOf(requestOf('firespring'));
  const verify = (querystring: unknown) => verifyOn(bench, { ...inputs, querystring });

  test.each(ODD_TEXTS)('is read with %s left out', async (_name, json) => {
    const { error, message } = await verify(`{"token":${json}}`);
    expect([error, message]).toEqual(halted('token_missing'));
    const other = await verify(`{"odd":${json},"token":"${TOKEN}"}`);
    expect(other).toMatchObject({ error: undefined, output: { verified: true } });
  });

  test.each(ODD_VALUES)('has no token if it is %s', async (_name, json) => {
    const { error, message } = await verify(JSON.parse(json));
    expect([error, message]).toEqual(halted('token_missing'));
  });

  test('is read with its numbers and booleans', async () => {
    const { error } = await verify({ token: TOKEN, page: 1, isNew: true, none: null });
    expect(error).toBeUndefined();
    const other = await verify({ token: 17 });
    expect([other.error, other.message]).toEqual(halted('token_mismatch'));
  });
});

describe('headers with a value that cannot be converted to text', () => {
  const basekit = requestOf('basekit');
  const [[name = '', value = ''] = []] = Object.entries(basekit.headers(basekit.body));
  const verify = (headers: string) => verifyOn(bench, { provider: 'basekit', raw_body: basekit.body, headers });

  test.each(ODD_TEXTS)('are read with %s left out', async (_name, json) => {
    const { error, output } = await verify(`{"X-Odd":${json},"${name}":"${value}"}`);
    expect([error, output['verified']]).toEqual([undefined, true]);
  });

  test.each(ODD_TEXTS)('are ambiguous with %s as a second signature', async (_name, json) => {
    const { error, message } = await verify(`{"${name}":${json},"Http-${name}":"${value}"}`);
    expect([error, message]).toEqual(halted('signature_ambiguous'));
  });
});
