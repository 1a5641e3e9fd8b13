import { isDeepStrictEqual } from 'node:util';
import { missingKeys } from 'zapier-local';
import { payloadSample } from '../../triggers/define-event.ts';
import { bodyOf } from '../event-body.ts';
import { type ActionContext, type ActionRow, outcomeOf, withField } from './action-context.ts';
import { verifyInputs } from './raw-hook.ts';

/** An action that creates a webhook. */
interface WebhookAction {
  readonly key: string;
  readonly provider: string;
  /** The inputs besides the URL, for a type of event. */
  inputs(type: string): Readonly<Record<string, unknown>>;
  /** The output with the webhook's secret and the connection field for it, if each webhook has its own secret. */
  readonly secret?: { readonly output: string; readonly field: string };
}

/** Checks an action that creates a webhook. The provider sends an event to it, which is verified with the returned secret. */
export const checkWebhookAction = async (
  { sandbox, connection, hook, run, sampleOf }: ActionContext,
  { key, provider, inputs, secret }: WebhookAction,
): Promise<ActionRow> => {
  const emulator = sandbox.provider(provider);
  const event = sandbox.events.find((one) => one.provider.key === provider);
  if (!event) throw new Error(`${provider} has no event for ${key}`);
  const input = inputs(event.type);
  const created = await run(key, connection, { url: hook.url, ...input });
  const output = created.ok ? created.output : {};
  const [missing] = missingKeys(sampleOf(key), output);
  const target = emulator.targets.find(({ id }) => id === output['id']);
  const isFound = target?.url === hook.url && isDeepStrictEqual(target.types, [event.type]);

  await emulator.send(event.type, bodyOf(event));
  const request = hook.requests.at(-1);
  const account = secret ? withField(connection, secret.field, String(output[secret.output])) : connection;
  const verified = request && (await run('verify_delivery', account, verifyInputs(provider, request)));
  const isVerified = verified?.ok === true && isDeepStrictEqual(verified.output['payload'], payloadSample(event));

  const before = emulator.targets.length;
  const invalid = await run(key, connection, { ...input, url: 'hooks.zapier.com' });
  const isNamed = !invalid.ok && invalid.message.includes('“Webhook URL”') && emulator.targets.length === before;
  return {
    label: key,
    results: {
      Run: { isOk: created.ok, outcome: outcomeOf(created, 'created') },
      Output: {
        isOk: created.ok && missing === undefined,
        outcome: missing === undefined ? (secret ? 'ID and secret' : 'ID') : `${missing} missing`,
      },
      'At the provider': {
        isOk: isFound && isVerified,
        outcome: isFound ? (isVerified ? 'event verified' : 'event not verified') : 'no webhook',
      },
      'Invalid input': { isOk: isNamed, outcome: isNamed ? 'names “Webhook URL”' : outcomeOf(invalid, 'accepted') },
    },
  };
};
