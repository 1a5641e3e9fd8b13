/** The failures after which a Zap may run twice for one event. */
export const CAUSES = ['the cache failed', 'Zapier did not send the ID of the Zap'] as const;

/** One of them. */
export type Cause = (typeof CAUSES)[number];

/** An event that is sent to one Zap. */
export interface Delivery {
  readonly name: string;
  /** The number of the event. */
  readonly event: number;
  readonly trigger: string;
  /** Whether the event matches the Zap's trigger. */
  readonly isExpected: boolean;
  /** Requests to the Zap's webhook URL. */
  requests: number;
  /** Calls of the app. */
  calls: number;
  /** Outputs, each of which runs the Zap. */
  outputs: number;
  isChanged: boolean;
  /** Whether it was deferred although the cache could not store that. */
  isUnsafelyDeferred: boolean;
  /** Whether a process was killed after it had claimed or deferred the delivery, before Zapier got the result. */
  isKilled: boolean;
  /** The last error that ended a run. */
  error?: string;
  /** The failure that allows a second output, if there was one. */
  cause?: Cause;
}

/** Numbers of deliveries. */
export interface Counts {
  sent: number;
  once: number;
  twice: number;
  lost: number;
}

/** The outcomes of all deliveries. */
export interface DeliverySummary extends Counts {
  readonly byTrigger: Readonly<Record<string, Counts>>;
  readonly byCause: Readonly<Record<Cause, number>>;
  /** Deliveries whose run was killed. Zapier repeats the run, so they must arrive as well. */
  readonly killed: Counts;
  /** Names of deliveries with an outcome that is never allowed. */
  readonly twiceWithoutCause: readonly string[];
  readonly lostDeliveries: readonly string[];
  readonly changed: readonly string[];
  readonly unexpected: readonly string[];
  readonly unsafelyDeferred: readonly string[];
}

const count = (deliveries: readonly Delivery[]): Counts => ({
  sent: deliveries.length,
  once: deliveries.filter(({ outputs }) => outputs === 1).length,
  twice: deliveries.filter(({ outputs }) => outputs > 1).length,
  lost: deliveries.filter(({ outputs }) => outputs === 0).length,
});

const namesOf = (deliveries: readonly Delivery[]): string[] => deliveries.map(({ name }) => name);

/** Records every event for each Zap that it was sent to. */
export class DeliveryLog {
  readonly #deliveries = new Map<string, Delivery>();
  #sent = 0;

  /** The number of deliveries that have to arrive. */
  get sent(): number {
    return this.#sent;
  }

  /** Adds a delivery that is about to be sent. */
  add(name: string, event: number, trigger: string, isExpected: boolean): void {
    if (isExpected) this.#sent += 1;
    this.#deliveries.set(name, {
      name,
      event,
      trigger,
      isExpected,
      requests: 0,
      calls: 0,
      outputs: 0,
      isChanged: false,
      isUnsafelyDeferred: false,
      isKilled: false,
    });
  }

  /** Finds a delivery. */
  find(name: string): Delivery {
    const found = this.#deliveries.get(name);
    if (!found) throw new Error(`${name} was not sent`);
    return found;
  }

  /** Counts the deliveries. Call it when all have ended. */
  summarize(): DeliverySummary {
    const all = [...this.#deliveries.values()];
    const expected = all.filter(({ isExpected }) => isExpected);
    const triggers = [...new Set(expected.map(({ trigger }) => trigger))];
    const twice = expected.filter(({ outputs }) => outputs > 1);
    const becauseOf = (cause: Cause) => twice.filter((delivery) => delivery.cause === cause).length;
    return {
      ...count(expected),
      byTrigger: Object.fromEntries(
        triggers.map((key) => [key, count(expected.filter(({ trigger }) => trigger === key))]),
      ),
      byCause: { [CAUSES[0]]: becauseOf(CAUSES[0]), [CAUSES[1]]: becauseOf(CAUSES[1]) },
      killed: count(expected.filter(({ isKilled }) => isKilled)),
      twiceWithoutCause: namesOf(twice.filter(({ cause }) => cause === undefined)),
      lostDeliveries: expected
        .filter(({ outputs }) => outputs === 0)
        .map(({ name, isKilled, error = 'no error' }) => `${name}: ${isKilled ? 'killed, ' : ''}${error}`),
      changed: namesOf(all.filter(({ isChanged }) => isChanged)),
      unexpected: namesOf(all.filter(({ isExpected, outputs }) => !isExpected && outputs > 0)),
      unsafelyDeferred: namesOf(all.filter(({ isUnsafelyDeferred }) => isUnsafelyDeferred)),
    };
  }
}
