import type { Command } from 'commander';
import { AttackTarget } from '../../config/attack-target.ts';
import type { Zap } from '../../zapier/zaps.ts';
import { type AccountOptions, addAccountOptions, type Entered, readEntered } from '../account-options.ts';
import { type AppOptions, addAppOptions } from '../app-options.ts';
import { findTrigger } from '../find-trigger.ts';
import { type OpenedApp, openApp } from '../open-app.ts';
import { count, humanReporter, type Reporter, silentReporter } from '../reporter.ts';
import { type AttackReport, runAttacks } from '../run-attacks.ts';
import { UsageError } from '../usage-error.ts';

interface AttackOptions extends AppOptions, AccountOptions {
  readonly only?: string;
  readonly json?: true;
}

/** A Zap that is on. */
const turnOn = async (opened: OpenedApp, key: string, { authData, input }: Entered): Promise<Zap> => {
  const { zapier } = opened;
  const connection = await opened.connect(authData);
  const values = await zapier.fields.withDefaults(`triggers.${key}`, connection, input);
  const zap = zapier.createZap(key, connection, values);
  if (!opened.emulatorOf(zap)?.createRequest)
    throw new UsageError(`No emulator of the configuration sends events to ${key}, so there is no request to change.`);
  await opened.turnOn(zap);
  return zap;
};

const runAll = async (
  opened: OpenedApp,
  key: string,
  entered: Entered,
  only: string,
  reporter: Reporter,
): Promise<AttackReport[]> => {
  const { attacks = [] } = opened.config;
  if (attacks.length === 0)
    throw new UsageError('The app has no attacks. Add them to zapier-local.config.ts in its folder.');
  findTrigger(await opened.zapier.definition(), key);
  const zap = await turnOn(opened, key, entered);
  reporter.done(`Connected: ${zap.connection.label}`);
  const target = new AttackTarget(opened, zap);
  const chosen = attacks.filter(
    (attack) => attack.name.toLowerCase().includes(only.toLowerCase()) && (attack.appliesTo?.(target) ?? true),
  );
  const reports = await runAttacks(chosen, target, reporter);
  await opened.turnOff(zap);
  if (chosen.length === 0) throw new UsageError(`No attack${only && ` with “${only}” in its name`} applies to ${key}.`);
  return reports;
};

const attack = async (key: string, options: AttackOptions): Promise<void> => {
  const entered = await readEntered(options);
  const reporter = options.json ? silentReporter() : humanReporter();
  const opened = await openApp(options, { onBuild: (script) => reporter.note(`Running npm run ${script}`) });
  try {
    const attacks = await runAll(opened, key, entered, options.only ?? '', reporter);
    const failed = attacks.filter(({ isOk }) => !isOk).length;
    if (options.json) console.log(JSON.stringify({ passed: attacks.length - failed, failed, attacks }, null, 2));
    else reporter[failed === 0 ? 'done' : 'failed'](`${count(attacks.length, 'attack')}, ${failed} failed`);
    if (failed > 0) process.exitCode = 1;
  } finally {
    await opened.close();
  }
};

/** Adds `zapier-local attack`. */
export const addAttack = (program: Command): void => {
  const command = program.command('attack').argument('<key>', 'key of the trigger');
  addAccountOptions(addAppOptions(command))
    .description('Run the attacks of the configuration on a trigger. Each must have its required outcome.')
    .option('--only <text>', 'only attacks with this text in their name')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  zapier-local attack new_order
  zapier-local attack new_order --only replay --json

Exit code: 0 success, 1 the app or an attack failed, 2 usage error.`,
    )
    .action(attack);
};
