import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// All tests of verification/ in one file, for the mutation test: jest loads the modules of each file again, for every mutant. Without
// those that start a local Zapier or try many random values.
const SLOW = /-deliveries|secret-form|properties|equivalence/;

const folder = join(import.meta.dirname, '../verification');
for (const name of readdirSync(folder)) if (name.endsWith('.test.ts') && !SLOW.test(name)) require(join(folder, name));
