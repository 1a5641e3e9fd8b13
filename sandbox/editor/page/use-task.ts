import { useCallback, useState } from 'react';
import type { ErrorView } from '../protocol.ts';
import { errorOf } from './api.ts';

/** Runs a task and keeps its state and error. */
export const useTask = () => {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<ErrorView>();
  const run = useCallback(async <T>(task: () => Promise<T>): Promise<T | undefined> => {
    setRunning(true);
    setError(undefined);
    try {
      return await task();
    } catch (caught) {
      setError(errorOf(caught));
      return undefined;
    } finally {
      setRunning(false);
    }
  }, []);
  return { isRunning, error, run };
};
