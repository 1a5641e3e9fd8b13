import type { Clock } from 'zapier-local';
import { startBuildr } from '../providers/buildr.ts';
import type { Emulator } from '../providers/emulator.ts';
import { emulators } from '../providers/index.ts';
import { basekitDeviations } from './deviations/basekit.ts';
import { buildrDeviations, itemEnvelopes } from './deviations/buildr.ts';
import { builtfirstDeviations } from './deviations/builtfirst.ts';
import type { Deviation } from './deviations/deviation.ts';
import { firespringDeviations } from './deviations/firespring.ts';
import { freshpaintDeviations } from './deviations/freshpaint.ts';
import { stripeDeviations } from './deviations/stripe.ts';

/** A provider that is emulated, possibly in a dialect that the app supports as well. */
export interface Dialect {
  readonly title: string;
  readonly key: string;
  readonly start: (clock: Clock) => Promise<Emulator>;
  readonly api?: NonNullable<Deviation['api']>;
  readonly deviations: readonly Deviation[];
}

const startOf = (key: string) => {
  const start = emulators[key];
  if (!start) throw new Error(`The sandbox has no emulator of ${key}`);
  return start;
};

const inProjects = (clock: Clock) => startBuildr(clock, { uses: 'projects' });

/** The emulated providers. Each must hold, and each of its deviations must not. */
export const DIALECTS: readonly Dialect[] = [
  { title: 'BaseKit', key: 'basekit', start: startOf('basekit'), deviations: basekitDeviations },
  {
    title: 'Buildr, `opportunity`, `{contact}`',
    key: 'buildr',
    start: startOf('buildr'),
    deviations: buildrDeviations,
  },
  { title: 'Buildr, `project`, `{contact}`', key: 'buildr', start: inProjects, deviations: [] },
  {
    title: 'Buildr, `opportunity`, `{item}`',
    key: 'buildr',
    start: startOf('buildr'),
    api: itemEnvelopes,
    deviations: [],
  },
  { title: 'Buildr, `project`, `{item}`', key: 'buildr', start: inProjects, api: itemEnvelopes, deviations: [] },
  { title: 'Builtfirst', key: 'builtfirst', start: startOf('builtfirst'), deviations: builtfirstDeviations },
  { title: 'Freshpaint', key: 'freshpaint', start: startOf('freshpaint'), deviations: freshpaintDeviations },
  { title: 'Firespring', key: 'firespring', start: startOf('firespring'), deviations: firespringDeviations },
  { title: 'Signed Webhooks, Stripe', key: 'stripe', start: startOf('signed_webhook'), deviations: stripeDeviations },
];
