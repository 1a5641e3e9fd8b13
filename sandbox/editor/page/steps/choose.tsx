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

const matches = (search: string, { label, description }: ActionView, provider: ProviderView): boolean =>
  `${provider.label} ${label} ${description}`.toLowerCase().includes(search.trim().toLowerCase());

/** Choose trigger or action: all of them, with the texts that Zapier shows. */
export const Choose = ({ state, route }: { readonly state: SandboxState; readonly route: Route }) => {
  const [search, setSearch] = useState('');
  const isOn = (key: string) => state.zaps.some(({ trigger, isOn: on }) => trigger === key && on);
  const groups = state.app.providers
    .map((provider) => {
      const all = route.kind === 'trigger' ? provider.triggers : provider.creates;
      return { provider, found: all.filter((action) => matches(search, action, provider)) };
    })
    .filter(({ found }) => found.length > 0);

  return (
    <Panel
      title={route.kind === 'trigger' ? 'Choose trigger' : 'Choose action'}
      lead={route.kind === 'trigger' ? 'The event that starts your Zap.' : 'What your Zap does.'}
    >
      <div className="choose-bar">
        <SegmentedControl
          aria-label="Triggers or actions"
          data={KINDS}
          value={route.kind}
          onChange={(kind) => go({ kind: kind === 'action' ? 'action' : 'trigger', step: 'choose' })}
        />
        <TextInput
          aria-label="Search"
          placeholder="Search"
          type="search"
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </div>
      {groups.length === 0 && <p className="lead">No results.</p>}
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
