/** The part of an app's serialized definition that a local Zapier reads. */
export interface Definition {
  readonly authentication: { readonly fields: readonly { readonly key: string; readonly label: string }[] };
  readonly triggers: Readonly<Record<string, Action>>;
  readonly creates: Readonly<Record<string, Action>>;
}

/** A trigger or an action, with functions replaced by their names. */
export interface Action {
  readonly key: string;
  readonly noun: string;
  readonly display: { readonly label: string; readonly description: string; readonly directions?: string };
  readonly operation: Readonly<Record<string, unknown>>;
}
