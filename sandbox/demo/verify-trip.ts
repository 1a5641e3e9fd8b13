import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Provider } from '../../providers/provider.ts';
import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import { post } from '../providers/emulator.ts';
import type { HookRequest } from '../zapier/ingress.ts';
import { type CreateContext, type CreateRow, wordOf } from './create-trip.ts';
import { mapped } from './raw-hook.ts';
import { missingKeys } from './shape.ts';

const KEY = 'verify_delivery';
const HALTED = 'HaltedError';

/** The same text with another last letter. */
const changed = (text: string): string => text.replace(/\w(?=\W*$)/, (last) => (last === 'x' ? 'y' : 'x'));

/** A body changed by one byte. Where nothing but a token proves the request, it is the token that is wrong. */
const forge = ({ content, headers, querystring, method }: HookRequest, secret: string): HookRequest => {
  const swap = (text: string) => text.replaceAll(secret, changed(secret));
  const swapped = Object.entries(headers).map(([name, value]) => [name, swap(value)]);
  return { method, content: changed(content), headers: Object.fromEntries(swapped), querystring: swap(querystring) };
};

/** Verifies what one provider sent to a raw hook: as it came, changed by one byte, and changed with *Continue*. */
const verifyTrip = async (context: CreateContext, provider: Provider, event: Event): Promise<CreateRow> => {
  const { sandbox, connection, hook, run } = context;
  const emulator = sandbox.provider(provider.key);
  const { field } = provider.secret;
  // Where no provider issues the secret, it is that of a webhook that the user made.
  const secret = emulator.credentials[field] ?? `whsec_${randomBytes(32).toString('base64')}`;
  const own = { ...connection, authData: { ...connection.authData, [field]: secret } };
  const wire = payloadSample(event);
  const type = event.type === ANY_EVENT ? String(wire['type'] ?? 'any') : event.type;
  await post(emulator.sign({ id: 'raw', url: hook.url, types: 'every', secret }, type, JSON.stringify(wire)));
  const request = hook.caught.at(-1);
  if (!request) throw new Error(`Nothing of ${provider.label} reached the raw hook`);

  const genuine = await run(KEY, own, mapped(provider.key, request));
  const isWhole = genuine.ok && isDeepStrictEqual(genuine.output['payload'], wire);
  const lacks = genuine.ok ? missingKeys(context.sampleOf(KEY), genuine.output) : [];
  const wrong = mapped(provider.key, forge(request, secret));
  const stopped = await run(KEY, own, wrong);
  const wentOn = await run(KEY, own, { ...wrong, on_failure: 'continue' });
  const { verified, reason, payload } = wentOn.ok ? wentOn.output : {};
  return {
    label: `${KEY} (${provider.label})`,
    cells: {
      Run: { isOk: genuine.ok && genuine.output['verified'] === true, saw: wordOf(genuine, 'verified') },
      Output: {
        isOk: isWhole && lacks.length === 0,
        saw: isWhole ? (lacks[0] ?? 'whole payload') : 'another payload',
      },
      'Wrong input': {
        isOk: !stopped.ok && stopped.name === HALTED && stopped.message.endsWith(`(${String(reason)})`),
        saw: wordOf(stopped, 'passed') === HALTED ? 'one byte: halted' : wordOf(stopped, 'passed'),
      },
      Continue: {
        isOk: verified === false && typeof reason === 'string' && payload === null,
        saw: wordOf(wentOn, String(reason)),
      },
    },
  };
};

/** Verifies what each provider of the sandbox sends. */
export const verifyTrips = async (context: CreateContext): Promise<CreateRow[]> => {
  const rows: CreateRow[] = [];
  for (const { provider, events } of context.sandbox.integrations) {
    const [event] = events;
    if (event) rows.push(await verifyTrip(context, provider, event));
  }
  return rows;
};
