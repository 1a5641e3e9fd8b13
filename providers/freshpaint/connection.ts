import type { Connection } from '../../platform/context.ts';
import { validateId, validateToken } from '../../platform/validate.ts';

const WEBHOOKS = '[Webhooks](https://documentation.freshpaint.io/integrations/destinations/apps/webhooks)';
const HTTP_API = '[HTTP API](https://documentation.freshpaint.io/reference/developer/http-api)';

const fields = {
  freshpaint_webhook_token: {
    label: 'Webhook Token',
    type: 'password',
    helpText: `A token you generate (16+ characters: letters, digits, \`-._~\`). Add it in Freshpaint as the header \`X-Webhook-Token\`: see ${WEBHOOKS}. It is checked when the first event arrives. To rotate, enter both tokens separated by a space.`,
    validate: validateToken,
  },
  freshpaint_environment_id: {
    label: 'Environment ID',
    type: 'string',
    helpText: `Only for actions that send events to Freshpaint. Find it in Freshpaint under *Sources*, in the section *Server Side API*: see the ${HTTP_API}. Freshpaint does not check it, so look for your first event in its *Live View*.`,
    validate: validateId,
  },
} satisfies Connection['fields'];

/** The keys of Freshpaint's connection fields. */
export type FreshpaintField = keyof typeof fields;

/** @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks */
export const connection: Connection<FreshpaintField, never> = {
  fields,
  groups: [['freshpaint_webhook_token'], ['freshpaint_environment_id']],
  credentials: ['freshpaint_environment_id'],
  keepsSession: true,
};
