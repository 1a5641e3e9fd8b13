import { realClock } from '../clock.ts';
import { listen } from '../server.ts';
import { type HookRequest, makeIngress } from '../zapier/ingress.ts';

/** A Zap that starts with *Catch Raw Hook*: it proves nothing and keeps what came, as the actions of later steps get it. */
export interface RawHook {
  readonly url: string;
  /** What came in, newest last. */
  readonly caught: readonly HookRequest[];
  close(): Promise<void>;
}

/** Opens a raw hook behind Zapier's own way in. */
export const openRawHook = async (): Promise<RawHook> => {
  const caught: HookRequest[] = [];
  const hook = { isOn: true, accept: (request: HookRequest) => void caught.push(request) };
  const server = await listen(
    makeIngress(
      () => hook,
      realClock(),
      () => false,
    ),
  );
  return { url: `${server.url}/hooks/raw`, caught, close: server.close };
};

/** What a user maps from *Catch Raw Hook* into *Verify Webhook Delivery*. */
export const mapped = (provider: string, { content, headers, querystring }: HookRequest) => ({
  provider,
  raw_body: content,
  headers: JSON.stringify(headers),
  querystring,
});
