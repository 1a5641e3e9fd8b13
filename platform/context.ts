import type { Bundle, ZObject } from 'zapier-platform-core';

/** The values of a connection: what the user typed into its fields, and what the session step added. */
export type AuthData<Key extends string = string> = Readonly<Partial<Record<Key, string>>>;

/** Zapier's tools and the user's connection. */
export interface Session<Key extends string = string> {
  readonly z: ZObject;
  readonly auth: AuthData<Key>;
}

/** What a function that talks to a provider needs. */
export interface Context<Key extends string = string> extends Session<Key> {
  readonly provider: ConnectedProvider;
  /** Zapier must call again within this many seconds, or the delivery's signature is too old by then. */
  readonly retryWithin?: number;
}

/** A field of the connection form. */
export interface ConnectionField {
  /** Without the provider's name: an app of several providers adds it. */
  readonly label: string;
  readonly type: 'string' | 'password';
  /** Markdown; says where to find the value, with a link. */
  readonly helpText: string;
  readonly placeholder?: string;
  /**
   * Returns what is wrong with a value, as a phrase that follows the field's label, or undefined if it is valid.
   *
   * @param names the names of the field and its provider, which are never secrets
   */
  validate?(value: string, names: readonly string[]): string | undefined;
}

/** How requests to a provider's API are authorized: the scheme of the header `Authorization`, and the connection's values in it. */
export type Authorization<Key extends string = string> =
  | { readonly scheme: 'Bearer'; readonly token: Key }
  | { readonly scheme: 'Basic'; readonly username: Key; readonly password?: Key };

/** What a provider asks of the user who connects an account. */
export interface Connection<Field extends string = string, SessionField extends string = string> {
  readonly fields: Readonly<Record<Field, ConnectionField>>;
  /** Fields that only work together: one filled in requires the others. The first group is what triggers need. */
  readonly groups: readonly [readonly Field[], ...(readonly Field[])[]];
  /** The fields that the provider's API is called with: what to check when it refuses a call. */
  readonly credentials: readonly Field[];
  /** How requests to the provider's API are authorized, where a header does it. */
  readonly authorization?: Authorization<Field | SessionField>;
  /** Set where the provider's own app was released with a session: all users of the app would have to connect again to another type. */
  readonly keepsSession?: true;
  /** The value that Zapier renews when the provider answers 401, where there is one. */
  readonly session?: SessionField;
  /** Exchanges credentials for the value that `session` names. */
  openSession?(context: Context<Field | SessionField>): Promise<string>;
  /** Asks the provider whether the credentials work; throws what to do if not. Left out where the provider has no API to ask. */
  test?(context: Context<Field | SessionField>): Promise<void>;
  /** Distinguishes two connections to one provider, such as `user@brand`. */
  account?(auth: AuthData<Field>): string | undefined;
}

/** Where the secret that verifies a delivery is kept. */
export interface SecretSource<Field extends string = string> {
  /** Where a trigger finds it: in the connection, or in its own subscription. */
  readonly from: 'connection' | 'subscription';
  /** Its connection field; for a subscription's secret, the field for webhooks that the user created elsewhere. */
  readonly field: Field;
  /** The field of the previous secret during a rotation. With it, white space in a field belongs to the secret. */
  readonly previous?: Field;
}

/** Who signs the requests. */
export interface Sender {
  readonly key: string;
  readonly label: string;
}

/** What the platform layer knows about a provider. */
export interface ConnectedProvider<Field extends string = string, SessionField extends string = string> {
  /** Prefix of the keys of its fields and triggers. */
  readonly key: string;
  readonly label: string;
  readonly connection: Connection<Field, SessionField>;
  readonly secret: SecretSource<Field>;
  /** The sender that the user chose, for a provider of several. */
  readonly sender?: Sender;
  /** Other names that are never secrets, besides those of the provider and its fields. */
  readonly otherNames?: readonly string[];
  /** Set in an app that has no other provider. */
  readonly isOnlyProvider?: boolean;
}

/** The user's choice of who sends the requests. */
export const senderKey = ({ sender, key }: ConnectedProvider): string => sender?.key ?? key;

/** Who sends the requests, in messages. */
export const senderLabel = ({ sender, label }: ConnectedProvider): string => sender?.label ?? label;

const isText = (value: unknown): value is string => typeof value === 'string';

const hasOnlyTexts = (values: Readonly<Record<string, unknown>>): values is Readonly<Record<string, string>> =>
  Object.values(values).every(isText);

const textsOf = (values: Readonly<Record<string, unknown>>): AuthData =>
  // Not copied for every delivery: the values are texts, unless a session step went wrong.
  hasOnlyTexts(values)
    ? values
    : Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (isText(value) ? [[key, value]] : [])));

/** The session of a call by Zapier. A connection value is a text or absent. */
export const sessionOf = (z: ZObject, { authData }: Pick<Bundle, 'authData'>): Session => ({
  z,
  auth: textsOf(authData ?? {}),
});

/** The context of a call by Zapier that concerns one provider. */
export const contextOf = <P extends ConnectedProvider>(
  z: ZObject,
  bundle: Pick<Bundle, 'authData'>,
  provider: P,
): Context & { readonly provider: P } => ({ ...sessionOf(z, bundle), provider });
