/** The outcome of a call to a provider's API. Nothing is thrown: each caller decides what each case means. */
export type ApiResponse =
  | { readonly kind: 'ok'; readonly status: number; readonly data: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'throttled'; readonly seconds: number }
  | { readonly kind: 'unavailable'; readonly cause: string };

/** Every outcome but success. */
export type FailedResponse = Exclude<ApiResponse, { kind: 'ok' }>;

/** Stands in for a 404 when an ID is not safe in a path. */
export const NOT_FOUND: ApiResponse = { kind: 'refused', status: 404, message: '' };
