import { type Connection, missingKeys, post, type Run, type Zap } from 'zapier-local';
import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import { otherSecret, unsigned } from '../attacks/edit.ts';
import { isTimed } from '../attacks/scheme-properties.ts';
import { bodyOf, isSample, typeOf } from '../event-body.ts';
import { plural } from '../plural.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Subject } from '../subjects.ts';
import type { Result } from './report.ts';

/** The checks of a trigger, in order. */
export const TRIGGER_CHECKS = [
  'Turn on',
  'Test',
  'Event',
  'Duplicate',
  'Forged',
  'Stale',
  'Unsigned',
  'Other event',
  'Turn off',
] as const;

type TriggerCheck = (typeof TRIGGER_CHECKS)[number];

const outcomeOf = ({ error, output }: Run): string => {
  if (error) return error.name === 'HaltedError' ? 'rejected' : error.name;
  return output.length === 0 ? 'ignored' : 'delivered';
};

const expectOutcome = (run: Run, expected: string): Result => {
  const outcome = outcomeOf(run);
  return { isOk: outcome === expected, outcome };
};

const checkTest = async ({ zapier }: Sandbox, zap: Zap, event: Event): Promise<Result> => {
  const records = await zapier.test(zap);
  const [missing] = records.flatMap((record) => missingKeys(event.sample, record));
  return {
    isOk: records.length > 0 && missing === undefined,
    outcome: missing === undefined ? plural(records.length, 'record') : `${missing} missing`,
  };
};

const checkEvent = (run: Run, event: Event): Result => {
  const [output, ...others] = run.output;
  if (!output || others.length > 0) return { isOk: false, outcome: output ? 'delivered twice' : outcomeOf(run) };
  const isUnchanged = isSample(event, event.provider.choice ? output['payload'] : output);
  const [missing] = missingKeys(event.sample, output);
  if (missing !== undefined) return { isOk: false, outcome: `${missing} missing` };
  return { isOk: isUnchanged, outcome: isUnchanged ? 'delivered' : 'changed' };
};

/** Checks all steps of a trigger: turning the Zap on, deliveries that start it and deliveries that must not, turning it off. */
export const checkTrigger = async (
  sandbox: Sandbox,
  connection: Connection,
  { event, input }: Omit<Subject, 'key'>,
): Promise<Partial<Record<TriggerCheck, Result>>> => {
  const { zapier } = sandbox;
  const { provider } = event;
  const emulator = sandbox.provider(provider.key);
  const [type, body] = [typeOf(event), bodyOf(event)];
  const zap = zapier.createZap(event.key, connection, input);
  const results: Partial<Record<TriggerCheck, Result>> = {};

  const target = await sandbox.turnOn(zap);
  const genuine = emulator.sign(target, type, body);
  results['Turn on'] = { isOk: true, outcome: provider.subscriptions ? 'subscribed' : 'URL added' };
  results.Test = await checkTest(sandbox, zap, event);

  const attempts = await emulator.send(type, body);
  await zapier.idle();
  const [sent] = attempts;
  const [run] = zap.runs;
  if (!sent || !run) throw new Error(`${provider.label} did not send the event`);
  results.Event = checkEvent(run, event);
  results.Duplicate = expectOutcome(await zapier.deliver(zap, sent.request), 'ignored');

  const forged = emulator.sign({ ...target, secret: otherSecret(target.secret) }, type, body);
  results.Forged = expectOutcome(await zapier.deliver(zap, forged), 'rejected');
  const { scheme } = provider.verifier;
  if (isTimed(scheme)) {
    const stale = emulator.sign(target, type, body, {
      at: new Date(Date.now() - 1000 * (scheme.timestamp.tolerance + 1)),
    });
    results.Stale = expectOutcome(await zapier.deliver(zap, stale), 'rejected');
  }
  results.Unsigned = expectOutcome(await zapier.deliver(zap, unsigned(genuine, scheme)), 'rejected');

  const other = sandbox.events.find((one) => one.provider === provider && ![event.type, ANY_EVENT].includes(one.type));
  if (other && event.type !== ANY_EVENT) {
    const before = zap.runs.length;
    await emulator.send(other.type, bodyOf(other));
    await zapier.idle();
    // A body that names its event is ignored even if it is sent to the wrong URL.
    if (provider.eventType(payloadSample(other), event.type) === other.type) {
      await zapier.deliver(zap, emulator.sign(target, other.type, bodyOf(other)));
    }
    const outcomes = zap.runs.slice(before).map(outcomeOf);
    const unexpected = outcomes.find((outcome) => outcome !== 'ignored');
    results['Other event'] = {
      isOk: unexpected === undefined,
      outcome: unexpected ?? outcomes[0] ?? 'not sent',
    };
  }

  await sandbox.turnOff(zap);
  const isRemoved = emulator.targets.every(({ id }) => id !== target.id);
  const status = await post(genuine);
  results['Turn off'] = {
    isOk: isRemoved && status === 410,
    outcome: isRemoved ? `status ${status}` : 'not removed',
  };
  return results;
};
