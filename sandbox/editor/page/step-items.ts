import { plural } from '../../plural.ts';
import type { Selected } from './lookup.ts';
import type { StepItem } from './parts/step-list.tsx';
import type { Route } from './route.ts';
import type { Tested } from './steps/test.tsx';
import type { SandboxState } from './use-sandbox.ts';

const actionItems = (isSelected: boolean, isConnected: boolean, label: string): readonly StepItem[] => [
  {
    step: 'set-up',
    title: 'Set up and test',
    summary: isConnected ? label : '',
    isDone: false,
    isOpen: isSelected && isConnected,
  },
];

const triggerItems = (
  selected: Selected | undefined,
  isConnected: boolean,
  tested: Tested | undefined,
): readonly StepItem[] => {
  const { zap, deliveries = [], trigger } = selected ?? {};
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
    { step: 'publish', title: 'Publish', summary: zap?.isOn ? 'On' : wasOn ? 'Off' : '', isDone: wasOn, isOpen },
    {
      step: 'send',
      title: 'Send events',
      summary:
        deliveries.length === 0 ? '' : deliveries.length === 1 ? '1 delivery' : `${deliveries.length} deliveries`,
      isDone: deliveries.length > 0,
      isOpen: isOpen && wasOn,
    },
    {
      step: 'turn-off',
      title: 'Turn off',
      summary: wasOn && !zap?.isOn ? 'Off' : '',
      isDone: wasOn && !zap?.isOn,
      isOpen: isOpen && wasOn,
    },
  ];
};

/** The steps of the selected trigger or action, with their progress. */
export const itemsOf = (
  { connection }: SandboxState,
  { kind, key = '' }: Route,
  selected: Selected | undefined,
  tests: Readonly<Record<string, Tested>>,
): readonly StepItem[] => {
  const action = selected?.trigger ?? selected?.create;
  const isConnected = connection !== undefined;
  return [
    {
      step: 'choose',
      title: kind === 'trigger' ? 'Choose trigger' : 'Choose action',
      summary: action ? `${selected?.provider.label}: ${action.label}` : '',
      isDone: action !== undefined,
      isOpen: true,
    },
    {
      step: 'connect',
      title: 'Connect account',
      summary: connection?.label ?? '',
      isDone: isConnected,
      isOpen: action !== undefined,
    },
    ...(kind === 'trigger'
      ? triggerItems(selected, isConnected, tests[key])
      : actionItems(action !== undefined, isConnected, action?.label ?? '')),
  ];
};
