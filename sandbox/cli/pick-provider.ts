import { integrations } from '../../integrations.ts';
import { senderKey } from '../../platform/context.ts';
import { sendersOf } from '../../providers/configure.ts';
import type { Inputs } from '../../providers/input-fields.ts';
import type { Provider } from '../../providers/provider.ts';
import { senderOf } from '../../providers/signed-webhook/choose-sender.ts';
import { customFields } from '../../providers/signed-webhook/custom-fields.ts';
import { CUSTOM, senderField } from '../../providers/signed-webhook/fields.ts';
import type { Event } from '../../triggers/define-event.ts';
import { signedWebhookReceived } from '../../triggers/signed-webhook/signed-webhook-received.ts';
import { configured } from '../subjects.ts';
import { UsageError } from './usage-error.ts';

const withSenders = (event: Event): readonly Event[] => {
  const { choice } = event.provider;
  if (!choice) return [event];
  return sendersOf(choice)
    .filter(({ key }) => key !== CUSTOM)
    .map(({ key }) => configured(event, { [choice.field.key]: key }));
};

/** Every trigger, with each sender that needs no description. */
export const EVENTS: readonly Event[] = integrations.flatMap(({ events }) => events.flatMap(withSenders));

/** Every provider, and each sender of a provider that has several. */
export const PROVIDERS: readonly Provider[] = [
  ...new Map(EVENTS.map(({ provider }) => [senderKey(provider), provider])).values(),
];

const ownKeys = PROVIDERS.filter(({ sender }) => !sender).map(({ key }) => key);

/** The keys of the providers, for help texts. The senders are too many. */
export const PROVIDER_KEYS = `${ownKeys.join(', ')}, or a sender such as github, listed by events`;

/** The keys of the fields that describe the sender `custom`. */
export const INPUT_KEYS: readonly string[] = customFields.map(({ key }) => key);

const describedEvent = (input: Inputs): Event => {
  const inputs = { ...input, [senderField.key]: CUSTOM };
  const sender = senderOf(inputs);
  if (typeof sender !== 'string') return configured(signedWebhookReceived, inputs);
  throw new UsageError(`${sender} Describe the sender with --input, such as --input header=X-Signature.`);
};

/**
 * The first event of a provider or sender, where any event works.
 *
 * @param input describes the sender `custom`
 */
export const firstEventOf = (key: string, input?: Inputs): Event => {
  const wanted = key.toLowerCase();
  if (wanted === CUSTOM) return describedEvent(input ?? {});
  if (input) throw new UsageError(`--input is only for --provider ${CUSTOM}.`);
  const event = EVENTS.find(({ provider }) => senderKey(provider) === wanted);
  if (!event) throw new UsageError(`There is no provider “${key}”. Choose one of ${PROVIDER_KEYS}.`);
  return event;
};

/** Finds a provider or sender by its key. */
export const providerOf = (key: string, input?: Inputs): Provider => firstEventOf(key, input).provider;

/** Finds an event by the key of its trigger, and by its sender if the trigger is for several. */
export const eventOf = (key: string, sender?: string, input?: Inputs): Event => {
  const [event, ...others] = EVENTS.filter((one) => one.key === key);
  if (!event) throw new UsageError(`There is no trigger “${key}”. List the triggers with the command events.`);
  if (others.length === 0) return event;
  const chosen = sender === undefined ? undefined : firstEventOf(sender, input);
  if (chosen?.key === key) return chosen;
  throw new UsageError(`${key} is for several senders. Choose one with --provider: list them with the command events.`);
};
