import 'zapier-platform-core';
import type { AppEvent, HandlerResult } from './outcome.ts';

// Core exports this function, but its types do not declare it.
declare module 'zapier-platform-core' {
  export function createAppHandler(app: object): (event: AppEvent) => Promise<HandlerResult>;
}
