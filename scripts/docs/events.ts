import type { Integration } from '../../integration.ts';
import type { Provider } from '../../providers/provider.ts';
import { toOutputFields } from '../../schema/output-fields.ts';
import type { Event } from '../../triggers/define-event.ts';

const BANNER = '<!-- Made by `npm run docs` from the schemas in triggers/. Do not edit by hand. -->';

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const howMade = ({ subscriptions }: Provider): string =>
  subscriptions ? 'by the Zap itself' : 'by pasting the Zap’s URL into the provider’s settings';

/** The table in the README: one line per trigger. */
export const eventTable = (integrations: readonly Integration[]): string =>
  table(
    ['Provider', 'Trigger', 'Starts a Zap when', 'Key'],
    integrations.flatMap(({ provider, events }) =>
      events.map(({ label, description, key }) => [
        provider.label,
        `**${label}**`,
        description.replace(/^Triggers when /, '').replace(/\.$/, ''),
        `[\`${key}\`](docs/events.md#${key})`,
      ]),
    ),
  );

const page = (event: Event): string => {
  const fields = toOutputFields(event.output).map(({ key, label, type }) => [`\`${key}\``, label, type]);
  return [
    `### <a id="${event.key}"></a>${event.label}`,
    `${event.description} Key: \`${event.key}\`, the provider’s name: \`${event.type}\`.`,
    table(['Field', 'Label', 'Type'], fields),
    `\`\`\`json\n${JSON.stringify(event.sample, null, 2)}\n\`\`\``,
  ].join('\n\n');
};

const section = ({ provider, events }: Integration): string => {
  const days = provider.deduplicationWindow / 86_400;
  const once = provider.subscriptions
    ? `A delivery that comes again within ${days} days does not start the Zap again.`
    : `A delivery that comes again within ${days} days does not start the Zap again where Zapier says which Zap it is for; where it does not, it is delivered, since a repeat for one Zap looks the same as the first for another.`;
  const intro = `Proof: ${provider.verifier.name}. The webhook is made ${howMade(provider)}. ${once}`;
  return [`## ${provider.label}`, intro, ...events.map(page)].join('\n\n');
};

/** The pages of `docs/events.md`: when, proof, every field with its label and type, the sample. */
export const eventPages = (integrations: readonly Integration[]): string =>
  `${[BANNER, '# Events', 'Every event that a Zap can start from. `__` leads into an object, `[]` into each item of a list.', ...integrations.map(section)].join('\n\n')}\n`;
