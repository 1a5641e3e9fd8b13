import type { EmulatedEvent, RunningEmulator, StartEmulator, Zap } from 'zapier-local';
import type { Integration } from '../integrations.ts';
import type { Event } from '../triggers/define-event.ts';
import { bodyOf, newBody, typeOf } from './event-body.ts';
import type { Emulator, Target } from './providers/emulator.ts';
import { emulators } from './providers/index.ts';
import { configured } from './subjects.ts';

/** The emulator of a provider, as zapier-local uses it. */
export type ProviderEmulator = Emulator &
  RunningEmulator & {
    readonly integration: Integration;
  };

/** The event of a Zap's trigger, with the sender that its input selects. */
export const eventOf = ({ integration }: Pick<ProviderEmulator, 'integration'>, zap: Zap): Event => {
  const event = integration.events.find(({ key }) => key === zap.trigger);
  if (!event) throw new Error(`${integration.provider.label} has no trigger ${zap.trigger}`);
  return configured(event, { ...zap.input });
};

const findTarget = ({ targets }: Emulator, { url }: Zap): Target | undefined =>
  targets.find((target) => target.url.startsWith(url));

/** The provider's webhook for a Zap. */
export const targetOf = (emulator: Emulator, zap: Zap): Target => {
  const target = findTarget(emulator, zap);
  if (!target) throw new Error(`${emulator.key} has no webhook for ${zap.trigger}`);
  return target;
};

/** Adds to a running emulator what zapier-local calls. */
const plugIn = (emulator: Emulator, integration: Integration): ProviderEmulator =>
  Object.assign(emulator, {
    integration,
    triggers: integration.events.map(({ key }) => key),
    events(zap: Zap) {
      const event = eventOf({ integration }, zap);
      return [{ name: typeOf(event), body: bodyOf(event) }];
    },
    newEvent(zap: Zap) {
      const event = eventOf({ integration }, zap);
      return { name: typeOf(event), body: JSON.stringify(newBody(event, 'new event')) };
    },
    createRequest: (zap: Zap, { name, body }: EmulatedEvent) => emulator.sign(targetOf(emulator, zap), name, body),
    connectWebhook(zap: Zap) {
      if (findTarget(emulator, zap)) return;
      emulator.addTarget?.(zap.url, eventOf({ integration }, zap).provider.verifier.scheme);
    },
    removeWebhook(zap: Zap) {
      const target = findTarget(emulator, zap);
      if (target) emulator.removeTarget?.(target.id);
    },
  });

/** What starts the emulators of providers. */
export const emulatorsOf = (integrations: readonly Integration[]): readonly StartEmulator<ProviderEmulator>[] =>
  integrations.map((integration) => {
    const { key, label } = integration.provider;
    const start = emulators[key];
    if (!start) throw new Error(`The sandbox has no emulator of ${label}. Add one to sandbox/providers/index.ts.`);
    return async ({ clock }) => plugIn(await start(clock), integration);
  });
