import fc from 'fast-check';
import { REJECTIONS } from '../../verification/rejection.ts';
import { signsBody } from '../../verification/scheme.ts';
import { AttackRunner } from '../attacks/attack-runner.ts';
import { createFixture, type FixtureOptions } from '../attacks/fixture.ts';
import { signsId } from '../attacks/scheme-properties.ts';
import type { Subject } from '../subjects.ts';
import { openInput, randomBody } from './delivery.ts';
import { type Mutation, mutate, mutationOf } from './mutation.ts';

/** Counts of a run. */
export interface Counts {
  /** Genuine deliveries: each arrived once and unchanged. */
  delivered: number;
  /** Changed requests that were refused. */
  refused: number;
  /** Changed requests that were correctly accepted: the signed bytes are genuine, or only a token is verified. */
  accepted: number;
}

/** The result of fuzzing one trigger. */
export interface FuzzResult {
  readonly trigger: string;
  readonly seed: number;
  /** What went wrong, with the smallest random values that show it. It contains no secret. */
  readonly failure?: string;
}

const isRefusal = (outcome: string): boolean => Object.hasOwn(REJECTIONS, outcome);

/** With a valid token any body is accepted, even if it is not an event. */
const OUTCOMES_OF_ANY_BODY = ['delivered', 'ignored', 'body_not_json', 'body_not_object', 'record_not_found'];

/** Sends a changed request and then the genuine one. Resolves to what went wrong, if anything. */
const sendBoth = async (
  runner: AttackRunner,
  body: string,
  mutation: Mutation,
  counts: Counts,
): Promise<string | undefined> => {
  const { event } = runner.fixture;
  const genuine = runner.context.sign(body);
  // The changed request first: it must not pass as new, and must not make the genuine one a duplicate.
  const { request, changes, mayPass } = mutate(genuine, runner.context, mutation);
  const forged = await runner.sendRaw(request, changes);
  const allowed =
    mutation.of === 'body' && !signsBody(event.provider.verifier.scheme) ? OUTCOMES_OF_ANY_BODY : ['delivered'];
  const isRight = mayPass ? allowed.includes(forged) : isRefusal(forged);
  if (!isRight) return `with a change of ${mutation.of}, the outcome was ${forged}`;
  counts[isRefusal(forged) ? 'refused' : 'accepted'] += 1;
  if (!isRefusal(forged)) await endClaims(runner);

  const outcome = await runner.sendRaw(isRefusal(forged) ? genuine : runner.context.sign(body));
  if (outcome !== 'delivered') return `without a change, the outcome was ${outcome}`;
  counts.delivered += 1;
  return runner.leaks.leaks.length > 0 ? `an error contained ${runner.leaks.leaks.join(' and ')}` : undefined;
};

/** Ends the deduplication window. Deliveries with an ID in a header have different IDs, so no window has to end. */
const endClaims = async ({ fixture: { event, sandbox } }: AttackRunner): Promise<void> => {
  if (signsId(event.provider.verifier.scheme)) return;
  await sandbox.clock.advance(1000 * (event.provider.deduplicationWindow + 1));
  sandbox.zapier.services.cache.sweep();
};

/** Sends random deliveries of one event, each first changed and then genuine. */
export const fuzz = async (
  options: FixtureOptions,
  subject: Subject,
  { seed, runs, counts, onRun }: { seed: number; runs: number; counts: Counts; onRun?: () => void },
): Promise<FuzzResult> => {
  const { key, event } = subject;
  const fixture = await createFixture(options, { event, input: { ...openInput(event), ...subject.input } });
  const property = fc.asyncProperty(randomBody(event), mutationOf(event), async (body, mutation) => {
    const runner = new AttackRunner(fixture);
    const failure = await sendBoth(runner, body, mutation, counts);
    await endClaims(runner);
    await runner.clear();
    onRun?.();
    if (failure) throw new Error(failure);
  });
  const details = await fc.check(property, { seed, numRuns: runs });
  await options.sandbox.turnOff(fixture.zap);
  if (!details.failed) return { trigger: key, seed };
  const message = details.errorInstance instanceof Error ? details.errorInstance.message : 'failed';
  return { trigger: key, seed, failure: `${message}\n${fc.stringify(details.counterexample)}` };
};
