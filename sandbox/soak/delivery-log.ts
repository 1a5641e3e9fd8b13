/** Why the design lets a Zap start twice for one event. */
export const CAUSES = ['the cache failed', 'Zapier did not say which Zap it was for'] as const;

/** One of them. */
export type Cause = (typeof CAUSES)[number];

/** An event on its way to one Zap. */
export interface Delivery {
  readonly name: string;
  readonly trigger: string;
  /** Whether the Zap is about such events. */
  readonly isWanted: boolean;
  /** Requests at Zapier's door. */
  requests: number;
  /** How often the app was called with it. */
  calls: number;
  /** How often it started the Zap. */
  starts: number;
  isChanged: boolean;
  /** Whether it was put off although nothing would remember that. */
  gambled: boolean;
  /** The last error that ended a run. */
  error?: string;
  /** What happened to it that may let it start the Zap twice. */
  cause?: Cause;
}

/** What a soak found out about deliveries. */
export interface Count {
  sent: number;
  once: number;
  twice: number;
  lost: number;
}

/** All that a soak found out. */
export interface Account extends Count {
  readonly byTrigger: Readonly<Record<string, Count>>;
  readonly byCause: Readonly<Record<Cause, number>>;
  /** Names of deliveries that ended as none may. */
  readonly twiceWithoutCause: readonly string[];
  readonly lostOnes: readonly string[];
  readonly changed: readonly string[];
  readonly unwanted: readonly string[];
  readonly gambled: readonly string[];
}

const none = (): Count => ({ sent: 0, once: 0, twice: 0, lost: 0 });

const add = (count: Count, { starts }: Delivery): void => {
  count.sent += 1;
  count.once += starts === 1 ? 1 : 0;
  count.twice += starts > 1 ? 1 : 0;
  count.lost += starts === 0 ? 1 : 0;
};

/** Keeps an account of every event and of every Zap that it was sent to. */
export class DeliveryLog {
  readonly #deliveries = new Map<string, Delivery>();
  #sent = 0;

  /** How many were sent that have to arrive. */
  get sent(): number {
    return this.#sent;
  }

  /** Opens the account of an event and a Zap. */
  open(name: string, trigger: string, isWanted: boolean): void {
    if (isWanted) this.#sent += 1;
    this.#deliveries.set(name, {
      name,
      trigger,
      isWanted,
      requests: 0,
      calls: 0,
      starts: 0,
      isChanged: false,
      gambled: false,
    });
  }

  /** Finds a delivery. */
  find(name: string): Delivery {
    const found = this.#deliveries.get(name);
    if (!found) throw new Error(`Nobody sent ${name}`);
    return found;
  }

  /** Draws the line. */
  close(): Account {
    const all = [...this.#deliveries.values()];
    const wanted = all.filter(({ isWanted }) => isWanted);
    const total = none();
    const byTrigger: Record<string, Count> = {};
    for (const delivery of wanted) {
      const count = byTrigger[delivery.trigger] ?? none();
      byTrigger[delivery.trigger] = count;
      for (const each of [total, count]) add(each, delivery);
    }
    const twice = wanted.filter(({ starts }) => starts > 1);
    const because = (cause: Cause) => twice.filter((delivery) => delivery.cause === cause).length;
    const names = (some: readonly Delivery[]) => some.map(({ name }) => name);
    return {
      ...total,
      byTrigger,
      byCause: { [CAUSES[0]]: because(CAUSES[0]), [CAUSES[1]]: because(CAUSES[1]) },
      twiceWithoutCause: names(twice.filter(({ cause }) => cause === undefined)),
      lostOnes: wanted.filter(({ starts }) => starts === 0).map(({ name, error }) => `${name}: ${error ?? 'no error'}`),
      changed: names(all.filter(({ isChanged }) => isChanged)),
      gambled: names(all.filter(({ gambled }) => gambled)),
      unwanted: names(all.filter(({ isWanted, starts }) => !isWanted && starts > 0)),
    };
  }
}
