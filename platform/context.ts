import type { Bundle, ZObject } from 'zapier-platform-core';
import type { Context } from '../providers/provider.ts';

/** What Zapier calls a function with, as providers see it. A field of the connection is a text or it is empty. */
export const contextOf = (z: ZObject, { authData }: Pick<Bundle, 'authData'>): Context => ({
  z,
  auth: Object.fromEntries(Object.entries(authData ?? {}).filter(([, value]) => typeof value === 'string')),
});
