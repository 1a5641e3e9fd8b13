import pc from 'picocolors';

/** Prints the steps of a command, one line each. */
export interface Reporter {
  done(text: string): void;
  failed(text: string): void;
  /** Something to know that is neither a success nor a failure. */
  note(text: string): void;
  /** Data of the app. */
  payload(value: unknown): void;
}

const indent = (text: string): string => text.replaceAll(/^/gm, '    ');

/** Prints steps for people. */
export const humanReporter = (): Reporter => ({
  done: (text) => console.log(`${pc.green('✓')} ${text}`),
  failed: (text) => console.log(`${pc.red('✗')} ${text}`),
  note: (text) => console.log(`${pc.dim('–')} ${text}`),
  payload: (value) => console.log(indent(JSON.stringify(value, null, 2) ?? 'undefined')),
});

/** Prints nothing: the JSON object at the end contains everything. */
export const silentReporter = (): Reporter => ({
  done: () => undefined,
  failed: () => undefined,
  note: () => undefined,
  payload: () => undefined,
});

/** A number of things: `1 item`, `2 items`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
