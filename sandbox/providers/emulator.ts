import type { OutgoingRequest } from 'zapier-local';
import type { Scheme } from '../../verification/scheme.ts';
import type { ApiCall } from './api.ts';
import type { FaultRule } from './faults.ts';

/** A request to a webhook URL, signed as the provider signs it. Attacks change it before it is sent. */
export interface SignedRequest extends OutgoingRequest {
  readonly body: string;
}

/** A URL that a provider sends events to. */
export interface Target {
  readonly id: string;
  readonly url: string;
  /** The types of events that it receives. */
  readonly types: readonly string[] | 'every';
  /** Signs its deliveries, or is sent with them as a token. */
  readonly secret: string;
  /** How its deliveries are signed, where the webhooks of a provider differ in that. */
  readonly scheme?: Scheme;
}

/** Overrides for a re-send. */
export interface SignOptions {
  /** The delivery's ID. */
  readonly id?: string;
  readonly at?: Date;
}

/** An attempt to deliver an event. */
export interface Attempt {
  readonly target: Target;
  readonly request: SignedRequest;
  /** The response status, or 0 without a response. */
  readonly status: number;
}

/** A local provider: its API, its settings page and its webhooks. */
export interface Emulator {
  readonly key: string;
  readonly url: string;
  /** The values for the connection form. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Environment variables that point the app to this emulator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its current webhooks. */
  readonly targets: readonly Target[];
  /** The path of its API for webhooks, where it has one. */
  readonly webhooksPath?: string;
  /** Requests to its API, newest last. */
  readonly calls: readonly ApiCall[];
  /** Makes its API fail. */
  fault: FaultRule;
  /** Signs a body for a target as the provider does. */
  sign(target: Target, type: string, body: string, options?: SignOptions): SignedRequest;
  /** Whether it documents re-sends of failed deliveries. */
  readonly resends: boolean;
  /** Sends an event to every target for its type, with the provider's schedule of re-sends. */
  send(type: string, body: string): Promise<readonly Attempt[]>;
  /** Changes an event's body so that it names a record with this ID. */
  withRecord?(body: string, id: unknown): string;
  /** Changes an event's body so that it names a record of another customer. */
  fromOtherAccount?(body: string): string;
  /** Adds a URL in the settings page of a provider without a subscription API. @param scheme how the Zap expects requests to be signed */
  addTarget?(url: string, scheme: Scheme): Target;
  removeTarget?(id: string): void;
  close(): Promise<void>;
}

/** Whether a status means that the delivery was received. */
export const isAccepted = (status: number): boolean => status >= 200 && status < 300;
