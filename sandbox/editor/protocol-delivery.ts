/** A call of a provider's API. */
export interface CallView {
  readonly provider: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly sent: string;
  readonly answered: string;
  readonly milliseconds: number;
}

/** A field of a record. */
export interface Row {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** No output field names it. */
  readonly isUnlabelled?: boolean;
  /** The sample has it, and this record does not. */
  readonly isMissing?: boolean;
  /** What is wrong with its type. */
  readonly problem?: string;
}

/** A record as the Zap editor shows it. */
export interface RecordView {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** One of the places that a delivery passes. */
export interface Stage {
  readonly key: 'provider' | 'hook' | 'proof' | 'event' | 'claim' | 'enrichment' | 'zap';
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

/** What became of a request to a hook. */
export type Verdict = 'running' | 'delivered' | 'refused' | 'ignored' | 'repeat' | 'waiting' | 'error' | 'gone';

/** A request to a hook and what became of it. */
export interface DeliveryView {
  readonly id: string;
  readonly zap: string;
  readonly trigger: string;
  readonly at: string;
  readonly title: string;
  /** Why the attack works elsewhere. */
  readonly why?: string;
  /** What the attack is expected to end with. */
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

/** What became of an attack. */
export interface AttackResult {
  readonly saw: string;
  readonly isAsExpected: boolean;
}

/** An attack that can be tried on a Zap. */
export interface AttackView {
  readonly name: string;
  readonly family: string;
  readonly why: string;
  readonly expected: string;
  /** How it went last time. */
  readonly result?: AttackResult;
}

/** What came of sending something. */
export interface Sent {
  /** One status for each webhook that wanted the event: none where the provider holds no such webhook. */
  readonly statuses: readonly number[];
}
