import 'zapier-platform-core';
import type { Handler } from './lambda.ts';

// Core exports this function; its types leave it out.
declare module 'zapier-platform-core' {
  export function createAppHandler(app: object): Handler;
}
