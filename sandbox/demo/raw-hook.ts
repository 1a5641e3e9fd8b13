import { createIngress, type HookRequest, listen, realClock } from 'zapier-local';

/** A Zap that starts with *Catch Raw Hook*, which verifies nothing. */
export interface RawHook {
  readonly url: string;
  /** The received requests, newest last. */
  readonly requests: readonly HookRequest[];
  close(): Promise<void>;
}

/** Starts a raw hook behind the local Zapier's webhook endpoint. */
export const startRawHook = async (): Promise<RawHook> => {
  const requests: HookRequest[] = [];
  const hook = { isOn: true, accept: (request: HookRequest) => void requests.push(request) };
  const server = await listen(
    createIngress(
      () => hook,
      realClock(),
      () => false,
    ),
  );
  return { url: `${server.url}/hooks/raw`, requests, close: server.close };
};

/** The inputs of *Verify Webhook Delivery* as a user maps them from *Catch Raw Hook*. */
export const verifyInputs = (provider: string, { content, headers, querystring }: HookRequest) => ({
  provider,
  raw_body: content,
  headers: JSON.stringify(headers),
  querystring,
});
