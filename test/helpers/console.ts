/**
 * Collects the lines that are printed, and keeps them out of the tests' output. `jest.restoreAllMocks()` ends it.
 */
export const captureConsole = (): string[] => {
  const lines: string[] = [];
  for (const method of ['log', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...parts: unknown[]) => void lines.push(parts.join(' ').trim()));
  }
  return lines;
};
