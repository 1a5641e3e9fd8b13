import type { Run, Zap } from '../zapier/zaps.ts';
import { errorText, toAppError } from './app-error.ts';
import { deliver } from './deliver.ts';
import type { OpenedApp } from './open-app.ts';
import { count, type Reporter } from './reporter.ts';
import type { Delivery } from './run-plan.ts';
import type { DeliveryResult } from './run-result.ts';

const toResult = ({ output, error }: Run, status = 200): DeliveryResult => ({
  status,
  output,
  ...(error && { error: toAppError(error) }),
});

const NOT_ACCEPTED: Readonly<Record<number, string>> = {
  410: 'The Zap is off, because the trigger is paused or not subscribed.',
  413: 'The body is larger than 10 MB.',
  429: 'Zapier accepts 30 requests a second and 10,000 in five minutes.',
  431: 'The URL and the headers are longer than 16 KB.',
};

const refused = (status: number): DeliveryResult => ({
  status,
  output: [],
  error: { name: 'NotAccepted', message: NOT_ACCEPTED[status] ?? `Zapier answered ${status}.` },
});

/** The deliveries to a Zap: those of files, and those that the API sent. */
export class Deliveries {
  readonly #opened: OpenedApp;
  readonly #zap: Zap;
  readonly #reporter: Reporter;
  readonly #sent: (Run | DeliveryResult)[] = [];
  readonly #shown = new Set<Run>();

  constructor(opened: OpenedApp, zap: Zap, reporter: Reporter) {
    this.#opened = opened;
    this.#zap = zap;
    this.#reporter = reporter;
  }

  /** Delivers a file and shows the output. */
  async send({ name, request }: Delivery): Promise<void> {
    const { zapier } = this.#opened;
    const { status, run } = await deliver(this.#zap, request);
    await zapier.idle();
    if (run) {
      this.#sent.push(run);
      this.#show(name, run);
      return;
    }
    // A request with the method DELETE pauses the Zap, and starts no run.
    const result = status === 200 ? { status, output: [] } : refused(status);
    this.#sent.push(result);
    this.#report(name, result);
  }

  /** Shows what the API sends from here on, as soon as the app has processed it. */
  watch(): void {
    this.#opened.zapier.onRun = (zap, run) => {
      if (zap === this.#zap && (run.isOver || run.error)) this.#show(run.request.method, run);
    };
  }

  /** The results of all deliveries: first those of files, then what the API sent. */
  async finish(): Promise<readonly DeliveryResult[]> {
    await this.#opened.zapier.idle();
    for (const run of this.#zap.runs) this.#show(run.request.method, run);
    const others = this.#zap.runs.filter((run) => !this.#sent.includes(run));
    return [...this.#sent, ...others].map((sent) => ('request' in sent ? toResult(sent) : sent));
  }

  #show(name: string, run: Run): void {
    if (this.#shown.has(run)) return;
    this.#shown.add(run);
    this.#report(name, toResult(run));
    if (!run.isOver)
      this.#reporter.note('Zapier passes it to the app again after the delay. This command does not wait.');
  }

  #report(name: string, { status, output, error }: DeliveryResult): void {
    const line = `Delivered ${name}: ${status}, ${count(output.length, 'item')}`;
    if (error) this.#reporter.failed(`${line}, ${errorText(error)}`);
    else this.#reporter.done(line);
    for (const item of output) this.#reporter.payload(item);
  }
}
