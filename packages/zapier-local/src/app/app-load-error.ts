/** An app that cannot be loaded. The message says why, and what to do. */
export class AppLoadError extends Error {
  override readonly name = 'AppLoadError';
}
