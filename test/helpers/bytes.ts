/** Decodes bytes as Zapier decodes a request: invalid UTF-8 becomes U+FFFD. */
const decode = (bytes: readonly number[]): string => Buffer.from(bytes).toString('utf8');

/** A text with some bits of one byte flipped. */
export const flip = (text: string, at: number, mask: number): string =>
  decode([...Buffer.from(text, 'utf8')].map((byte, index) => (index === at ? byte ^ mask : byte)));

/** Every text that differs by one flipped bit, one removed byte or one added byte. */
export const oneByteAway = (text: string): string[] => {
  const bytes = [...Buffer.from(text, 'utf8')];
  const flipped = bytes.flatMap((_, at) => [1, 2, 4, 8, 16, 32, 64, 128].map((mask) => flip(text, at, mask)));
  const shorter = bytes.map((_, at) => decode(bytes.toSpliced(at, 1)));
  const longer = [...bytes, 0].map((_, at) => decode(bytes.toSpliced(at, 0, 0x78)));
  return [...flipped, ...shorter, ...longer].filter((other) => other !== text);
};
