import packageJson from '../../package.json' with { type: 'json' };

const END = ` (Version ${packageJson.version})`;

/** A message of the app as an error has it: with the version at its end. */
export const versioned = (message: string): string => `${message}${END}`;

/** The message of an error of the app, without the version. */
export const unversioned = (message: string): string =>
  message.endsWith(END) ? message.slice(0, -END.length) : message;
