/**
 * The maximum size of the zip, about 3 % above its current size. Most of it is Zapier's core, which every app contains. Give the
 * reason in the commit that raises it.
 */
export const MAX_ZIP_BYTES = 715_000;
