import type { Command } from 'commander';
import { schemeOf } from '../../providers/schemes.ts';
import { CAPTURE_FORMS, readCapture } from '../capture/index.ts';
import { caseOf } from '../explain/case.ts';
import { diagnose, type Finding, MISTAKE_NAMES } from '../explain/diagnose.ts';
import { readInput } from '../input.ts';
import { print, sheet, verdictLine } from '../output.ts';
import { pickProvider } from '../pick-provider.ts';
import { findSecret } from '../secret.ts';
import { secondsOf } from '../time.ts';
import { judge, type Verdict, verdictRows } from '../verdict.ts';
import { type CaptureOptions, withCapture } from './options.ts';

const NONE_FITS = `None of ${MISTAKE_NAMES.length} common mistakes fits, alone or with another. Most likely the secret is another one than the sender’s, or the body’s content was changed.`;

const findingRows = (
  verdict: Verdict,
  findings: readonly Finding[] | undefined,
): (readonly [string, string | undefined])[] => {
  if (verdict.verified) return [];
  if (!findings) {
    return [
      ['Found', NONE_FITS],
      ['To do', verdict.remedy ?? undefined],
    ];
  }
  // The signature fits, and the time is right: the proof's own reason is all there is to say.
  if (findings.length === 0) return [['To do', verdict.remedy ?? undefined]];
  return findings.flatMap(({ name, what, remedy }) => [
    ['Found', `${what} (${name})`],
    ['To do', remedy],
  ]);
};

/** Adds `explain`, which names the mistake that keeps a request from being verified. */
export const addExplain = (program: Command): void => {
  withCapture(
    program
      .command('explain')
      .description('Find out why a recorded request is not verified, by trying common mistakes.'),
  )
    .addHelpText(
      'after',
      `\n${CAPTURE_FORMS}\n\nLooks for: ${MISTAKE_NAMES.join(', ')}.\n\nExit code: 0 verified, 1 not verified, 2 wrong usage.`,
    )
    .action(async (file: string | undefined, options: CaptureOptions) => {
      const capture = readCapture(await readInput(file), options.entry);
      const provider = pickProvider(capture, options.provider);
      const secret = await findSecret(provider, options.secretFile);
      const verdict = judge(provider, capture, secret, options.now);
      const made = caseOf(schemeOf(provider.key), capture, secret.text);
      const findings = verdict.verified ? [] : diagnose(made, secondsOf(new Date(verdict.checkedAt)));
      const heading = verdictLine(
        verdict.verified,
        verdict.verified
          ? `Verified: ${provider.label}. There is nothing to explain.`
          : `Not verified: ${provider.label}`,
      );
      const result = { ...verdict, explained: findings !== undefined, findings: findings ?? [] };
      print(options.json, result, sheet(heading, [...verdictRows(verdict), ...findingRows(verdict, findings)]));
      process.exitCode = verdict.verified ? 0 : 1;
    });
};
