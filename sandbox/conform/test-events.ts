import type { Writes } from './plan.ts';

/** An action that sends an event to a provider whose API has no other test. */
export interface TestEvent {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The connection field that it needs. */
  readonly field: string;
  readonly writes: Writes;
}

/** The test events, by the provider's key. */
export const TEST_EVENTS: Readonly<Record<string, TestEvent>> = {
  freshpaint: {
    action: 'freshpaint_track_event',
    input: { user_id: 'conformance-check', event: 'Conformance Check' },
    field: 'freshpaint_environment_id',
    writes: {
      title: 'Send one event to your Freshpaint environment',
      requests: ['track “Conformance Check” of the user “conformance-check”'],
    },
  },
};
