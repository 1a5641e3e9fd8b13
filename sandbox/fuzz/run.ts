import fc from 'fast-check';
import type { Event } from '../../triggers/define-event.ts';
import { REJECTIONS } from '../../verification/rejection.ts';
import { isSigned } from '../attacks/attack.ts';
import { AttackRunner } from '../attacks/attack-runner.ts';
import { createFixture, type FixtureOptions } from '../attacks/fixture.ts';
import { bodyOf, openInput } from './delivery.ts';
import { type Mutation, mutate, mutationOf } from './mutation.ts';

/** What a run counted. */
export interface Figures {
  /** Genuine deliveries, each of which arrived once and unchanged. */
  delivered: number;
  /** Changed requests that were refused. */
  refused: number;
  /** Changed requests that rightly passed: their bytes were the genuine ones, or only a token had to be right. */
  passed: number;
}

/** How fuzzing one trigger ended. */
export interface FuzzResult {
  readonly trigger: string;
  readonly seed: number;
  /** What went wrong, with the smallest random values that show it. No secret is among them. */
  readonly failure?: string;
}

const isRefusal = (outcome: string): boolean => Object.hasOwn(REJECTIONS, outcome);

/** Where only a token has to be right, any body may pass, and may turn out to be no event. */
const OF_ANY_BODY = ['delivered', 'nothing', 'body_not_json', 'body_not_object', 'record_not_found'];

/** What one try says went wrong, if anything. */
const tryOne = async (
  stage: AttackRunner,
  body: string,
  mutation: Mutation,
  figures: Figures,
): Promise<string | undefined> => {
  const { event } = stage.fixture;
  const genuine = stage.context.sign(body);
  // The changed one first: the claim must not be what stops it, and it must not cost the genuine one.
  const { request, changes, mayPass } = mutate(genuine, stage.context, mutation);
  const forged = await stage.hand(request, changes);
  const mayBe = mutation.of === 'body' && !isSigned(event) ? OF_ANY_BODY : ['delivered'];
  const isRight = mayPass ? mayBe.includes(forged) : isRefusal(forged);
  if (!isRight) return `changed in its ${mutation.of}, it was ${forged}`;
  figures[isRefusal(forged) ? 'refused' : 'passed'] += 1;
  if (!isRefusal(forged)) await forget(stage);

  const arrived = await stage.hand(isRefusal(forged) ? genuine : stage.context.sign(body));
  if (arrived !== 'delivered') return `as the provider sends it, it was ${arrived}`;
  figures.delivered += 1;
  return stage.leaks.leaks.length > 0 ? `an error told ${stage.leaks.leaks.join(' and ')}` : undefined;
};

/** Lets every claim end. Where the proof covers the time, no two deliveries have the same id. */
const forget = async ({ fixture: { clock, event, sandbox } }: AttackRunner): Promise<void> => {
  if (event.provider.verifier.checksTime) return;
  await clock.advance(1000 * (event.provider.deduplicationWindow + 1));
  sandbox.zapier.services.cache.sweep();
};

/** Sends random deliveries of one event, each of them changed and then genuine. */
export const fuzz = async (
  place: FixtureOptions,
  event: Event,
  { seed, runs, figures, onRun }: { seed: number; runs: number; figures: Figures; onRun?: () => void },
): Promise<FuzzResult> => {
  const scene = await createFixture(place, event, openInput(event));
  const property = fc.asyncProperty(bodyOf(event), mutationOf(event), async (body, mutation) => {
    const stage = new AttackRunner(scene);
    const failure = await tryOne(stage, body, mutation, figures);
    await forget(stage);
    await stage.clear();
    onRun?.();
    if (failure) throw new Error(failure);
  });
  const details = await fc.check(property, { seed, numRuns: runs });
  await place.sandbox.turnOff(scene.zap, event);
  if (!details.failed) return { trigger: event.key, seed };
  const failure = `${details.errorInstance instanceof Error ? details.errorInstance.message : 'failed'}\n${fc.stringify(details.counterexample)}`;
  return { trigger: event.key, seed, failure };
};
