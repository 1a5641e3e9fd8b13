import type { Event } from '../../triggers/define-event.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import type { HandlerError } from '../zapier/lambda.ts';
import { headerOf } from './edit.ts';

/** Anything shorter stands in an error by chance. */
const SHORTEST = 8;

/** Keeps what no error may tell, and finds errors that do. */
export class LeakDetector {
  readonly #needles = new Map<string, string>();
  readonly #leaks = new Set<string>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets) this.add(secret);
  }

  /** Something that must not be told. */
  add(secret: string, kind = 'a secret'): void {
    // An address is no secret.
    if (secret.trim().length >= SHORTEST && !URL.canParse(secret)) this.#needles.set(secret, kind);
  }

  /** Nothing that proves a request may be told either. */
  conceals(request: SignedRequest, { provider }: Event): void {
    const { searchParams } = new URL(request.url);
    for (const name of provider.verifier.headers) {
      const values = [headerOf(request, name), searchParams.get(name) ?? ''];
      for (const value of values.flatMap((one) => one.split(/[ ,]+/))) this.add(value, 'a signature or token');
    }
  }

  /** Looks through an error as Zapier sees it. */
  hear({ message, stack }: HandlerError): void {
    const said = `${message}\n${stack}`;
    for (const [needle, kind] of this.#needles) if (said.includes(needle)) this.#leaks.add(kind);
  }

  /** What kinds of things were told. */
  get leaks(): string[] {
    return [...this.#leaks];
  }
}
