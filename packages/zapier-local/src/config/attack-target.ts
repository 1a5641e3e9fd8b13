import { type OutgoingRequest, post } from '../hooks/post.ts';
import type { Run, Zap } from '../zapier/zaps.ts';
import type { RunningEmulator } from './emulator.ts';
import type { Local } from './local.ts';

/** Seconds. Longer than an app may defer a delivery. */
const DEFERRED = 301;

/**
 * What became of an attack: `delivered`, `ignored` (the trigger returned no items) or `blocked` (the trigger or the webhook URL
 * refused the request). An attack may return other texts, such as the reason of a refusal.
 */
export type AttackOutcome = 'delivered' | 'ignored' | 'blocked' | (string & {});

/** A Zap that is on, to be attacked. */
export class AttackTarget<E extends RunningEmulator = RunningEmulator> {
  readonly local: Local<E>;
  readonly zap: Zap;
  /** The emulator that sends events to the Zap. */
  readonly emulator: E;

  /** Throws if no emulator sends events to the Zap. */
  constructor(local: Local<E>, zap: Zap) {
    this.local = local;
    this.zap = zap;
    const emulator = local.emulatorOf(zap);
    if (!emulator) throw new Error(`No emulator sends events to ${zap.trigger}, so there is nothing to attack with.`);
    this.emulator = emulator;
  }

  /** A signed request that was never sent before. */
  genuine(): OutgoingRequest | Promise<OutgoingRequest> {
    return this.local.createRequest(this.zap, this.emulator.newEvent?.(this.zap)).then((request) => {
      if (!request) throw new Error(`The emulator ${this.emulator.key} has no createRequest(), which attacks need.`);
      return request;
    });
  }

  /** Sends a request over HTTP and waits for its outcome, also after Zapier’s retry if the app defers the delivery. */
  async send(request: OutgoingRequest): Promise<AttackOutcome> {
    const run = await this.deliver(request);
    return run ? this.outcomeOf(run) : 'blocked';
  }

  /** Sends a request and returns its run: undefined if the webhook URL refused it. */
  protected async deliver(request: OutgoingRequest): Promise<Run | undefined> {
    const { zapier } = this.local;
    const { runs } = this.zapAt(request.url);
    const before = runs.length;
    await post(request);
    await zapier.idle();
    const run = runs[before];
    return run && this.ended(run);
  }

  /** The Zap with a webhook URL. */
  protected zapAt(url: string): Zap {
    return this.local.zapier.zaps.get(new URL(url).pathname.split('/').at(-1) ?? '') ?? this.zap;
  }

  /** A run after its last try. */
  protected async ended(run: Run): Promise<Run> {
    if (!run.isOver) await this.wait(DEFERRED);
    return run;
  }

  /** The outcome of a run. */
  protected outcomeOf({ error, output }: Run): AttackOutcome {
    if (error) return 'blocked';
    return output.length === 0 ? 'ignored' : 'delivered';
  }

  /** Advances the clock of Zapier and of the emulators. The app uses the machine’s clock, which does not move. */
  wait(seconds: number): Promise<void> {
    return this.local.clock.advance(1000 * seconds);
  }
}
