import { type AppProcess, post, virtualClock } from 'zapier-local';
import { integrations } from '../../integrations.ts';
import type { Event } from '../../triggers/define-event.ts';
import { ANY_EVENT, payloadSample } from '../../triggers/define-event.ts';
import { firstEventOf } from '../cli/pick-provider.ts';
import { bodySample, typeOf } from '../event-body.ts';
import type { Emulator, Target } from '../providers/emulator.ts';
import { signRequest } from '../providers/sign.ts';
import { inputOf } from '../subjects.ts';
import { type Checked, checkAll } from './assumption.ts';
import { assumptionsAbout } from './assumptions/index.ts';
import { collect } from './collect.ts';
import type { Deviation } from './deviations/deviation.ts';
import type { Dialect } from './dialects.ts';
import type { Evidence } from './evidence.ts';
import type { LiveZap } from './plan.ts';
import { overNetwork } from './recorder.ts';
import { triggersFor } from './triggers.ts';

/** The events that a provider sends to a Zap: its own, or all documented ones. */
const eventsFor = (event: Event, siblings: readonly Event[]): readonly Event[] => {
  const documented = siblings.filter(({ type }) => type !== ANY_EVENT);
  return event.type === ANY_EVENT && documented.length > 0 ? documented : [event];
};

const targetOf = (emulator: Emulator, { event, zap }: LiveZap): Target | undefined =>
  emulator.targets.find(({ url }) => url.startsWith(zap.url)) ??
  emulator.addTarget?.(zap.url, event.provider.verifier.scheme);

/** Sends the documented events to Zaps. */
const sendEvents = async (
  emulator: Emulator,
  zaps: readonly LiveZap[],
  siblings: readonly Event[],
  deviation: Deviation | undefined,
): Promise<void> => {
  for (const live of zaps) {
    const target = targetOf(emulator, live);
    if (!target) continue;
    const scheme = target.scheme ?? live.event.provider.verifier.scheme;
    for (const event of eventsFor(live.event, siblings)) {
      const body = live.event.provider.choice ? bodySample(live.event) : payloadSample(event);
      const sign: Parameters<NonNullable<Deviation['delivery']>>[0]['sign'] = (changes = {}) =>
        signRequest(changes.scheme ?? scheme, {
          url: target.url,
          secret: changes.secret ?? target.secret,
          body: JSON.stringify(changes.body ?? body),
        });
      const request = deviation?.delivery
        ? deviation.delivery({ scheme, body, sign })
        : emulator.sign(target, typeOf(event), JSON.stringify(body));
      await post(request);
    }
  }
};

/** Runs the app against an emulator, as documented or with a deviation. */
export const collectEmulated = async (
  app: AppProcess,
  { key, start, api = (forward) => forward }: Dialect,
  deviation?: Deviation,
): Promise<Evidence> => {
  const first = firstEventOf(key);
  const siblings = integrations
    .flatMap(({ events }) => events)
    .filter(({ provider }) => provider.key === first.provider.key);
  const all = first.provider.choice ? [first] : siblings;
  const clock = virtualClock();
  const emulator = await start(clock);
  try {
    const { environment, credentials } = emulator;
    return await collect({
      events: triggersFor(all),
      siblings: all,
      input: inputOf(first),
      app,
      clock,
      credentials,
      settings: environment,
      forward: deviation?.api ? deviation.api(api(overNetwork)) : api(overNetwork),
      confirm: async () => true,
      hookPort: 0,
      reachableAt: 'local',
      receive: (zaps) => sendEvents(emulator, zaps, all, deviation),
    });
  } finally {
    await emulator.close();
  }
};

const pick = (values: Readonly<Record<string, string>>, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));

/** The same provider for an app whose settings are changed as the deviation requires. */
const withFix = (dialect: Dialect, { fix }: Deviation): Dialect => ({
  ...dialect,
  async start(clock) {
    const emulator = await dialect.start(clock);
    const { environment, credentials } = emulator;
    const settings = fix?.({ ...environment, ...credentials }) ?? {};
    return Object.assign(emulator, {
      environment: { ...environment, ...settings },
      credentials: { ...credentials, ...pick(settings, Object.keys(credentials)) },
    });
  },
});

/** A deviation with what the run found. */
export interface DeviationResult {
  readonly deviation: Deviation;
  readonly checked: readonly Checked[];
  /** The broken assumption, if it was found and named. */
  readonly detected: Checked | undefined;
  /** Assumptions that should hold and do not. */
  readonly others: readonly string[];
  /** Whether everything holds again with the changed setting; undefined if no setting changes it. */
  readonly isFixed: boolean | undefined;
}

/** The verdicts about an emulator, as documented or with a deviation. */
export const checkDialect = async (
  app: AppProcess,
  dialect: Dialect,
  deviation?: Deviation,
): Promise<readonly Checked[]> => {
  const evidence = await collectEmulated(app, dialect, deviation);
  return checkAll(assumptionsAbout(evidence.event), evidence);
};

const broken = (checked: readonly Checked[]): readonly Checked[] =>
  checked.filter(({ result }) => result === 'does not hold');

/** The verdicts about an emulator that deviates, and whether the deviation was detected. */
export const checkDeviation = async (
  app: AppProcess,
  dialect: Dialect,
  deviation: Deviation,
): Promise<DeviationResult> => {
  const checked = await checkDialect(app, dialect, deviation);
  const failures = broken(checked);
  return {
    deviation,
    checked,
    detected: failures.find(({ id, finding }) => id === deviation.breaks && finding.includes(deviation.finding)),
    others: failures.map(({ id }) => id).filter((id) => id !== deviation.breaks && !deviation.also?.includes(id)),
    isFixed: deviation.fix && broken(await checkDialect(app, withFix(dialect, deviation), deviation)).length === 0,
  };
};
