import type { HandlerError } from 'zapier-local';
import type { Event } from '../../triggers/define-event.ts';
import { parametersOf } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { headerOf } from './edit.ts';
import { headerNames } from './scheme-properties.ts';

/** Characters. A shorter text may be in an error by chance. */
const SHORTEST = 8;

/** Collects what no error may contain, and finds errors that contain it. */
export class LeakDetector {
  readonly #secrets = new Map<string, string>();
  readonly #leaks = new Set<string>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets) this.add(secret);
  }

  /** Adds a text that no error may contain. */
  add(secret: string, kind = 'a secret'): void {
    // A URL is not secret.
    if (secret.trim().length >= SHORTEST && !URL.canParse(secret)) this.#secrets.set(secret, kind);
  }

  /** Adds the signatures and tokens of a request: with them, it could be sent again. */
  addSignatures(request: SignedRequest, { provider }: Event): void {
    const { scheme } = provider.verifier;
    const { searchParams } = new URL(request.url);
    const values = [
      ...headerNames(scheme).map((name) => headerOf(request, name)),
      ...parametersOf(scheme).map((name) => searchParams.get(name) ?? ''),
    ];
    // An attack may use a name as the token. Errors contain names.
    const names = [provider.label, ...Object.values(provider.connection.fields).map(({ label }) => label)].join(' ');
    for (const value of values.flatMap((list) => list.split(/[\s,;=]+/)))
      if (!names.includes(value)) this.add(value, 'a signature or token');
  }

  /** Searches an error as Zapier gets it. */
  inspect({ message, stack }: HandlerError): void {
    const text = `${message}\n${stack}`;
    for (const [secret, kind] of this.#secrets) if (text.includes(secret)) this.#leaks.add(kind);
  }

  /** The kinds of secrets that errors contained. */
  get leaks(): string[] {
    return [...this.#leaks];
  }
}
