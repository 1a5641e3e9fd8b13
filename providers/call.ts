import type { Bundle, ZObject } from 'zapier-platform-core';
import type { Call } from './provider.ts';

/** What Zapier calls a function with, as providers see it. A field of the connection is a text or it is empty. */
export const callOf = (z: ZObject, { authData }: Pick<Bundle, 'authData'>): Call => ({
  z,
  auth: Object.fromEntries(Object.entries(authData ?? {}).filter(([, value]) => typeof value === 'string')),
});
