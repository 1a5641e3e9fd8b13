/** What the caller has to put right before a command can do its work: shown without a stack, with exit code 2. */
export class Problem extends Error {
  override readonly name = 'Problem';
}
