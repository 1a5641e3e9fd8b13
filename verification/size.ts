/**
 * Bytes of a body as JSON. Zapier accepts 35 MB of output. The output may also contain an API record of 5 MB, and an ID that is an object is
 * serialized twice, which can double it.
 */
const MAX_BYTES = 15_000_000;

/** The most bytes that a character of a body can become: six, as in `\u0001`. In a number such as `1e20` it is less than five. */
const MAX_GROWTH = 6;

/** Whether the output for a body of this length can be too large at all. It is not for ordinary deliveries, which then cost nothing more. */
export const canBeTooLarge = (body: string): boolean => body.length * MAX_GROWTH > MAX_BYTES;

/** Whether a JSON value is too large for Zapier when it is serialized. The value must not be nested too deeply. */
export const isTooLarge = (value: unknown): boolean => Buffer.byteLength(JSON.stringify(value)) > MAX_BYTES;
