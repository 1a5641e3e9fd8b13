import { version as platformVersion } from 'zapier-platform-core';

const sample = { id: 1 };

/** The least that an app with a hook can be: what everything is compared with. */
export default {
  version: '1.0.0',
  platformVersion,
  triggers: {
    empty: {
      key: 'empty',
      noun: 'Event',
      display: { label: 'Any Event', description: 'Triggers when anything happens.' },
      operation: { type: 'hook', perform: () => [sample], performList: () => [sample], sample },
    },
  },
};
