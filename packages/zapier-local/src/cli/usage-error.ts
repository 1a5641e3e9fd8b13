/** An error that the caller can fix: printed without a stack, with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
