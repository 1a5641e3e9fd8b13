import type { Clock } from 'zapier-local';
import { startAnySender } from './any-sender.ts';
import { startBasekit } from './basekit.ts';
import { startBuildr } from './buildr.ts';
import { startBuiltfirst } from './builtfirst.ts';
import type { Emulator } from './emulator.ts';
import { startFirespring } from './firespring.ts';
import { startFreshpaint } from './freshpaint.ts';

/** The emulator of each provider, by its key. */
export const emulators: Readonly<Record<string, (clock: Clock) => Promise<Emulator>>> = {
  basekit: startBasekit,
  buildr: startBuildr,
  builtfirst: startBuiltfirst,
  freshpaint: startFreshpaint,
  firespring: startFirespring,
  signed_webhook: startAnySender,
};
