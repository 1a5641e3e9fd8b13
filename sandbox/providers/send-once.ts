import { post } from 'zapier-local';
import type { Attempt, Emulator, Target } from './emulator.ts';

/** Sends an event to every webhook for its type, for a provider that documents no re-sends. */
export const sendOnce =
  (targets: readonly Target[], sign: Emulator['sign']): Emulator['send'] =>
  (type, body) =>
    Promise.all(
      targets
        .filter(({ types }) => types === 'every' || types.includes(type))
        .map(async (target): Promise<Attempt> => {
          const request = sign(target, type, body);
          return { target, request, status: await post(request) };
        }),
    );
