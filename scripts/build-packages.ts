import { buildPackages } from './publishing/packages.ts';
import { runScript } from './publishing/run.ts';

await runScript(buildPackages);
