import { randomBytes } from 'node:crypto';
import { type HookRequest, missingKeys, post } from 'zapier-local';
import { bodyOf, isSample, typeOf } from '../event-body.ts';
import type { Target } from '../providers/emulator.ts';
import { type Subject, subjectsOf } from '../subjects.ts';
import { type ActionContext, type ActionRow, outcomeOf, withField } from './action-context.ts';
import { verifyInputs } from './raw-hook.ts';

/** The text with another last letter. */
const changeLastLetter = (text: string): string => text.replace(/\w(?=\W*$)/, (last) => (last === 'x' ? 'y' : 'x'));

/** The request with one byte of the body changed and, because a token does not cover the body, one byte of the token. */
const forge = ({ content, headers, querystring, method }: HookRequest, secret: string): HookRequest => {
  const changeToken = (text: string) => text.replaceAll(secret, changeLastLetter(secret));
  const changed = Object.entries(headers).map(([name, value]) => [name, changeToken(value)]);
  return {
    method,
    content: changeLastLetter(content),
    headers: Object.fromEntries(changed),
    querystring: changeToken(querystring),
  };
};

const checkSender = async (context: ActionContext, key: string, { event, input }: Subject): Promise<ActionRow> => {
  const { sandbox, connection, hook, run, sampleOf } = context;
  const { provider } = event;
  const emulator = sandbox.provider(provider.key);
  const { field } = provider.secret;
  // Without a secret from the provider, the user chooses one for each webhook.
  const secret = emulator.credentials[field] ?? `whsec_${randomBytes(32).toString('base64')}`;
  const account = withField(connection, field, secret);
  const target: Target = { id: 'raw', url: hook.url, types: 'every', secret, scheme: provider.verifier.scheme };
  await post(emulator.sign(target, typeOf(event), bodyOf(event)));
  const request = hook.requests.at(-1);
  if (!request) throw new Error(`The raw hook received nothing from ${provider.label}`);

  const sender = provider.sender ?? provider;
  const inputsOf = (caught: HookRequest) => ({ ...input, ...verifyInputs(sender.key, caught) });

  const genuine = await run(key, account, inputsOf(request));
  const output = genuine.ok ? genuine.output : {};
  const isComplete = isSample(event, output['payload']);
  const [missing] = missingKeys(sampleOf(key), output);
  const forged = inputsOf(forge(request, secret));
  const halted = await run(key, account, forged);
  const isHalted = !halted.ok && halted.name === 'HaltedError';
  const continued = await run(key, account, { ...forged, on_failure: 'continue' });
  const { verified, reason, payload } = continued.ok ? continued.output : {};
  return {
    label: `${key} (${sender.label})`,
    results: {
      Run: { isOk: output['verified'] === true, outcome: outcomeOf(genuine, 'verified') },
      Output: {
        isOk: isComplete && missing === undefined,
        outcome: missing === undefined ? (isComplete ? 'same payload' : 'other payload') : `${missing} missing`,
      },
      'Invalid input': {
        isOk: isHalted && halted.message.includes(`(${String(reason)})`),
        outcome: isHalted ? 'halted' : outcomeOf(halted, 'verified'),
      },
      Continue: {
        isOk: verified === false && typeof reason === 'string' && payload === null,
        outcome: outcomeOf(continued, String(reason)),
      },
    },
  };
};

/** Checks *Verify Webhook Delivery* with a genuine and a forged request of each sender. */
export const checkVerifyAction = async (context: ActionContext, key: string): Promise<ActionRow[]> => {
  const rows: ActionRow[] = [];
  for (const { events } of context.sandbox.integrations) {
    for (const subject of subjectsOf(events.slice(0, 1))) rows.push(await checkSender(context, key, subject));
  }
  return rows;
};
