import { integrations } from '../../../integrations.ts';
import { camelCase, wordsOf } from './words.ts';

/** The schemes that a generated provider can have, with what the question says about them. */
export const SCHEMES = {
  hex: 'HMAC-SHA256 of the raw body, in hex, in a header',
  base64: 'HMAC-SHA256 of the raw body, in base64, in a header',
  standard_webhooks: 'Standard Webhooks or Svix',
  header_token: 'a secret token in a header that the user adds',
  url_token: 'a secret token in the URL that the user adds',
} as const;

/** How URLs get to a provider, and where the secret comes from. */
export const SETUPS = {
  settings: 'the user pastes the URL into the provider’s settings',
  api: 'the Zap creates a webhook by API; one secret for all webhooks, in the connection',
  api_creates_secret: 'the Zap creates a webhook by API and sends a new secret with it',
  api_issues_secret: 'the Zap creates a webhook by API, whose response contains a secret',
} as const;

/** Whether a text is a scheme. */
export const isScheme = (text: string): text is keyof typeof SCHEMES => Object.hasOwn(SCHEMES, text);

/** Whether a text is a setup. */
export const isSetup = (text: string): text is keyof typeof SETUPS => Object.hasOwn(SETUPS, text);

/** What a developer says about a new provider. */
export interface ProviderAnswers {
  readonly key: string;
  readonly label: string;
  /** The address of the provider's documentation of webhooks. */
  readonly docs: string;
  readonly scheme: keyof typeof SCHEMES;
  /** The header or query parameter with the signature or token. */
  readonly name: string;
  /** What precedes the signature in the header, such as `sha256=`. */
  readonly prefix: string;
  readonly setup: keyof typeof SETUPS;
  /** The field in the body with the event type. */
  readonly typeField: string;
  /** The address of the API, for a setup by API. */
  readonly api: string;
  /** The path in the API that is read to check the API key. */
  readonly testPath: string;
  /** The path in the API for all webhooks. */
  readonly webhooksPath: string;
}

/** The answers with the names that the files use. */
export interface ProviderNames extends ProviderAnswers {
  /** `acmeShop` for `acme_shop`. */
  readonly variable: string;
  /** `AcmeShop`. */
  readonly type: string;
  /** `acme-shop`. */
  readonly folder: string;
  /** The connection field with the secret. */
  readonly secretField: string;
  readonly isToken: boolean;
  readonly hasApi: boolean;
}

/** Adds the names that follow from the answers. */
export const namesOf = (answers: ProviderAnswers): ProviderNames => {
  const words = wordsOf(answers.key);
  const isToken = answers.scheme === 'header_token' || answers.scheme === 'url_token';
  return {
    ...answers,
    variable: camelCase(words),
    type: camelCase(['', ...words]),
    folder: words.join('-'),
    secretField: `${answers.key}_${isToken ? 'webhook_token' : 'webhook_secret'}`,
    isToken,
    hasApi: answers.setup !== 'settings',
  };
};

const isHttps = (text: string): boolean => URL.canParse(text) && /^https:\/\/[^\s"'`\\()]+$/.test(text);

/** What is wrong with an answer, or undefined. */
export const problemWith = (name: keyof ProviderAnswers, value: string): string | undefined => {
  switch (name) {
    case 'key':
      if (!/^[a-z][a-z\d]*(_[a-z\d]+)*$/.test(value)) return 'A key has lower-case letters, digits and underscores.';
      return integrations.some(({ provider }) => provider.key === value) ? `There is already a ${value}.` : undefined;
    case 'label':
      return /^[\p{Lu}\d][\p{L}\d .&-]*$/u.test(value) ? undefined : 'A label starts with a capital letter.';
    case 'docs':
    case 'api':
      return isHttps(value) ? undefined : 'The address must start with https://.';
    case 'name':
      return /^[A-Za-z][\w-]*$/.test(value) ? undefined : 'A name has letters, digits and hyphens.';
    case 'typeField':
      return /^[A-Za-z_]\w*$/.test(value) ? undefined : 'Enter the name of one field, such as type.';
    case 'prefix':
      return /^[\w.:=,-]*$/.test(value) ? undefined : 'Enter a prefix such as sha256=, or nothing.';
    case 'testPath':
    case 'webhooksPath':
      return /^[A-Za-z\d][\w-]*(\/[\w-]+)*$/.test(value) ? undefined : 'Enter a path such as me or v1/account.';
    case 'scheme':
      return isScheme(value) ? undefined : `Choose one of ${Object.keys(SCHEMES).join(', ')}.`;
    case 'setup':
      return isSetup(value) ? undefined : `Choose one of ${Object.keys(SETUPS).join(', ')}.`;
    default:
      return name satisfies never;
  }
};
