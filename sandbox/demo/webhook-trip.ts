import { isDeepStrictEqual } from 'node:util';
import { type Event, payloadSample } from '../../triggers/define-event.ts';
import { type CreateContext, type CreateRow, wordOf } from './create-trip.ts';
import { mapped } from './raw-hook.ts';
import { missingKeys } from './shape.ts';

/** A create that makes a webhook, and how its words are called. */
interface WebhookCreate {
  readonly key: string;
  readonly provider: string;
  /** What the user fills in besides the URL, for an event. */
  inputs(type: string): Readonly<Record<string, unknown>>;
  /** The output that holds the webhook's secret, and the connection field to keep it in, where it has one of its own. */
  readonly secret?: { readonly output: string; readonly field: string };
}

/** Makes a webhook, lets the provider send an event to it, and proves that event with the secret that the step returned. */
export const webhookTrip = async (
  context: CreateContext,
  { key, provider, inputs, secret }: WebhookCreate,
): Promise<CreateRow> => {
  const { sandbox, connection, hook, run } = context;
  const emulator = sandbox.provider(provider);
  const event: Event | undefined = sandbox.events.find((one) => one.provider.key === provider);
  if (!event) throw new Error(`${key} has no event to make a webhook for`);
  const given = inputs(event.type);
  const made = await run(key, connection, { url: hook.url, ...given });
  const output = made.ok ? made.output : {};
  const lacks = missingKeys(context.sampleOf(key), output);
  const held = emulator.targets.find(({ id }) => id === output['id']);
  const isHeld = held?.url === hook.url && isDeepStrictEqual(held.types, [event.type]);

  const wire = payloadSample(event);
  await emulator.send(event.type, JSON.stringify(wire));
  const request = hook.caught.at(-1);
  const kept = secret && { [secret.field]: String(output[secret.output]) };
  const own = { ...connection, authData: { ...connection.authData, ...kept } };
  const verified = request && (await run('verify_delivery', own, mapped(provider, request)));
  const isProven = verified?.ok === true && isDeepStrictEqual(verified.output['payload'], wire);

  const count = emulator.targets.length;
  const wrong = await run(key, connection, { ...given, url: 'hooks.zapier.com' });
  const isNamed = !wrong.ok && wrong.message.includes('“Webhook URL”') && emulator.targets.length === count;
  return {
    label: key,
    cells: {
      Run: { isOk: made.ok, saw: wordOf(made, 'created') },
      Output: {
        isOk: made.ok && lacks.length === 0,
        saw: lacks[0] ?? (secret ? 'id and secret' : 'id'),
      },
      'At the provider': {
        isOk: isHeld && isProven,
        saw: isHeld ? (isProven ? 'held, event proven' : 'held, event not proven') : 'not there',
      },
      'Wrong input': { isOk: isNamed, saw: isNamed ? 'names “Webhook URL”' : wordOf(wrong, 'accepted') },
    },
  };
};
