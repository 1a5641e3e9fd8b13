import { version as platformVersion, type ZObject } from 'zapier-platform-core';

const sample = { id: 1 };

/** The setting that says where the record is. */
export const RECORD_URL = 'BENCH_RECORD_URL';

/** The least that an app can be whose trigger reads one record from an API. */
export default {
  version: '1.0.0',
  platformVersion,
  triggers: {
    reading: {
      key: 'reading',
      noun: 'Event',
      display: { label: 'Any Event', description: 'Triggers when anything happens.' },
      operation: {
        type: 'hook',
        perform: async (z: ZObject) => {
          const { data } = await z.request({ url: process.env[RECORD_URL] ?? '' });
          return [{ ...sample, record: data }];
        },
        performList: () => [sample],
        sample,
      },
    },
  },
};
