import type { ApiCall } from './api.ts';
import type { FaultRule } from './faults.ts';

/** A request on its way to a hook, signed as the provider signs. Attacks change it before it is sent. */
export interface SignedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A URL that a provider sends events to. */
export interface Target {
  readonly id: string;
  readonly url: string;
  /** The names of the events that go there; every event where the provider cannot choose. */
  readonly types: readonly string[] | 'every';
  /** What signs its deliveries, or travels with them. */
  readonly secret: string;
}

/** How a delivery differs from a new one that is sent now. */
export interface SignOptions {
  /** The delivery's id, on a re-send. */
  readonly id?: string;
  readonly at?: Date;
}

/** One try to deliver something, and what came of it. */
export interface Attempt {
  readonly target: Target;
  readonly request: SignedRequest;
  /** The status that came back, or 0 when nothing did. */
  readonly status: number;
}

/** A provider on this machine: its API, its settings page and its sender. */
export interface Emulator {
  readonly key: string;
  readonly url: string;
  /** What a user of it would type into the connection form. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Settings that point the app to this emulator in place of the provider. */
  readonly environment: Readonly<Record<string, string>>;
  /** The webhooks it holds now. */
  readonly targets: readonly Target[];
  /** Requests that its API saw, newest last, without headers. */
  readonly calls: readonly ApiCall[];
  /** Lets its API fail. */
  fault: FaultRule;
  /** Signs a body for a target as the provider would. */
  sign(target: Target, type: string, body: string, options?: SignOptions): SignedRequest;
  /** Whether its documents say that it sends again what was not taken. */
  readonly resends: boolean;
  /** Sends an event to every target that wants it, on the provider's own schedule of re-sends. */
  send(type: string, body: string): Promise<readonly Attempt[]>;
  /** Makes an event name a record that exists, but in another customer's account. */
  ofAnother?(body: string): string;
  /** What a user does in the settings page of a provider without a subscription API. */
  addTarget?(url: string): Target;
  removeTarget?(id: string): void;
  close(): Promise<void>;
}

const PATIENCE = 30_000;

/** Sends a request and says the status that came back, 0 when nothing did. */
export const post = async (
  { url, method, headers, body }: Omit<SignedRequest, 'body'> & { readonly body: string | Uint8Array<ArrayBuffer> },
  patience = PATIENCE,
): Promise<number> => {
  try {
    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(patience), redirect: 'manual' };
    const response = await fetch(url, method === 'GET' || method === 'HEAD' ? init : { ...init, body });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
};

/** Whether a status tells the sender that the delivery arrived. */
export const isAccepted = (status: number): boolean => status >= 200 && status < 300;
