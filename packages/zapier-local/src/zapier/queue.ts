/** Runs tasks one after the other. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  /** Adds a task. Resolves with its result. */
  add<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    // A task that fails does not stop the tasks after it.
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when no task is left, including those that were added meanwhile. */
  async idle(): Promise<void> {
    let seen: Promise<unknown> | undefined;
    while (seen !== this.#last) {
      seen = this.#last;
      await seen;
    }
  }
}
