import { spawn } from 'node:child_process';
import { AppLoadError } from './app-load-error.ts';
import type { Manifest } from './manifest.ts';

const MAX_LINES = 30;
const MAX_OUTPUT = 100_000;
const MINUTES = 5;
/** Such a script packages the app for Zapier's servers, and does not compile it. */
const PACKAGES = /^(?:npx )?zapier(?:-platform)? (?:build|push|upload)\b[^&|;]*$/;

/** Zapier's CLI runs the first. Apps made from Zapier's older templates have the second. */
const SCRIPTS = ['_zapier-build', 'zapier-build', 'build'];

/** The script that builds an app. */
export const findBuildScript = ({ scripts }: Manifest): string | undefined =>
  SCRIPTS.find((name) => {
    const script = scripts[name];
    return typeof script === 'string' && !PACKAGES.test(script.trim());
  });

const isWindows = process.platform === 'win32';

/** Runs a script of an app's `package.json`. */
export const runBuildScript = (root: string, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(isWindows ? 'npm.cmd' : 'npm', ['run', '--silent', name], {
      cwd: root,
      shell: isWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000 * MINUTES,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-MAX_OUTPUT);
      });
    }
    child.once('error', (error) => reject(new AppLoadError(`npm could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve();
      const end = signal === null ? `exit code ${code}` : `ended after ${MINUTES} minutes`;
      const lines = output.trimEnd().split('\n').slice(-MAX_LINES).join('\n');
      reject(new AppLoadError(`The script “${name}” of ${root} failed (${end}).\n${lines}`.trimEnd()));
    });
  });
