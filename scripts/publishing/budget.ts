/**
 * The most bytes that the zip may have: about 3 % over what it has now. Most of it is Zapier's own core, which an app
 * without any trigger carries too. Raise it only for something that is worth the bytes, and say so in the commit.
 */
export const MOST_ZIP_BYTES = 715_000;
