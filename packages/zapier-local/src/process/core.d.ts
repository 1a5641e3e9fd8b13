import 'zapier-platform-core';
import type { Handler } from './outcome.ts';

// Core exports this function, but its types do not declare it.
declare module 'zapier-platform-core' {
  export function createAppHandler(app: object): Handler;
}
