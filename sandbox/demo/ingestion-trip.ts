import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../schema/json.ts';
import type { Emulator } from '../providers/emulator.ts';
import { failing } from '../providers/faults.ts';
import type { Freshpaint } from '../providers/freshpaint.ts';
import { type CreateContext, type CreateRow, wordOf } from './create-trip.ts';
import { missingKeys } from './shape.ts';

/** A create that sends an event, and what should reach the provider of it. */
interface IngestionCreate {
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const USER = 'hello@example.com';

// The one provider of the sandbox whose API takes events in.
const keepsEvents = (emulator: Emulator): emulator is Freshpaint => 'ingested' in emulator;

/** Sends an event, looks at what arrived, and loses the answer of the next one so that its step is run again. */
export const ingestionTrip = async (
  context: CreateContext,
  { key, input, event, properties }: IngestionCreate,
): Promise<CreateRow> => {
  const { sandbox, connection, run } = context;
  const emulator = sandbox.provider('freshpaint');
  if (!keepsEvents(emulator)) throw new Error('This Freshpaint keeps no events');
  const arrived = () => {
    const { body } = emulator.ingested.at(-1) ?? {};
    return isRecord(body) && isRecord(body['properties']) ? { name: body['event'], ...body['properties'] } : {};
  };

  const sent = await run(key, connection, { user_id: USER, ...input });
  const output = sent.ok ? sent.output : {};
  const lacks = missingKeys(context.sampleOf(key), output);
  const expected = {
    name: event,
    ...properties,
    distinct_id: USER,
    token: emulator.credentials['freshpaint_environment_id'],
    time: Date.parse(String(output['time'])) / 1000,
    $insert_id: output['insert_id'],
  };
  const isRight = isDeepStrictEqual(arrived(), expected);

  emulator.fault = failing('POST', /^\/track$/, { cutOff: true }, 1);
  const again = { user_id: USER, ...input };
  const count = emulator.ingested.length;
  const lost = await run(key, connection, again);
  const first = arrived();
  const retried = await run(key, connection, again);
  const isTwice = emulator.ingested.length === count + 2;
  const isSame = isTwice && '$insert_id' in first && isDeepStrictEqual(arrived(), first);

  const wrong = await run(key, connection, { ...input, user_id: ' ' });
  const isNamed = !wrong.ok && wrong.message.includes('“User ID”') && emulator.ingested.length === count + 2;
  return {
    label: key,
    cells: {
      Run: { isOk: output['status'] === 'accepted', saw: wordOf(sent, String(output['status'])) },
      Output: { isOk: sent.ok && lacks.length === 0, saw: lacks[0] ?? String(output['event']) },
      'At the provider': { isOk: isRight, saw: isRight ? 'as sent' : 'something else' },
      Again: { isOk: !lost.ok && retried.ok && isSame, saw: isSame ? 'same $insert_id' : 'counts twice' },
      'Wrong input': { isOk: isNamed, saw: isNamed ? 'names “User ID”' : wordOf(wrong, 'accepted') },
    },
  };
};
