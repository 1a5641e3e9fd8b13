import type { CallView, DeliveryView } from './protocol-delivery.ts';

export type * from './protocol-delivery.ts';

// The JSON that the editor's server and its page exchange.

/** A field of a form, from the app's definition. */
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
  /** Whether other fields depend on its value. */
  readonly altersDynamicFields?: boolean | undefined;
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
  /** What to do in the provider's settings, in Markdown; only for static webhooks. */
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

/** A provider, or a group of actions that belong to none. */
export interface ProviderView {
  readonly key: string;
  readonly label: string;
  /** Keys of its fields in the connection form. */
  readonly fields: readonly string[];
  /** The credentials of its emulator. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly triggers: readonly TriggerView[];
  readonly creates: readonly ActionView[];
  readonly events: readonly EventView[];
}

/** The app's definition. */
export interface AppView {
  readonly name: string;
  readonly version: string;
  readonly fields: readonly FieldView[];
  readonly providers: readonly ProviderView[];
}

/** A webhook at a provider. */
export interface TargetView {
  readonly id: string;
  readonly url: string;
  readonly types: readonly string[] | 'every';
}

/** A Zap. */
export interface ZapView {
  readonly id: string;
  readonly trigger: string;
  /** The webhook URL for emulators. */
  readonly url: string;
  /** The webhook URL for a real provider, if there is a tunnel. */
  readonly publicUrl?: string;
  readonly isOn: boolean;
  /** Whether it has ever been on. */
  readonly wasOn: boolean;
  readonly input: Readonly<Record<string, unknown>>;
  readonly inputFields: readonly FieldView[];
  /** The result of `performSubscribe`, with secrets masked. */
  readonly subscription?: Readonly<Record<string, unknown>>;
  /** The provider's webhooks for this Zap. */
  readonly targets: readonly TargetView[];
}

/** An error as Zapier shows it. */
export interface ErrorView {
  readonly name: string;
  readonly message: string;
}

/** The result of a task of the user, with the app's calls of the provider's API. */
export interface Done<T> {
  readonly result?: T;
  readonly error?: ErrorView;
  readonly calls: readonly CallView[];
  readonly milliseconds: number;
}

/** The state of the editor. */
export interface StateView {
  readonly connection?: { readonly label: string; readonly providers: readonly string[] };
  readonly zaps: readonly ZapView[];
  readonly deliveries: readonly DeliveryView[];
}

/** A server-sent event. */
export type Message =
  | { readonly kind: 'state'; readonly connection: StateView['connection'] | null; readonly zaps: readonly ZapView[] }
  | { readonly kind: 'delivery'; readonly delivery: DeliveryView };
