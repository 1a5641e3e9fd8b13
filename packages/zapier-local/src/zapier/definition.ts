/** The part of an app's serialized definition that a local Zapier reads. Functions are replaced by texts: see {@link isFunction}. */
export interface Definition {
  /** The version of the app. */
  readonly version: string;
  /** Missing if the app needs no account. */
  readonly authentication?: Authentication;
  /** REST hooks, static webhooks and polling triggers. Hidden ones, and those of resources, are among them. */
  readonly triggers: Readonly<Record<string, Action>>;
  readonly searches: Readonly<Record<string, Action>>;
  readonly creates: Readonly<Record<string, Action>>;
  readonly searchOrCreates: Readonly<Record<string, SearchOrCreate>>;
  readonly flags: Readonly<Record<string, unknown>>;
}

/** A trigger, a search or a create. */
export interface Action {
  readonly key: string;
  readonly noun: string;
  readonly display: {
    readonly label: string;
    readonly description: string;
    readonly directions?: string;
    /** Whether users cannot select it: it fills a dropdown, or only old Zaps have it. */
    readonly hidden?: boolean;
  };
  readonly operation: Readonly<Record<string, unknown>>;
}

/** A search that creates what it does not find. */
export interface SearchOrCreate {
  readonly key: string;
  /** The keys of its actions. */
  readonly search: string;
  readonly create: string;
}

/** How users connect an account. */
export interface Authentication {
  /** `basic`, `custom`, `digest`, `oauth1`, `oauth2` or `session`. */
  readonly type: string;
  readonly fields: readonly AuthField[];
  /** A text with variables, a function or a request. */
  readonly connectionLabel?: unknown;
  readonly oauth2Config?: OAuth2Config;
}

/** A field of the form in which users connect an account, or a value that a step of the authentication adds. */
export interface AuthField {
  readonly key: string;
  readonly label: string;
  /** True unless the app says otherwise. */
  readonly required: boolean;
  /** Whether a step of the authentication returns it, so that users do not see it. */
  readonly computed: boolean;
  readonly default?: string;
}

/** The settings of OAuth 2. */
export interface OAuth2Config {
  readonly refreshAccessToken?: unknown;
  readonly scope?: string;
  readonly codeParam?: string;
  readonly autoRefresh: boolean;
  readonly enablePkce: boolean;
}

/** The three kinds of actions, as the definition names them. */
export type ActionKind = 'triggers' | 'searches' | 'creates';

/** The name of an action, such as `triggers.new_order`. */
export type ActionName = `${ActionKind}.${string}`;

const FUNCTION = /^\$func\$\d+\$[tf]\$$/;

/** Whether a value of the definition is a function: core writes its number of parameters, such as `$func$2$f$`. */
export const isFunction = (value: unknown): boolean => typeof value === 'string' && FUNCTION.test(value);

/** Whether a value is a function or a request, which core can call. */
export const isCallable = (value: unknown): boolean =>
  isFunction(value) || (typeof value === 'object' && value !== null && 'url' in value);
