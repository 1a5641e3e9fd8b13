import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import pc from 'picocolors';
import type { AppProcess } from 'zapier-local';
import packageJson from '../../package.json' with { type: 'json' };
import { senderLabel } from '../../platform/context.ts';
import type { Inputs } from '../../providers/input-fields.ts';
import { plural } from '../plural.ts';
import { askOnTerminal, confirmWrites } from './confirm.ts';
import type { Ask } from './credentials.ts';
import {
  countDeviations,
  emulatedJson,
  emulatedPage,
  isAsExpected,
  isDetected,
  runEmulators,
} from './emulated-report.ts';
import { redact } from './redact.ts';
import { countsOf, jsonReport, lineOf, markdownReport, type ReportHead } from './report.ts';
import { runLive } from './run-live.ts';
import { countLeftovers } from './webhooks.ts';

/** The options of the command. */
export interface Options {
  readonly emulated?: boolean;
  readonly event?: string;
  readonly credentials?: string;
  readonly publicUrl?: URL;
  readonly port: number;
  readonly wait: number;
  readonly yes?: boolean;
  readonly markdown?: string;
  readonly json?: string;
  readonly fixture?: string;
  readonly input?: Inputs;
}

const say = (text: string): void => console.error(text);

const write = async (path: string, content: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  say(`Wrote ${path}.`);
};

// The prompt is loaded only where it is used.
const ask: Ask = async (label, isSecret) => {
  if (!isSecret) return askOnTerminal(`${label}: `);
  const { default: password } = await import('@inquirer/password');
  return password({ message: `${label}:`, toggleMask: false }, { output: process.stderr });
};

/** Runs all emulators. Returns whether everything is as expected. */
export const runEmulated = async (app: AppProcess, { markdown, json }: Options): Promise<boolean> => {
  const results = await runEmulators(app, ({ dialect, checked, deviations }) => {
    console.log(`\n${pc.bold(dialect.title)} (emulated): ${countsOf(checked)}`);
    for (const one of checked) console.log(`  ${lineOf(one)}`);
    for (const one of deviations) {
      console.log(`  ${isDetected(one) ? pc.green('✓ detected') : pc.red('✗ not detected')}: ${one.deviation.text}`);
    }
  });
  const { all, detected } = countDeviations(results);
  console.log(
    `\n${results.length} emulated providers and dialects, ${all} deviations, ${detected} detected and named.`,
  );
  if (markdown !== undefined) await write(markdown, emulatedPage(results));
  if (json !== undefined) await write(json, emulatedJson(results));
  return results.every(isAsExpected);
};

/** Runs the app against a live provider. Returns whether no assumption fails. */
export const runOnce = async (app: AppProcess, provider: string, options: Options): Promise<boolean> => {
  const stop = new AbortController();
  process.on('SIGINT', () => {
    if (stop.signal.aborted) process.exit(1);
    stop.abort();
    say('\nDeleting webhooks. Press Ctrl-C again to stop immediately.');
  });
  const isTerminal = Boolean(process.stdin.isTTY && process.stderr.isTTY);
  const confirm = confirmWrites({ yes: options.yes ?? false, isTerminal, say });
  const dialog = { ask: isTerminal ? ask : undefined, confirm, signal: stop.signal, say };
  const { evidence, checked } = await runLive(app, { ...options, provider }, dialog);
  for (const one of checked) console.log(lineOf(one));
  console.log(`\n${countsOf(checked)}.`);
  const leftovers = countLeftovers(evidence);
  if (leftovers > 0)
    say(
      `${plural(leftovers, 'webhook')} may be left at ${senderLabel(evidence.event.provider)}. Look in its settings.`,
    );
  const head: ReportHead = {
    provider: senderLabel(evidence.event.provider),
    version: packageJson.version,
    date: new Date().toISOString().slice(0, 10),
    isPublic: options.publicUrl !== undefined,
    leftovers,
  };
  const { markdown = `build/conformance/${provider}.md`, json = `build/conformance/${provider}.json` } = options;
  await write(markdown, markdownReport(head, checked));
  await write(json, jsonReport(head, checked));
  const [delivery] = evidence.deliveries;
  if (options.fixture !== undefined) {
    if (delivery) await write(options.fixture, `${JSON.stringify(redact(delivery, evidence.siblings), null, 2)}\n`);
    else say('No event arrived, so there is no fixture.');
  }
  return checked.every(({ result }) => result !== 'does not hold');
};
