/** A problem that the user of the page can fix. Its message says how. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
