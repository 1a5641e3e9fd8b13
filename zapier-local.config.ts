import { defineConfig } from 'zapier-local';
import { selectIntegrations } from './integrations.ts';
import { attackPlugIns } from './sandbox/attacks/plug-ins.ts';
import { isPayloadComplete } from './sandbox/checks.ts';
import { emulatorsOf } from './sandbox/emulators.ts';

/** The emulators, attacks and checks of this app for the command zapier-local. */
export default defineConfig({
  emulators: emulatorsOf(selectIntegrations()),
  attacks: attackPlugIns,
  checks: [isPayloadComplete],
});
