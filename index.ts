import { createApp } from './app.ts';
import { integrations } from './integrations.ts';

/** The app with all providers, as Zapier runs it. */
export default createApp(integrations);
