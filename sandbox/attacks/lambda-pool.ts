import type { Lambda } from '../zapier/lambda.ts';

/**
 * Runs concurrent calls of an app in separate processes, as Zapier's servers do. One process runs one call at a time.
 *
 * @param size the number of calls that can overlap
 */
export const lambdaPool = async (size: number, start: () => Lambda): Promise<Lambda> => {
  const lambdas = Array.from({ length: size }, start);
  const idle = [...lambdas];
  const waiting: ((lambda: Lambda) => void)[] = [];
  const release = (lambda: Lambda): void => {
    const next = waiting.shift();
    if (next) next(lambda);
    else idle.push(lambda);
  };
  // A process that is still loading the app would not overlap with the others.
  await Promise.all(lambdas.map((lambda) => lambda.invoke({ command: 'definition', bundle: {}, token: 'start' })));
  return {
    async invoke(event) {
      const lambda = idle.pop() ?? (await new Promise<Lambda>((resolve) => waiting.push(resolve)));
      try {
        return await lambda.invoke(event);
      } finally {
        release(lambda);
      }
    },
    kill: () => {
      for (const lambda of lambdas) lambda.kill();
    },
    get printed() {
      return lambdas.flatMap(({ printed }) => printed);
    },
    close: async () => {
      await Promise.all(lambdas.map((lambda) => lambda.close()));
    },
  };
};
