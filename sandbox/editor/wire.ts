/** What the editor's server and its page say to each other: JSON, and nothing that only one of them knows. */

/** A field of a form, as the app's definition has it. */
export interface FieldView {
  readonly key: string;
  readonly label?: string | undefined;
  readonly type?: string | undefined;
  /** Markdown. */
  readonly helpText?: string | undefined;
  readonly required?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly default?: string | undefined;
  readonly list?: boolean | undefined;
  readonly dict?: boolean | undefined;
  readonly choices?: Readonly<Record<string, string>> | readonly unknown[] | undefined;
}

/** A trigger or an action in the list to choose from. */
export interface ActionView {
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
}

/** A trigger. */
export interface TriggerView extends ActionView {
  /** What to do in the provider's settings, Markdown: only where the app cannot subscribe by itself. */
  readonly directions?: string;
  readonly isStatic: boolean;
}

/** An event that a provider's emulator can send. */
export interface EventView {
  readonly key: string;
  readonly type: string;
  readonly label: string;
  /** The documented body, indented. */
  readonly body: string;
}

/** A provider, or the app itself for actions that belong to none. */
export interface ProviderView {
  readonly key: string;
  readonly label: string;
  /** Keys of its fields in the connection form. */
  readonly fields: readonly string[];
  /** What its emulator accepts. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly triggers: readonly TriggerView[];
  readonly creates: readonly ActionView[];
  readonly events: readonly EventView[];
}

/** The app, as Zapier would read it when it is pushed. */
export interface AppView {
  readonly name: string;
  readonly version: string;
  readonly fields: readonly FieldView[];
  readonly providers: readonly ProviderView[];
}

/** A webhook that a provider holds. */
export interface TargetView {
  readonly id: string;
  readonly url: string;
  readonly types: readonly string[] | 'every';
}

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

/** A Zap that starts with a trigger. */
export interface ZapView {
  readonly id: string;
  readonly trigger: string;
  /** Where a provider is to send its events. */
  readonly url: string;
  /** The same for a provider outside, where the user has a tunnel. */
  readonly publicUrl?: string;
  readonly isOn: boolean;
  /** It was on before. */
  readonly wasOn: boolean;
  readonly input: Readonly<Record<string, unknown>>;
  readonly inputFields: readonly FieldView[];
  /** What performSubscribe left, with what is secret covered. */
  readonly subscription?: Readonly<Record<string, unknown>>;
  /** What the provider holds for this Zap. */
  readonly targets: readonly TargetView[];
}

/** An error as Zapier would show it. */
export interface ErrorView {
  readonly name: string;
  readonly message: string;
}

/** What an action of the user came to, with the calls of the provider's API that it took. */
export interface Done<T> {
  readonly result?: T;
  readonly error?: ErrorView;
  readonly calls: readonly CallView[];
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

/** Everything that changes. */
export interface StateView {
  readonly connection?: { readonly label: string; readonly providers: readonly string[] };
  readonly zaps: readonly ZapView[];
  readonly deliveries: readonly DeliveryView[];
}

/** What the server tells by itself. */
export type Message =
  | { readonly kind: 'state'; readonly connection: StateView['connection'] | null; readonly zaps: readonly ZapView[] }
  | { readonly kind: 'delivery'; readonly delivery: DeliveryView };
