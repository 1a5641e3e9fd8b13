import { relative } from 'node:path';

/** Milliseconds. The slowest file takes about a minute on an idle machine. */
const LIMIT = 10 * 60_000;

interface TestFile {
  readonly path: string;
}

/** A reporter that ends jest when a test file takes too long: the runner has no timeouts, so a test may wait forever. */
export default class TimeLimit {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  onTestFileStart({ path }: TestFile): void {
    const end = () => {
      console.error(`${relative('.', path)} has not ended after ${LIMIT / 60_000} minutes.`);
      process.exit(1);
    };
    this.#timers.set(path, setTimeout(end, LIMIT));
  }

  onTestFileResult({ path }: TestFile): void {
    clearTimeout(this.#timers.get(path));
  }
}
