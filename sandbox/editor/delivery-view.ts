import type { HookRequest, Zap } from 'zapier-local';
import { signsBody } from '../../verification/scheme.ts';
import { maskSecrets } from '../providers/mask.ts';
import type { Delivery } from './delivery.ts';
import { type Ending, endingOf } from './ending.ts';
import { pipelineOf } from './pipeline.ts';
import type { DeliveryView } from './protocol.ts';
import { type RecordSpec, recordView, shorten } from './rows.ts';
import { timingsOf } from './timings.ts';
import type { Trace } from './tracer.ts';

const REJECTED: Ending = {
  verdict: 'rejected',
  at: 'webhook',
  message: 'Zapier rejected the request, so the app did not receive it.',
};

const requestView = (
  zap: Zap,
  { method, querystring, headers, content }: HookRequest,
  mask: (text: string) => string,
) => ({
  line: mask(`${method} ${new URL(zap.url).pathname}${querystring === '' ? '' : `?${querystring}`}`),
  headers: Object.entries(headers).map(([name, value]) => [name, mask(value)] as const),
  body: mask(shorten(content)),
});

/** A delivery as the page shows it. */
export const viewOf = (
  delivery: Delivery,
  traces: readonly Trace[],
  spec: RecordSpec,
  secrets: readonly string[],
): DeliveryView => {
  const { id, zap, event, at, receivedAt, cause, request, run, status } = delivery;
  const { verdict, ...ending } = run ? endingOf(run, traces) : REJECTED;
  const { at: _stage, ...details } = ending;
  const output = run?.output.at(-1);
  return {
    id,
    zap: zap.id,
    trigger: event.key,
    at: at.toISOString(),
    title: cause?.title ?? 'Received from outside',
    ...(cause?.why !== undefined && { why: cause.why }),
    ...(cause?.expected !== undefined && { expected: cause.expected }),
    ...(cause?.isAsExpected !== undefined && { isAsExpected: cause.isAsExpected }),
    verdict,
    ...details,
    stages: pipelineOf({
      sender: event.provider.label,
      sent: cause?.sent ?? 'from outside',
      isSigned: signsBody(event.provider.verifier.scheme),
      status,
      ending: { verdict, ...ending },
      traces,
      latency: cause?.sentAt && receivedAt - cause.sentAt,
    }),
    timings: timingsOf({ sentAt: cause?.sentAt, receivedAt }, traces),
    request: requestView(zap, request, (text) => maskSecrets(text, secrets)),
    ...(output && { output: recordView(event.noun, 0, output, spec) }),
    calls: traces.flatMap(({ api }) => api),
  };
};
