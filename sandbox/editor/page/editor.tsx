import { useEffect, useState } from 'react';
import { post } from './api.ts';
import type { Selected } from './lookup.ts';
import { ErrorNote } from './parts/note.tsx';
import { Panel } from './parts/panel.tsx';
import type { Route } from './route.ts';
import { Choose } from './steps/choose.tsx';
import { Connect } from './steps/connect.tsx';
import { Publish, type Published } from './steps/publish.tsx';
import { RunCreate } from './steps/run-create.tsx';
import { SendEvents } from './steps/send-events.tsx';
import { SetUp } from './steps/set-up.tsx';
import { Test, type Tested } from './steps/test.tsx';
import { TurnOff } from './steps/turn-off.tsx';

import type { SandboxState } from './use-sandbox.ts';
import { useTask } from './use-task.ts';

interface EditorProps {
  readonly state: SandboxState;
  readonly route: Route;
  readonly selected: Selected | undefined;
  readonly tests: Readonly<Record<string, Tested>>;
  readonly setTests: (tests: Readonly<Record<string, Tested>>) => void;
}

/** The step that the URL names. */
export const Editor = ({ state, route, selected, tests, setTests }: EditorProps) => {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [published, setPublished] = useState<Readonly<Record<string, Published>>>({});
  const { error, run } = useTask();
  const { key = '', step } = route;
  const needsZap = selected?.trigger !== undefined && !selected.zap && step !== 'choose' && step !== 'connect';
  const isConnected = state.connection !== undefined;

  useEffect(() => {
    // As in Zapier, the Zap exists before its trigger is set up.
    if (needsZap && isConnected) void run(() => post(`/api/zaps/${key}`));
  }, [needsZap, isConnected, key, run]);

  if (!selected || step === 'choose') return <Choose state={state} route={route} />;
  const { zap, create } = selected;
  if (step === 'connect' || !isConnected) {
    return (
      <Connect
        key={selected.provider.key}
        state={state}
        route={route}
        selected={selected}
        values={values}
        setValues={setValues}
      />
    );
  }
  if (create) return <RunCreate key={key} create={create} />;
  if (!zap) {
    return (
      <Panel title="Set up">
        <ErrorNote error={error} />
      </Panel>
    );
  }
  const common = { route, selected, zap };
  if (step === 'set-up') return <SetUp key={zap.id} {...common} />;
  if (step === 'test') {
    return (
      <Test
        key={zap.id}
        {...common}
        deliveries={selected.deliveries}
        tested={tests[key]}
        setTested={(tested) => setTests({ ...tests, [key]: tested })}
      />
    );
  }
  if (step === 'publish') {
    return (
      <Publish
        key={zap.id}
        {...common}
        published={published[key]}
        setPublished={(result) => setPublished({ ...published, [key]: result })}
      />
    );
  }
  if (step === 'send') return <SendEvents key={zap.id} {...common} />;
  return <TurnOff key={zap.id} {...common} />;
};
