import { asText } from '../../schema/json.ts';
import { headerName } from '../../verification/delivery.ts';
import { type Algorithm, type Encoding, type HmacScheme, hmacScheme } from '../../verification/scheme.ts';
import type { Inputs } from '../provider.ts';
import { type CustomField, customLabel } from './custom-fields.ts';
import type { SenderDefinition } from './sender.ts';
import { headerIn } from './source.ts';

const HEADER_NAME = /^[A-Za-z0-9][\w-]*$/;
/** Keys separated by full stops. */
const PATH = /^[^.|$[\]]+(?:\.[^.|$[\]]+)*$/;
const MAX_TOLERANCE = 3600;
const DEFAULT_TOLERANCE = 300;

const isAlgorithm = (text: string): text is Algorithm => ['sha256', 'sha512', 'sha1'].includes(text);
const isEncoding = (text: string): text is Encoding => ['hex', 'base64'].includes(text);

/** An ID or timestamp next to another part, or to a character that it may contain: text could move from one to the other. */
const TOUCHING = /[\w}-]\{(?:id|timestamp)\}|\{(?:id|timestamp)\}[\w{-]/;

/** What is wrong with a template. @param given the parts whose location the user entered */
const signedTextProblem = (text: string, given: { readonly timestamp: boolean; readonly id: boolean }) => {
  const label = customLabel('signed_text');
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
  const unknown = names.find((name) => name !== 'body' && name !== 'timestamp' && name !== 'id');
  if (unknown !== undefined) return `${label} contains {${unknown}}. Use only {body}, {timestamp} and {id}.`;
  if (names.filter((name) => name === 'body').length !== 1) return `${label} must contain {body} exactly once.`;
  if (TOUCHING.test(text))
    return `${label} must separate {timestamp} and {id} from the rest with a character such as “.” or “:”.`;
  if (names.includes('timestamp') && !given.timestamp) {
    return `${label} contains {timestamp}. Enter the name of its header in ${customLabel('timestamp_header')}.`;
  }
  if (given.timestamp && !names.includes('timestamp')) {
    return `${customLabel('timestamp_header')} is filled in, but ${label} does not contain {timestamp}. Add {timestamp} if the sender signs it, otherwise clear the header.`;
  }
  if (names.includes('id') && !given.id) {
    return `${label} contains {id}. Enter the header of the ID in ${customLabel('id_path')}, such as header:X-Event-Id.`;
  }
  return undefined;
};

/** Whether the user filters by event type. */
export const filtersByType = (inputs: Inputs): boolean =>
  [inputs['event_types']].flat().some((type) => asText(type)?.trim());

/** The description of the sender in a Zap's inputs, or what the user has to change. An accepted description always signs the body. */
export const readCustom = (inputs: Inputs): SenderDefinition | string => {
  const read = (key: CustomField): string => asText(inputs[key])?.trim() ?? '';
  const header = read('header');
  if (header === '')
    return `${customLabel('header')} is empty. Enter the name of the header that contains the signature.`;
  const timestamp = read('timestamp_header');
  const id = read('id_path');
  const idHeader = headerIn(id);
  const eventType = read('event_path');
  const names: readonly (readonly [CustomField, string | undefined])[] = [
    ['header', header],
    ['timestamp_header', timestamp || undefined],
    ['id_path', idHeader],
    ['event_path', headerIn(eventType)],
  ];
  if (timestamp !== '' && headerName(timestamp) === headerName(header)) {
    return `${customLabel('timestamp_header')} is the header of the signature. Enter the header that contains only the timestamp.`;
  }
  for (const [key, source] of [
    ['id_path', id],
    ['event_path', eventType],
  ] as const) {
    if (source !== '' && headerIn(source) === undefined && !PATH.test(source)) {
      return `${customLabel(key)} is not a path. It looks like data.id, or like header:X-Event-Id.`;
    }
  }
  const invalid = names.find(([, name]) => name !== undefined && !HEADER_NAME.test(name));
  if (invalid)
    return `${customLabel(invalid[0])} contains an invalid header name. Use only letters, digits, - and _, as in X-Signature.`;
  const algorithm = read('algorithm') || 'sha256';
  if (!isAlgorithm(algorithm)) return `${customLabel('algorithm')} must be sha256, sha512 or sha1.`;
  const encoding = read('encoding') || 'hex';
  if (!isEncoding(encoding)) return `${customLabel('encoding')} must be hex or base64.`;
  const tolerance = Number(read('tolerance') || DEFAULT_TOLERANCE);
  if (!(Number.isInteger(tolerance) && tolerance >= 1 && tolerance <= MAX_TOLERANCE)) {
    return `${customLabel('tolerance')} must be a whole number from 1 to ${MAX_TOLERANCE}.`;
  }
  const signedText = read('signed_text') || '{body}';
  const problem = signedTextProblem(signedText, { timestamp: timestamp !== '', id: Boolean(idHeader) });
  if (problem) return problem;
  if (eventType === '' && filtersByType(inputs)) {
    return `${customLabel('event_path')} is empty, so events cannot be filtered by type. Fill it in, or clear “Event Types”.`;
  }
  const signsId = signedText.includes('{id}');
  const scheme: HmacScheme = hmacScheme({
    headers: [
      {
        signature: header,
        ...(timestamp !== '' && { timestamp }),
        ...(signsId && idHeader !== undefined && { id: idHeader }),
      },
    ],
    algorithm,
    encoding,
    // A prefix may end with a space, as in `HMAC `.
    prefix: asText(inputs['prefix'])?.trimStart() ?? '',
    signedText,
    ...(timestamp !== '' && { timestamp: { in: 'header', unit: 'any', tolerance } }),
  });
  return {
    scheme,
    ...(eventType !== '' && { eventType: [eventType] }),
    ...(id !== '' && { id }),
    setup: '',
    docs: '',
    example: { id: '1', type: 'example', data: {} },
  };
};
