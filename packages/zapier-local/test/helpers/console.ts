/** Keeps the lines that core prints out of the tests' output. `jest.restoreAllMocks()` ends it. */
export const silenceConsole = (): void => {
  for (const method of ['log', 'error'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
};
