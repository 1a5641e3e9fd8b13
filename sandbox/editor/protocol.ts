import type { CallView, DeliveryView } from './protocol-delivery.ts';

export type * from './protocol-delivery.ts';

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
