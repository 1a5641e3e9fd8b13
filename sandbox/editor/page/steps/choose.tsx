import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ActionView, ProviderView } from '../../protocol.ts';
import { Panel } from '../parts/panel.tsx';
import { Tag } from '../parts/tag.tsx';
import { go, hrefOf, type Route } from '../route.ts';
import type { SandboxState } from '../use-sandbox.ts';

const KINDS = [
  { value: 'trigger', label: 'Triggers' },
  { value: 'action', label: 'Actions' },
];

const fits = (words: string, { label, description }: ActionView, provider: ProviderView): boolean =>
  `${provider.label} ${label} ${description}`.toLowerCase().includes(words.trim().toLowerCase());

/** Choose: every trigger and action, with the words that Zapier will show. */
export const Choose = ({ state, route }: { readonly state: SandboxState; readonly route: Route }) => {
  const [words, setWords] = useState('');
  const isOn = (key: string) => state.zaps.some(({ trigger, isOn: on }) => trigger === key && on);
  const groups = state.app.providers
    .map((provider) => {
      const all = route.kind === 'trigger' ? provider.triggers : provider.creates;
      return { provider, found: all.filter((action) => fits(words, action, provider)) };
    })
    .filter(({ found }) => found.length > 0);

  return (
    <Panel title="Choose" lead={route.kind === 'trigger' ? 'An event that starts your Zap.' : 'What your Zap does.'}>
      <div className="choose-bar">
        <SegmentedControl
          aria-label="What to choose"
          data={KINDS}
          value={route.kind}
          onChange={(kind) => go({ kind: kind === 'action' ? 'action' : 'trigger', step: 'choose' })}
        />
        <TextInput
          aria-label="Search"
          placeholder="Search"
          type="search"
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </div>
      {groups.length === 0 && <p className="lead">Nothing has these words.</p>}
      {groups.map(({ provider, found }) => (
        <section key={provider.key} className="provider" aria-label={provider.label}>
          <h3>{provider.label}</h3>
          <ul className="choices">
            {found.map(({ key, label, description }) => (
              <li key={key}>
                <a
                  className="choice"
                  href={hrefOf({ kind: route.kind, key, step: 'connect' })}
                  aria-current={route.key === key ? 'true' : undefined}
                >
                  <span className="choice-label">
                    {label} {isOn(key) && <Tag tone="good">On</Tag>}
                  </span>
                  <span className="dimmed">{description}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
};
