import { type HookRequest, type Outcome, type Run, renameHeader } from 'zapier-local';
import type { SignedRequest } from '../providers/emulator.ts';

/** A request as Zapier passes it to an app. */
export const rawOf = ({ method, url, headers, body }: SignedRequest): HookRequest => ({
  method,
  querystring: new URL(url).search.slice(1),
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [renameHeader(name), value])),
  content: body,
});

/** The run of a direct call of the app, without a hook. */
export const runOf = (outcome: Outcome, raw: Readonly<Record<string, unknown>> | undefined): Run => ({
  request: {
    method: '',
    querystring: '',
    headers: {},
    content: typeof raw?.['content'] === 'string' ? raw['content'] : '',
  },
  output: outcome.ok && Array.isArray(outcome.results) ? outcome.results : [],
  ...(!outcome.ok && { error: outcome.error }),
  calls: 1,
  isOver: true,
  milliseconds: 0,
});
