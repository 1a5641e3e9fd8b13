/** A request to a webhook URL. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

const TIMEOUT = 30_000;

/** Sends a request. Returns the response status, or 0 without a response. */
export const post = async (
  { url, method, headers, body }: OutgoingRequest,
  timeout: number = TIMEOUT,
): Promise<number> => {
  try {
    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(timeout), redirect: 'manual' };
    const response = await fetch(url, method === 'GET' || method === 'HEAD' ? init : { ...init, body });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
};
