import { type ProviderAnswers, SCHEMES, SETUPS } from './answers.ts';

const choicesOf = (choices: Readonly<Record<string, string>>): string =>
  Object.entries(choices)
    .map(([value, text]) => `\n  ${value.padEnd(18)} ${text}`)
    .join('');

/** A question about a new provider. */
export interface Question {
  readonly text: string;
  readonly initial?: string;
  /** Whether the initial answer applies without a terminal. */
  readonly isOptional?: boolean;
  /** Whether the earlier answers make it unnecessary. */
  isUnneeded?(earlier: Readonly<Partial<Record<keyof ProviderAnswers, string>>>): boolean;
}

/** The questions that `new-provider` asks. */
export const QUESTIONS: Readonly<Record<keyof ProviderAnswers, Question>> = {
  key: { text: 'Key, such as acme_shop' },
  label: { text: 'Name, such as Acme Shop' },
  docs: { text: 'Address of its documentation of webhooks' },
  scheme: { text: `How requests are signed:${choicesOf(SCHEMES)}\nScheme`, initial: 'hex' },
  name: {
    text: 'Header with the signature or token; for url_token, the query parameter',
    isUnneeded: ({ scheme }) => scheme === 'standard_webhooks',
  },
  prefix: {
    text: 'What precedes the signature in the header, such as sha256=; empty for nothing',
    isOptional: true,
    isUnneeded: ({ scheme }) => scheme !== 'hex' && scheme !== 'base64',
  },
  typeField: { text: 'Field in the body with the event type', initial: 'type' },
  setup: { text: `How it gets the URL of a Zap:${choicesOf(SETUPS)}\nSetup`, initial: 'settings' },
  api: { text: 'Address of its API, without the path', isUnneeded: ({ setup }) => setup === 'settings' },
  testPath: {
    text: 'Path in its API that any API key may read with GET',
    initial: 'webhooks',
    isUnneeded: ({ setup }) => setup === 'settings',
  },
  webhooksPath: {
    text: 'Path in its API that creates webhooks with POST',
    initial: 'webhooks',
    isOptional: true,
    isUnneeded: ({ setup }) => setup === 'settings',
  },
};
