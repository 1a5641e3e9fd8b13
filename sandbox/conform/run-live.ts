import { type AppProcess, realClock } from 'zapier-local';
import { integrations } from '../../integrations.ts';
import { validateUrl } from '../../platform/validate.ts';
import type { Inputs } from '../../providers/input-fields.ts';
import type { Event } from '../../triggers/define-event.ts';
import { firstEventOf } from '../cli/pick-provider.ts';
import { UsageError } from '../cli/usage-error.ts';
import { inputOf } from '../subjects.ts';
import { ADDRESSES, basesFrom, OTHER_SETTINGS } from './addresses.ts';
import { type Checked, checkAll } from './assumption.ts';
import { assumptionsAbout } from './assumptions/index.ts';
import { collect } from './collect.ts';
import { type Ask, findCredentials } from './credentials.ts';
import type { Evidence } from './evidence.ts';
import { waitForEvents } from './live.ts';
import type { Plan } from './plan.ts';
import { overNetwork } from './recorder.ts';
import { triggersFor } from './triggers.ts';

/** What a live run tests. */
export interface LiveOptions {
  readonly provider: string;
  /** Describes the sender `custom`. */
  readonly input?: Inputs;
  /** The key of one trigger. */
  readonly event?: string;
  readonly credentials?: string;
  readonly publicUrl?: URL;
  readonly port: number;
  readonly wait: number;
}

/** How a live run talks to the person who runs it. */
export interface Dialog {
  readonly ask: Ask | undefined;
  readonly confirm: Plan['confirm'];
  readonly signal: AbortSignal;
  say(text: string): void;
}

/** What a live run found. */
export interface LiveResult {
  readonly evidence: Evidence;
  readonly checked: readonly Checked[];
}

const eventsOf = (first: Event): readonly Event[] =>
  first.provider.choice
    ? [first]
    : integrations.flatMap(({ events }) => events).filter(({ provider }) => provider.key === first.provider.key);

const chosen = (events: readonly Event[], key: string | undefined): readonly Event[] => {
  if (key === undefined) return triggersFor(events);
  const found = events.filter((event) => event.key === key);
  if (found.length > 0) return found;
  throw new UsageError(`There is no trigger “${key}”. Choose one of ${events.map((event) => event.key).join(', ')}.`);
};

const settingsFrom = (environment: NodeJS.ProcessEnv): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries([...Object.keys(ADDRESSES), ...OTHER_SETTINGS].map((name) => [name, environment[name]]));

const checkAddresses = (values: Readonly<Record<string, string | undefined>>): void => {
  for (const [name, url] of Object.entries(basesFrom(values))) {
    const problem = validateUrl(url);
    if (problem) throw new UsageError(`${name} ${problem}.`);
  }
};

/** Runs the app against a live provider. */
export const runLive = async (app: AppProcess, options: LiveOptions, dialog: Dialog): Promise<LiveResult> => {
  const { publicUrl, port, wait } = options;
  const first = firstEventOf(options.provider, options.input);
  const siblings = eventsOf(first);
  const events = chosen(siblings, options.event);
  const credentials = await findCredentials(first.provider, options.credentials, publicUrl !== undefined, dialog.ask);
  const settings = settingsFrom(process.env);
  checkAddresses({ ...settings, ...credentials });
  if (publicUrl)
    dialog.say(`Point your tunnel ${publicUrl.origin} at http://127.0.0.1:${port}. That port serves webhooks only.`);
  const evidence = await collect({
    events,
    siblings,
    input: { ...options.input, ...inputOf(first) },
    app,
    clock: realClock(),
    credentials,
    settings,
    forward: overNetwork,
    confirm: dialog.confirm,
    hookPort: publicUrl ? port : 0,
    reachableAt: publicUrl,
    signal: dialog.signal,
    ...(publicUrl && {
      receive: (zaps) => waitForEvents(zaps, { seconds: wait, signal: dialog.signal, say: dialog.say }),
    }),
  });
  return { evidence, checked: checkAll(assumptionsAbout(first), evidence) };
};
