import { isDeepStrictEqual } from 'node:util';
import { missingKeys } from 'zapier-local';
import { isRecord } from '../../schema/json.ts';
import type { Emulator } from '../providers/emulator.ts';
import { failing } from '../providers/faults.ts';
import type { Freshpaint } from '../providers/freshpaint.ts';
import { type ActionContext, type ActionRow, outcomeOf } from './action-context.ts';

/** An action that sends an event, and the event that the provider should receive. */
interface EventAction {
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const USER = 'hello@example.com';

const isFreshpaint = (emulator: Emulator): emulator is Freshpaint => 'ingested' in emulator;

/** Checks an action that sends an event. A retry after a lost response must not send a second event. */
export const checkEventAction = async (
  { sandbox, connection, run, sampleOf }: ActionContext,
  { key, input, event, properties }: EventAction,
): Promise<ActionRow> => {
  const emulator = sandbox.provider('freshpaint');
  if (!isFreshpaint(emulator)) throw new Error('The emulator of Freshpaint does not keep events');
  const received = () => {
    const { body } = emulator.ingested.at(-1) ?? {};
    return isRecord(body) && isRecord(body['properties']) ? { name: body['event'], ...body['properties'] } : {};
  };

  const result = await run(key, connection, { user_id: USER, ...input });
  const output = result.ok ? result.output : {};
  const [missing] = missingKeys(sampleOf(key), output);
  const isReceived = isDeepStrictEqual(received(), {
    name: event,
    ...properties,
    distinct_id: USER,
    token: emulator.credentials['freshpaint_environment_id'],
    time: Date.parse(String(output['time'])) / 1000,
    $insert_id: output['insert_id'],
  });

  emulator.fault = failing('POST', /^\/track$/, { cutOff: true }, 1);
  const before = emulator.ingested.length;
  const lost = await run(key, connection, { user_id: USER, ...input });
  const first = received();
  const retried = await run(key, connection, { user_id: USER, ...input });
  const isSame =
    emulator.ingested.length === before + 2 && '$insert_id' in first && isDeepStrictEqual(received(), first);

  const invalid = await run(key, connection, { ...input, user_id: ' ' });
  const isNamed = !invalid.ok && invalid.message.includes('“User ID”') && emulator.ingested.length === before + 2;
  return {
    label: key,
    results: {
      Run: { isOk: output['status'] === 'accepted', outcome: outcomeOf(result, String(output['status'])) },
      Output: {
        isOk: result.ok && missing === undefined,
        outcome: missing === undefined ? String(output['event']) : `${missing} missing`,
      },
      'At the provider': { isOk: isReceived, outcome: isReceived ? 'event received' : 'other event' },
      Retry: { isOk: !lost.ok && retried.ok && isSame, outcome: isSame ? 'same $insert_id' : 'second event' },
      'Invalid input': { isOk: isNamed, outcome: isNamed ? 'names “User ID”' : outcomeOf(invalid, 'accepted') },
    },
  };
};
