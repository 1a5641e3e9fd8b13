import { isDeepStrictEqual } from 'node:util';
import { ANY_EVENT, type Event, payloadSample } from '../../triggers/define-event.ts';
import { post, type SignedRequest } from '../providers/emulator.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Connection, Run } from '../zapier/zaps.ts';
import { missingKeys } from './shape.ts';

/** One thing that was tried, and how it went. */
export interface Cell {
  readonly name: string;
  readonly isOk: boolean;
  /** What was seen, in a word or two. */
  readonly saw: string;
}

/** The names of what {@link roundTrip} tries, in order. */
export const STEPS = ['On', 'Test', 'Event', 'Again', 'Forged', 'Stale', 'Unsigned', 'Other event', 'Off'] as const;

/** What stands in a cell where there is nothing to try. */
export const NOT_APPLICABLE = '–';
const HALTED = 'HaltedError';

/** Takes what the proof reads out of a request. */
const strip = (request: SignedRequest, names: readonly string[]): SignedRequest => {
  const lower = names.map((name) => name.toLowerCase());
  const url = new URL(request.url);
  for (const name of names) url.searchParams.delete(name);
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !lower.includes(name.toLowerCase())),
  );
  return { ...request, url: url.href, headers };
};

const verdict = (run: Run | undefined): string => {
  if (!run) return 'nothing came';
  if (run.error) return run.error.name === HALTED ? 'refused' : run.error.name;
  return run.output.length === 0 ? 'nothing' : 'delivered';
};

/** The whole life of one trigger: on, an event, what must not get through, off. */
export const roundTrip = async (sandbox: Sandbox, connection: Connection, event: Event): Promise<Cell[]> => {
  const { zapier } = sandbox;
  const { provider } = event;
  const emulator = sandbox.provider(provider.key);
  const zap = zapier.createZap(event.key, connection);
  const cells: Cell[] = [];
  const note = (name: (typeof STEPS)[number], isOk: boolean, saw: string) => cells.push({ name, isOk, saw });
  const deliver = async (request: SignedRequest): Promise<Run | undefined> => {
    const before = zap.runs.length;
    await post(request);
    await zapier.idle();
    return zap.runs[before];
  };

  const target = await sandbox.turnOn(zap, event);
  note('On', true, provider.subscriptions ? 'subscribed' : 'URL pasted');

  const list = await zapier.test(zap);
  const gaps = list.flatMap((item) => missingKeys(event.sample, item));
  note('Test', list.length > 0 && gaps.length === 0, gaps.length > 0 ? `lacks ${gaps[0]}` : `${list.length} shown`);

  const wire = payloadSample(event);
  const type = event.type === ANY_EVENT ? String(wire['type'] ?? 'any') : event.type;
  const body = JSON.stringify(wire);
  const [attempt] = await emulator.send(type, body);
  await zapier.idle();
  const run = zap.runs.at(-1);
  const [output = {}] = run?.output ?? [];
  const isWhole = Object.entries(wire).every(([key, value]) => isDeepStrictEqual(output[key], value));
  const lacks = missingKeys(event.sample, output);
  note('Event', run?.output.length === 1 && isWhole && lacks.length === 0, verdict(run));

  const again = attempt && (await deliver(attempt.request));
  note(
    'Again',
    again?.output.length === 0 && !again.error,
    again?.output.length === 0 && !again.error ? 'repeat' : verdict(again),
  );

  const forged = await deliver(
    emulator.sign({ ...target, secret: 'whsec_c2VjcmV0LW9mLXNvbWVib2R5LWVsc2UtMTIzNDU2' }, type, body),
  );
  note('Forged', forged?.error?.name === HALTED, verdict(forged));

  if (provider.verifier.checksTime) {
    const stale = await deliver(emulator.sign(target, type, body, { at: new Date(Date.now() - 301_000) }));
    note('Stale', stale?.error?.name === HALTED, verdict(stale));
  } else note('Stale', true, NOT_APPLICABLE);

  const unsigned = await deliver(strip(emulator.sign(target, type, body), provider.verifier.headers));
  note('Unsigned', unsigned?.error?.name === HALTED, verdict(unsigned));

  const other = sandbox.events.find(
    (one) => one.provider === provider && one.type !== event.type && one.type !== ANY_EVENT,
  );
  if (other && event.type !== ANY_EVENT) {
    const before = zap.runs.length;
    const foreign = payloadSample(other);
    await emulator.send(other.type, JSON.stringify(foreign));
    // Where the body itself says which event it is, it must not get through even when it is sent to the wrong URL.
    if (provider.eventType(foreign, event.type) === other.type) {
      await post(emulator.sign(target, other.type, JSON.stringify(foreign)));
    }
    await zapier.idle();
    const strays = zap.runs.slice(before);
    note(
      'Other event',
      strays.every((stray) => stray.output.length === 0 && !stray.error),
      strays[0] ? verdict(strays[0]) : 'not sent',
    );
  } else note('Other event', true, NOT_APPLICABLE);

  await sandbox.turnOff(zap, event);
  const isGone = emulator.targets.every(({ id }) => id !== target.id);
  const status = await post(emulator.sign(target, type, body));
  note('Off', isGone && status === 410, isGone ? `gone, ${status}` : 'still there');
  return cells;
};
