import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import type { AppView } from '../../protocol.ts';

const SCHEMES = [
  { value: 'auto', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** The app's name and the color scheme. */
export const Header = ({ app }: { readonly app: AppView | undefined }) => {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <header className="header">
      <div>
        <h1>{app?.name ?? 'Zap editor'}</h1>
        <p className="dimmed">{app ? `Sandbox, version ${app.version}` : 'Sandbox'}</p>
      </div>
      <SegmentedControl
        size="xs"
        aria-label="Colors"
        data={SCHEMES}
        value={colorScheme}
        onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
      />
    </header>
  );
};
