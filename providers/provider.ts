import type { ApiResponse } from '../platform/api-response.ts';
import type { ConnectedProvider, Context } from '../platform/context.ts';
import type { Delivery } from '../verification/delivery.ts';
import type { Reason, Rejection } from '../verification/rejection.ts';
import type { Body, Evidence, Verified, VerifiedDelivery, Verifier } from '../verification/verify.ts';
import type { InputField, Inputs } from './input-fields.ts';

/** What subscribing returns and later calls get back: `bundle.subscribeData`. */
export interface Subscription {
  readonly id: string;
  /** Signs the subscription's deliveries. */
  readonly secret?: string;
}

/** A subscription with its own signing secret. */
export type SignedSubscription = Required<Subscription>;

/** What to subscribe to. */
export interface SubscribeRequest {
  /** The provider's name of the event. */
  readonly type: string;
  /** The Zap's webhook URL. */
  readonly url: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The provider's API for webhooks. */
export interface Subscriptions<Key extends string = string, Created extends Subscription = Subscription> {
  readonly inputs?: readonly InputField[];
  /** Registers a URL. Throws the provider's reason and what to do. */
  subscribe(context: Context<Key>, request: SubscribeRequest): Promise<Created>;
  /** Removes a registration. */
  unsubscribe(context: Context<Key>, subscription: Subscription): Promise<ApiResponse>;
}

/** What the user has to do in the provider's settings with the URL that Zapier shows. Markdown, together 12 to 1000 characters. */
export interface Directions {
  /** Shown as a numbered list. */
  readonly steps: readonly string[];
  /** Shown below the list. */
  readonly note: string;
}

/** A field that narrows down which events trigger the Zap. */
export interface Filter {
  readonly field: InputField;
  /** Checks the body before enrichment. @param input the user's choice, if any */
  matches?(body: Body, input: unknown): boolean;
  /** Checks the output after enrichment. @param input the user's choice, if any */
  matchesOutput?(output: Body, input: unknown): boolean;
}

/** What a provider's API adds to a verified delivery. */
export interface Enrichment {
  readonly fields: Body;
  /** Asks Zapier to try again. Thrown at most once for a delivery. */
  readonly retry?: Error;
  /** Refuses the delivery; otherwise `fields` are delivered. */
  readonly refusal?: Reason;
}

/** Reads from a provider's API what it adds. */
export type ReadEnrichment = () => Promise<Enrichment>;

/** The output of triggers for any sender. */
export interface Envelope extends Body {
  readonly sender: string;
  readonly event_type: string | null;
  readonly delivery_id: string;
  readonly sent_at: string | null;
  /** The complete body: a JSON value, or text if it is not JSON. */
  readonly payload: unknown;
}

/** What the user's choice of a sender determines. */
export type SenderSettings = Required<
  Pick<Provider, 'sender' | 'verifier' | 'windowWithoutId' | 'contentId' | 'toEnvelope' | 'deliveryId'>
>;

/** Several senders, one of which the user chooses in each Zap. */
export interface SenderChoice {
  /** The field with the choice. */
  readonly field: InputField & { readonly choices: Readonly<Record<string, string>> };
  /** The fields that depend on the choice. */
  fieldsFor(inputs: Inputs): Promise<readonly InputField[]>;
  /** The settings of the chosen sender, or what the user has to change. */
  configure(inputs: Inputs): SenderSettings | string | Promise<SenderSettings | string>;
}

/** What is known of a delivery without an ID. */
export interface DeliveryContent {
  readonly evidence: Evidence;
  readonly delivery: Pick<Delivery, 'body'>;
}

/** The context of a call that concerns one provider. */
export type ProviderContext = Context & { readonly provider: Provider };

interface ProviderDefinition<Field extends string, SessionField extends string>
  extends ConnectedProvider<Field, SessionField> {
  readonly verifier: Verifier;
  /** How long duplicates are recognized, in seconds: longer than the provider re-sends. */
  readonly deduplicationWindow: number;
  /** The event type in a body. `triggerType` is the type of the trigger, for providers whose URL alone determines the event. */
  eventType(body: Body, triggerType: string): string | undefined;
  /** The delivery's ID in the body. It identifies a delivery only if the verifier covers the body. */
  deliveryId?(body: Body): string | undefined;
  /** How long duplicates are recognized, in seconds, where neither the body nor the signature has an ID. */
  readonly windowWithoutId?: number;
  /** Identifies the content of a delivery that has no ID. By default a hash of its body. */
  contentId?(content: DeliveryContent): string;
  /** The senders that users can choose from, where the provider has several. */
  readonly choice?: SenderChoice;
  /** Puts a delivery into an envelope. Without it the body must be a JSON object, and the output is that object. */
  toEnvelope?(verified: VerifiedDelivery): Verified<Envelope> | Rejection;
  /** Fields that every trigger of the provider has. */
  readonly inputs?: readonly InputField[];
  /** Filters that every trigger of the provider has. */
  readonly filters?: readonly Filter[];
  /** Adds data that the delivery does not contain, directly or through a function that reads it from the API. */
  enrich?(context: Context<Field | SessionField>, type: string, body: Verified<Body>): Enrichment | ReadEnrichment;
  /** The newest records as this event would deliver them; undefined where the provider has no such list. */
  list?(context: Context<Field | SessionField>, type: string, inputs: Inputs): Promise<readonly Body[] | undefined>;
}

/** How a Zap's URL gets to the provider, and so where the signing secret can come from. */
type Setup<Field extends string, Key extends string> =
  | {
      readonly secret: { readonly from: 'subscription'; readonly field: Field };
      readonly subscriptions: Subscriptions<Key, SignedSubscription>;
      directions?: undefined;
    }
  | {
      readonly secret: { readonly from: 'connection'; readonly field: Field };
      readonly subscriptions: Subscriptions<Key>;
      directions?: undefined;
    }
  | {
      readonly secret: { readonly from: 'connection'; readonly field: Field };
      readonly subscriptions?: undefined;
      /** @param label the label of a connection field */
      directions(label: (field: Field) => string): Directions;
    };

/** Everything that shared code knows about a sender of events. A new provider is one such declaration. */
export type Provider<Field extends string = string, SessionField extends string = string> = ProviderDefinition<
  Field,
  SessionField
> &
  Setup<Field, Field | SessionField>;
