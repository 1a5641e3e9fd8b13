import { asText } from '../../schema/json.ts';
import { headerName } from '../../verification/delivery.ts';
import { type Algorithm, type Encoding, type HmacScheme, hmacScheme } from '../../verification/scheme.ts';
import type { Inputs } from '../input-fields.ts';
import { type CustomField, customLabel } from './custom-fields.ts';
import type { SenderDescription } from './sender.ts';
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

type Read = (key: CustomField) => string;

const headerProblem = (key: CustomField, name: string | undefined): string | undefined =>
  name === undefined || HEADER_NAME.test(name)
    ? undefined
    : `${customLabel(key)} contains an invalid header name. Use only letters, digits, - and _, as in X-Signature.`;

const sourceProblem = (key: CustomField, source: string): string | undefined =>
  source === '' || headerIn(source) !== undefined || PATH.test(source)
    ? headerProblem(key, headerIn(source))
    : `${customLabel(key)} is not a path. It looks like data.id, or like header:X-Event-Id.`;

/** What is wrong with the places where the user says that something is. */
const placesProblem = (read: Read): string | undefined => {
  const [header, timestamp] = [read('header'), read('timestamp_header')];
  if (header === '') {
    return `${customLabel('header')} is empty. Enter the name of the header that contains the signature.`;
  }
  if (timestamp !== '' && headerName(timestamp) === headerName(header)) {
    return `${customLabel('timestamp_header')} is the header of the signature. Enter the header that contains only the timestamp.`;
  }
  return (
    headerProblem('header', header) ??
    headerProblem('timestamp_header', timestamp || undefined) ??
    sourceProblem('id_path', read('id_path')) ??
    sourceProblem('event_path', read('event_path'))
  );
};

/** The description of the sender in a Zap's inputs, or what the user has to change. An accepted description always signs the body. */
export const readCustom = (inputs: Inputs): SenderDescription | string => {
  const read: Read = (key) => asText(inputs[key])?.trim() ?? '';
  const wrongPlace = placesProblem(read);
  if (wrongPlace) return wrongPlace;
  const [header, timestamp, id, eventType] = [
    read('header'),
    read('timestamp_header'),
    read('id_path'),
    read('event_path'),
  ];
  const idHeader = headerIn(id);
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
    example: { id: '1', type: 'example', data: {} },
  };
};
