import type { Provider } from '../providers/provider.ts';
import type { ActionField } from './define-action.ts';

/** The field for the URL of a webhook that the user creates without a trigger. */
export const webhookUrlField = ({ label }: Pick<Provider, 'label'>): ActionField => ({
  key: 'url',
  label: 'Webhook URL',
  type: 'string',
  required: true,
  placeholder: 'https://hooks.zapier.com/hooks/catch/…',
  helpText: `The https address to which ${label} sends the webhooks. Triggers of this app create their own URL, so a Zap with such a trigger does not need this.`,
});
