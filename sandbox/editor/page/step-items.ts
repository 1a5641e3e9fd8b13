import type { Chosen } from './lookup.ts';
import type { StepItem } from './parts/step-list.tsx';
import type { Route } from './route.ts';
import type { Tested } from './steps/test.tsx';
import type { SandboxState } from './use-sandbox.ts';

const plural = (count: number, word: string): string => (count === 1 ? `1 ${word}` : `${count} ${word}s`);

const actionItems = (isChosen: boolean, isConnected: boolean, label: string): readonly StepItem[] => [
  {
    step: 'set-up',
    title: 'Set up and test',
    summary: isConnected ? label : '',
    isDone: false,
    isOpen: isChosen && isConnected,
  },
];

const triggerItems = (
  chosen: Chosen | undefined,
  isConnected: boolean,
  tested: Tested | undefined,
): readonly StepItem[] => {
  const { zap, deliveries = [], trigger } = chosen ?? {};
  const isOpen = trigger !== undefined && isConnected;
  const records = tested?.result?.length ?? 0;
  const filled = Object.keys(zap?.input ?? {}).length;
  const wasOn = zap?.wasOn ?? false;
  const pasted = (zap?.targets.length ?? 0) > 0 ? 'URL pasted' : 'URL not pasted';
  return [
    {
      step: 'set-up',
      title: 'Set up',
      summary: !zap
        ? ''
        : trigger?.isStatic && !wasOn
          ? pasted
          : filled > 0
            ? `${plural(filled, 'field')} filled in`
            : '',
      isDone: zap !== undefined && (records > 0 || zap.wasOn),
      isOpen,
    },
    { step: 'test', title: 'Test', summary: records > 0 ? plural(records, 'record') : '', isDone: records > 0, isOpen },
    { step: 'on', title: 'Turn on', summary: zap?.isOn ? 'On' : wasOn ? 'Off again' : '', isDone: wasOn, isOpen },
    {
      step: 'fire',
      title: 'Send',
      summary:
        deliveries.length === 0 ? '' : deliveries.length === 1 ? '1 delivery' : `${deliveries.length} deliveries`,
      isDone: deliveries.length > 0,
      isOpen: isOpen && wasOn,
    },
    {
      step: 'off',
      title: 'Turn off',
      summary: wasOn && !zap?.isOn ? 'Off' : '',
      isDone: wasOn && !zap?.isOn,
      isOpen: isOpen && wasOn,
    },
  ];
};

/** The steps of what was chosen, with how far each is. */
export const itemsOf = (
  { connection }: SandboxState,
  { kind, key = '' }: Route,
  chosen: Chosen | undefined,
  tests: Readonly<Record<string, Tested>>,
): readonly StepItem[] => {
  const action = chosen?.trigger ?? chosen?.create;
  const isConnected = connection !== undefined;
  return [
    {
      step: 'choose',
      title: 'Choose',
      summary: action ? `${chosen?.provider.label}: ${action.label}` : kind === 'trigger' ? 'A trigger' : 'An action',
      isDone: action !== undefined,
      isOpen: true,
    },
    {
      step: 'connect',
      title: 'Connect',
      summary: connection?.label ?? '',
      isDone: isConnected,
      isOpen: action !== undefined,
    },
    ...(kind === 'trigger'
      ? triggerItems(chosen, isConnected, tests[key])
      : actionItems(action !== undefined, isConnected, action?.label ?? '')),
  ];
};
