import type { ZObject } from 'zapier-platform-core';
import type { ApiResponse } from '../platform/api-response.ts';
import type { Reason } from '../verification/rejection.ts';
import type { Body, Verified, Verifier } from '../verification/verify.ts';

/** What the user typed into the connection form, and what the session step added. */
export type AuthData = Readonly<Record<string, string | undefined>>;

/** What a function that talks to a provider needs: Zapier's tools and the user's connection. */
export interface Context {
  readonly z: ZObject;
  readonly auth: AuthData;
  /** How many seconds Zapier may wait before it calls again: after that the delivery would count as too old. */
  readonly retryWithin?: number;
}

/** A field of the connection form. */
export interface ConnectionField {
  readonly key: string;
  readonly label: string;
  readonly type: 'string' | 'password';
  /** Markdown; says where to find the value, with a link. */
  readonly helpText: string;
  readonly placeholder?: string;
  /** Says what is wrong with a value, in words that follow the field's label; nothing when it is fine. */
  validate?(value: string): string | undefined;
}

/** What a provider asks of the user who connects an account. */
export interface Connection {
  readonly fields: readonly ConnectionField[];
  /** Keys of fields that only work together: one filled in asks for the others. The first group is what triggers need. */
  readonly groups: readonly (readonly string[])[];
  /** Keys of the fields that the provider's API is called with: what to check when it refuses a call. */
  readonly credentials: readonly string[];
  /** The session field that Zapier renews when the provider answers 401, where there is one. */
  readonly session?: string;
  /** Exchanges credentials for what `session` names. */
  openSession?(call: Context): Promise<string>;
  /** Asks the provider whether the credentials work: throws what to do if not. Left out where nothing can be asked. */
  test?(call: Context): Promise<void>;
  /** Tells two connections to one provider apart, such as `user@brand`. */
  account?(auth: AuthData): string | undefined;
}

/** What a subscription keeps for its deliveries and its end: `bundle.subscribeData`. */
export interface Subscription {
  readonly id: string;
  readonly secret?: string;
}

/** What to subscribe to. */
export interface SubscribeRequest {
  readonly type: string;
  readonly url: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The provider's endpoint for webhooks. */
export interface Subscriptions {
  readonly inputs?: readonly InputField[];
  /** Registers a URL; throws what the provider said and what to do. */
  subscribe(call: Context, request: SubscribeRequest): Promise<Subscription>;
  /** Takes a registration back. */
  unsubscribe(call: Context, id: string): Promise<ApiResponse>;
}

/** A field of a trigger's or an action's set-up form. */
export interface InputField {
  readonly key: string;
  readonly label: string;
  readonly type: 'string' | 'text' | 'boolean' | 'integer' | 'datetime';
  readonly helpText: string;
  readonly list?: boolean;
  readonly default?: string;
  readonly choices?: Readonly<Record<string, string>>;
}

/** A field with which the user narrows down which events start the Zap. */
export interface Filter {
  readonly field: InputField;
  /** @param input what the user chose, possibly nothing */
  matches(body: Body, input: unknown): boolean;
}

/** What reading the provider's API makes of a proven delivery. */
export type Enrichment =
  | { readonly kind: 'add'; readonly fields: Body }
  /** Cannot be read now: the error asks Zapier for one more try, and `otherwise` is added when that fails too. */
  | { readonly kind: 'again'; readonly error: Error; readonly otherwise: Body }
  /** The API says that this cannot be. */
  | { readonly kind: 'refuse'; readonly reason: Reason }
  /** Only the owner of the connection can mend this. */
  | { readonly kind: 'stop'; readonly error: Error };

/** Where the secret that proves a delivery is kept. */
export interface SecretSource {
  /** Where a trigger finds it: in the connection, or in what its own subscription kept. */
  readonly from: 'connection' | 'subscription';
  /** The connection field of it; for a subscription's, the field for webhooks that the user made elsewhere. */
  readonly field: string;
}

/** How a URL gets to the provider. */
interface SetUp {
  /** By its API; then nobody has to be directed. */
  readonly subscriptions: Subscriptions;
  /** What the user has to click in the provider's settings, beside the URL that Zapier shows: 12 to 1000 characters of Markdown. */
  readonly directions: string;
}
type AtLeastOne<T> = { [Key in keyof T]: Pick<T, Key> & Partial<T> }[keyof T];

/** Everything that shared code has to know about who sends events. Adding a provider is filling in one of these. */
export type Provider = ProviderDefinition & AtLeastOne<SetUp>;

interface ProviderDefinition {
  /** Stands before every key of its fields and triggers. */
  readonly key: string;
  readonly label: string;
  readonly connection: Connection;
  readonly verifier: Verifier;
  readonly secret: SecretSource;
  /** How long a delivery is remembered, in seconds: longer than the provider goes on re-sending it. */
  readonly deduplicationWindow: number;
  /** The event's name in a body, or `own`, the trigger's, where the URL itself says which event it is. */
  eventType(body: Body, own: string): string | undefined;
  /** The delivery's id where the body holds a better one than the proof found. */
  deliveryId?(body: Body): string | undefined;
  /** Filters that every trigger of the provider has. */
  readonly filters?: readonly Filter[];
  /** Reads what a thin delivery leaves out. */
  enrich?(call: Context, type: string, body: Verified<Body>): Promise<Enrichment>;
  /** The newest real records as this event would deliver them; nothing where the provider cannot be asked. */
  list?(call: Context, type: string): Promise<readonly Body[] | undefined>;
}
