import { isDocumentedOutput } from '../../scripts/docs/documented-commands.ts';
import type { Ran } from './page-runner.ts';

/** Whether a command starts a tool that takes long. `.ci/run` compares its output: see scripts/documented.ts. */
export const isLong = ({ calls }: Ran): boolean =>
  calls.some(({ program, args }) => program === 'npm' && !args.includes('hook'));

/** What is wrong with the result of a command. A documented ✗ is the exit code 1. */
export const mistakesIn = (ran: Ran): readonly string[] => {
  const { command, code, output } = ran;
  const at = `${command.page}:${command.line}`;
  const expected = command.output.startsWith('✗') ? 1 : 0;
  if (code !== expected) return [`${at} exits with ${code}: ${command.text}\n${output}`];
  if (!command.output || isLong(ran) || isDocumentedOutput(output, command.output)) return [];
  return [`${at} prints another output: ${command.text}\n${output}`];
};
