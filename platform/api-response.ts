/** What came of a call to a provider's API. Nothing is thrown, so that every caller says what each case means to it. */
export type ApiResponse =
  | { readonly kind: 'ok'; readonly status: number; readonly data: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly said: string }
  | { readonly kind: 'throttled'; readonly seconds: number }
  | { readonly kind: 'unavailable'; readonly why: string };

/** What an API would say of an id that it never gave out. Such an id is not asked about: in a path it could lead elsewhere. */
export const NOT_FOUND: ApiResponse = { kind: 'refused', status: 404, said: '' };
