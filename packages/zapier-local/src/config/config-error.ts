/** A configuration that cannot be used. The message says why, and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
