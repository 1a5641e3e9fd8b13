import { validateId, validateToken } from '../../platform/validate.ts';
import type { Connection } from '../provider.ts';

/** @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks */
export const connection: Connection = {
  fields: [
    {
      key: 'freshpaint_webhook_token',
      label: 'Freshpaint Webhook Token',
      type: 'password',
      helpText:
        'A secret that you make up, at least 16 characters: letters, digits and - . _ ~, best from a password generator. In Freshpaint, open *Destinations > Apps > Webhooks > Configure* and add a header with the name `X-Webhook-Token` and this token as its value: see [Webhooks](https://documentation.freshpaint.io/integrations/destinations/apps/webhooks). Zapier can only check how it is written: whether Freshpaint sends the same, the first event will show. While you change tokens, enter the old and the new one with a space between them.',
      validate: validateToken,
    },
    {
      key: 'freshpaint_environment_id',
      label: 'Freshpaint Environment ID',
      type: 'string',
      helpText:
        'Only for the actions that send events to Freshpaint. In Freshpaint, open *Sources* and copy it from the section *Server Side API*: see the [HTTP API](https://documentation.freshpaint.io/reference/developer/http-api). Zapier can only check how it is written, since Freshpaint accepts every event before it looks at the ID. Look for your first event in Freshpaint’s *Live View*.',
      validate: validateId,
    },
  ],
  groups: [['freshpaint_webhook_token'], ['freshpaint_environment_id']],
  credentials: ['freshpaint_environment_id'],
};
