/** A request as Zapier passes it to an app. @see https://docs.zapier.com/platform/build-cli/core#bundle-rawrequest */
export interface HookRequest {
  readonly method: string;
  readonly querystring: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}
