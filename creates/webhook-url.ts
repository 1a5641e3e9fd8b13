import type { Provider } from '../providers/provider.ts';
import type { ActionField } from './define-action.ts';

/** The field for the URL of a webhook that the user makes without a trigger. */
export const webhookUrlField = ({ label }: Pick<Provider, 'label'>) =>
  ({
    key: 'url',
    label: 'Webhook URL',
    type: 'string',
    required: true,
    placeholder: 'https://hooks.zapier.com/hooks/catch/…',
    helpText: `Where ${label} should send its webhooks: an https address that takes POST requests. For a Zap that starts with a trigger of this app you need none of your own: the trigger makes one.`,
  }) satisfies ActionField;
