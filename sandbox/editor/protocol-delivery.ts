/** A call of a provider's API. */
export interface CallView {
  readonly provider: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly requestBody: string;
  readonly responseBody: string;
  readonly milliseconds: number;
}

/** A field of a record. */
export interface Row {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** It has no output field. */
  readonly isUnlabeled?: boolean;
  /** Only the sample has it. */
  readonly isMissing?: boolean;
  /** How it differs from the schema. */
  readonly problem?: string;
}

/** A record as the Zap editor shows it. */
export interface RecordView {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** A stage of the pipeline of a delivery. */
export interface Stage {
  readonly key: 'provider' | 'webhook' | 'signature' | 'event' | 'enrichment' | 'duplicates' | 'zap';
  readonly label: string;
  readonly state: 'done' | 'stopped' | 'ended' | 'waiting' | 'pending' | 'skipped';
  readonly note: string;
  readonly milliseconds?: number;
}

/** A measured time. */
export interface Timing {
  readonly label: string;
  readonly milliseconds: number;
  /** How it was measured. */
  readonly how: string;
}

/** The result of a delivery: `refused` by the app, `rejected` by Zapier's webhook URL. */
export type Verdict =
  | 'running'
  | 'delivered'
  | 'refused'
  | 'filtered'
  | 'duplicate'
  | 'deferred'
  | 'error'
  | 'rejected';

/** A delivery and its result. */
export interface DeliveryView {
  readonly id: string;
  readonly zap: string;
  readonly trigger: string;
  readonly at: string;
  readonly title: string;
  /** Why the attack works against other receivers. */
  readonly why?: string;
  /** The expected outcome of the attack. */
  readonly expected?: string;
  readonly isAsExpected?: boolean;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly message?: string;
  readonly remedy?: string;
  readonly stages: readonly Stage[];
  readonly timings: readonly Timing[];
  readonly request: {
    readonly line: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: string;
  };
  readonly output?: RecordView;
  readonly calls: readonly CallView[];
}

/** The result of an attack. */
export interface AttackResult {
  readonly outcome: string;
  readonly isAsExpected: boolean;
}

/** An attack that can be simulated on a Zap. */
export interface AttackView {
  readonly name: string;
  readonly group: string;
  readonly why: string;
  readonly expected: string;
  /** The last result. */
  readonly result?: AttackResult;
}

/** The result of sending an event. */
export interface Sent {
  /** The response status of each webhook for the event. */
  readonly statuses: readonly number[];
}
