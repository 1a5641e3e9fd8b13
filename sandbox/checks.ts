import type { Check } from 'zapier-local';
import { isComplete } from './attacks/delivery.ts';
import { eventOf, type ProviderEmulator } from './emulators.ts';

/** Checks that Zaps receive everything that the sender sent, unchanged. Zapier's checks only compare keys with the sample. */
export const isPayloadComplete: Check<ProviderEmulator> = {
  name: 'complete-payload',
  run({ emulator, zap }) {
    if (!emulator) return [];
    const event = eventOf(emulator, zap);
    return zap.runs.flatMap(({ output, request }, index) =>
      output.every((item) => isComplete(event, request.content, item))
        ? []
        : [`The output of delivery ${index + 1} is not what was sent.`],
    );
  },
};
