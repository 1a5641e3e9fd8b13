import type { Run, Zap } from '../zapier/zaps.ts';
import type { DeliveryRequest } from './captured-request.ts';

/** The response of a webhook URL. */
export interface DeliveryResponse {
  readonly status: number;
  /** The run that the request started. */
  readonly run: Run | undefined;
}

const TIMEOUT = 30_000;

/** Sends a request to a Zap's webhook URL. It starts no run if Zapier does not accept it, or if it pauses the Zap. */
export const deliver = async (
  zap: Zap,
  { method, query, headers, body }: DeliveryRequest,
): Promise<DeliveryResponse> => {
  const init: RequestInit = { method, headers, signal: AbortSignal.timeout(TIMEOUT) };
  const url = query === '' ? zap.url : `${zap.url}?${query}`;
  const response = await fetch(url, method === 'GET' || method === 'HEAD' ? init : { ...init, body });
  const text = await response.text();
  const id: unknown = response.ok && text !== '' ? JSON.parse(text).id : undefined;
  return { status: response.status, run: zap.runs.find(({ request }) => request.headers['Http-X-Request-Id'] === id) };
};
