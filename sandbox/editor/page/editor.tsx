import { useEffect, useState } from 'react';
import { post } from './api.ts';
import type { Chosen } from './lookup.ts';
import { ErrorNote } from './parts/note.tsx';
import { Panel } from './parts/panel.tsx';
import type { Route } from './route.ts';
import { Choose } from './steps/choose.tsx';
import { Connect } from './steps/connect.tsx';
import { Fire } from './steps/fire.tsx';
import { RunCreate } from './steps/run-create.tsx';
import { SetUp } from './steps/set-up.tsx';
import { Test, type Tested } from './steps/test.tsx';
import { TurnOff } from './steps/turn-off.tsx';
import { type TurnedOn, TurnOn } from './steps/turn-on.tsx';
import type { SandboxState } from './use-sandbox.ts';
import { useTask } from './use-task.ts';

interface EditorProps {
  readonly state: SandboxState;
  readonly route: Route;
  readonly chosen: Chosen | undefined;
  readonly tests: Readonly<Record<string, Tested>>;
  readonly setTests: (tests: Readonly<Record<string, Tested>>) => void;
}

/** The detail of the step that the address names. */
export const Editor = ({ state, route, chosen, tests, setTests }: EditorProps) => {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [turned, setTurned] = useState<Readonly<Record<string, TurnedOn>>>({});
  const { error, run } = useTask();
  const { key = '', step } = route;
  const needsZap = chosen?.trigger !== undefined && !chosen.zap && step !== 'choose' && step !== 'connect';
  const canHaveZap = state.connection !== undefined;

  useEffect(() => {
    // As in Zapier, a Zap is there as soon as its trigger is set up.
    if (needsZap && canHaveZap) void run(() => post(`/api/zaps/${key}`));
  }, [needsZap, canHaveZap, key, run]);

  if (!chosen || step === 'choose') return <Choose state={state} route={route} />;
  const { zap, create } = chosen;
  if (step === 'connect' || !canHaveZap) {
    return (
      <Connect
        key={chosen.provider.key}
        state={state}
        route={route}
        chosen={chosen}
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
  const own = { key: zap.id, route, chosen, zap };
  if (step === 'set-up') return <SetUp {...own} />;
  if (step === 'test') {
    return (
      <Test
        {...own}
        deliveries={chosen.deliveries}
        tested={tests[key]}
        setTested={(tested) => setTests({ ...tests, [key]: tested })}
      />
    );
  }
  if (step === 'on')
    return <TurnOn {...own} turned={turned[key]} setTurned={(one) => setTurned({ ...turned, [key]: one })} />;
  if (step === 'fire') return <Fire {...own} />;
  return <TurnOff {...own} />;
};
