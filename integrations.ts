import type { Integration } from './app.ts';
import { basekit } from './providers/basekit/index.ts';
import { buildr } from './providers/buildr/index.ts';
import { basekitEvents } from './triggers/basekit/index.ts';
import { buildrEvents } from './triggers/buildr/index.ts';

/** Every provider with what belongs to it: the one table that lists them. */
export const integrations: readonly Integration[] = [
  { provider: basekit, events: basekitEvents },
  { provider: buildr, events: buildrEvents },
];
