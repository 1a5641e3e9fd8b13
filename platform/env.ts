/**
 * Reads a setting of the deployment (`zapier-platform env:set`), at the time of the call so that nothing depends on it at import.
 *
 * @param fallback what holds when it is not set
 */
export const env = (name: string, fallback: string): string => process.env[name]?.trim() || fallback;

/** Joins an address and a path, whichever of them has the slash. */
export const joinUrl = (root: string, path: string): string =>
  `${root.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
