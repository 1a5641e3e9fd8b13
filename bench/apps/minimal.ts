import { version as platformVersion, type ZObject } from 'zapier-platform-core';

const sample = { id: 1 };

/** The environment variable with the URL of a record. */
export const RECORD_URL = 'BENCH_RECORD_URL';

type Perform = (z: ZObject) => readonly object[] | Promise<readonly object[]>;

const hook = (key: string, perform: Perform) => ({
  key,
  noun: 'Event',
  display: { label: 'Any Event', description: 'Triggers when anything happens.' },
  operation: { type: 'hook', perform, performList: () => [sample], sample },
});

/** The baselines: the least that hook triggers can do, in an app with core's default flags. */
export const minimal = {
  version: '1.0.0',
  platformVersion,
  triggers: {
    empty: hook('empty', () => [sample]),
    one_cache_call: hook('one_cache_call', async ({ cache }) => {
      await cache.set('key', 'value', 3600, ['auth'], true);
      return [sample];
    }),
    one_api_read: hook('one_api_read', async (z) => {
      const { data } = await z.request({ url: process.env[RECORD_URL] ?? '' });
      return [{ ...sample, record: data }];
    }),
  },
};

/** The same with the flags of the app. Without the second, core logs each cache call as an HTTP request. */
export const minimalWithFlags = { ...minimal, flags: { cleanInputData: false, skipHttpPatch: true } };

export default minimal;
