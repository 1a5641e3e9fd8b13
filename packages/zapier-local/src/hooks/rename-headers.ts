const UNPREFIXED = new Set(['Content-Type', 'Content-Length']);

/** The name under which an app gets a header: `x-delivery-hmac-sha256` becomes `Http-X-Delivery-Hmac-Sha256`. */
export const renameHeader = (name: string): string => {
  const capitalized = name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join('-');
  return UNPREFIXED.has(capitalized) ? capitalized : `Http-${capitalized}`;
};

/** The headers of a request, with the names under which an app gets them. */
export const renameHeaders = (headers: Headers): Record<string, string> => {
  const renamed: Record<string, string> = {};
  headers.forEach((value, name) => {
    renamed[renameHeader(name)] = value;
  });
  return renamed;
};
