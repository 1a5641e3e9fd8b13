import { createApp } from './app.ts';
import { integrations } from './integrations.ts';

/** The whole app, as Zapier runs it. */
export default createApp(integrations);
