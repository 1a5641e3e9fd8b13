import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import packageJson from '../package.json' with { type: 'json' };

const { dependencies, devDependencies } = packageJson;

const COMPARED = ['svix', 'standardwebhooks', 'stripe', '@octokit/webhooks-methods', 'tinybench'] as const;

/** The machine and the versions that the figures depend on. */
export const describeMachine = (): readonly (readonly [name: string, value: string])[] => [
  ['Date', new Date().toISOString().slice(0, 10)],
  ['Processor', `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`],
  ['Memory', `${Math.round(totalmem() / 1024 ** 3)} GB`],
  ['System', `${platform()} ${arch()}`],
  ['Node', `${process.version}, OpenSSL ${process.versions.openssl}`],
  ['zapier-platform-core', dependencies['zapier-platform-core']],
  ['zod', dependencies.zod],
  ...COMPARED.map((name) => [name, devDependencies[name]] as const),
];
