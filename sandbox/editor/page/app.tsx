import { Loader } from '@mantine/core';
import { useState } from 'react';
import { Editor } from './editor.tsx';
import { selectedIn } from './lookup.ts';
import { Header } from './parts/header.tsx';
import { ErrorNote } from './parts/note.tsx';
import { StepList } from './parts/step-list.tsx';
import { useRoute } from './route.ts';
import { itemsOf } from './step-items.ts';
import type { Tested } from './steps/test.tsx';
import { useSandbox } from './use-sandbox.ts';

/** The page. */
export const App = () => {
  const { state, error } = useSandbox();
  const route = useRoute();
  const [tests, setTests] = useState<Readonly<Record<string, Tested>>>({});
  const selected = state && selectedIn(state, route);
  return (
    <>
      <Header app={state?.app} />
      <main className="layout">
        {error && (
          <div className="full-width">
            <ErrorNote error={error} />
          </div>
        )}
        {!state && !error && <Loader aria-label="Loading" m="xl" />}
        {state && (
          <>
            <StepList items={itemsOf(state, route, selected, tests)} route={route} />
            <div>
              <Editor state={state} route={route} selected={selected} tests={tests} setTests={setTests} />
            </div>
          </>
        )}
      </main>
    </>
  );
};
