import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import released from '../../contract/released.json' with { type: 'json' };
import { integrations } from '../../integrations.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { breakingChanges } from '../../scripts/contract/breaking-changes.ts';
import { CURRENT, currentFile, RELEASED, releasedFile } from '../../scripts/contract/files.ts';
import { type Keys, publicKeys } from '../../scripts/contract/keys.ts';
import { definitionOf } from '../publishing/definition.ts';

let keys: Keys = {};
beforeAll(async () => {
  keys = await publicKeys(integrations);
});

const readCommitted = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

describe('the contract file', () => {
  test('is up to date', () => {
    expect(readCommitted(CURRENT)).toBe(currentFile(keys));
  });

  test('has one line for each key, sorted', () => {
    const paths = readCommitted(CURRENT)
      .split('\n')
      .flatMap((line) => line.match(/^ {4}"(.+)": "[^"]+",?$/)?.[1] ?? []);
    expect(paths).toEqual(Object.keys(keys));
    expect(paths).toEqual([...paths].sort());
  });

  test('has every key of the definition that Zapier reads', async () => {
    const { triggers, creates, authentication } = await definitionOf(integrations);
    const steps = { trigger: triggers, create: creates };
    const expected = Object.entries(steps).flatMap(([kind, all]) =>
      Object.entries(all).flatMap(([key, { operation }]) => [
        `${kind}/${key}`,
        // Texts have no values.
        ...operation.inputFields.flatMap(({ type, ...field }) =>
          type === 'copy' ? [] : `${kind}/${key}/input/${field.key}`,
        ),
      ]),
    );
    const connection = authentication.fields.map((field) => `connection/${field.key}`);
    const isStepOrField = /^(connection\/[^/]+|(trigger|create)\/[^/]+(\/input\/[^/]+)?)$/;
    expect(Object.keys(keys).filter((path) => isStepOrField.test(path))).toEqual(
      [...new Set([...connection, ...expected])].sort(),
    );
  });

  test.each([
    ['authentication', 'session'],
    ['connection/basekit_hmac_secret', 'password'],
    ['app/basekit/connection/basekit_hmac_secret', 'password, required'],
    ['trigger/buildr_contact_create', 'REST hook'],
    ['trigger/builtfirst_any_event', 'static webhook'],
    ['trigger/buildr_contact_create/input/rate_limit', 'integer'],
    ['trigger/buildr_contact_create/output/contact__email', 'string'],
    ['trigger/buildr_contact_create/output/contact__created_at', 'datetime'],
    ['create/buildr_create_webhook/input/event_types', 'string, list, required'],
    ['create/buildr_create_webhook/input/event_types/choice/contact.create', 'choice'],
    ['create/freshpaint_track_event/input/properties', 'string, dict'],
    ['create/verify_delivery', 'action'],
    ['create/verify_delivery/output/verified', 'boolean'],
    ['trigger/signed_webhook_received', 'static webhook'],
    ['trigger/signed_webhook_received/input/sender', 'string, required'],
    ['trigger/signed_webhook_received/input/sender/choice/github', 'choice'],
    ['trigger/signed_webhook_received/input/event_types', 'string, list'],
    ['trigger/signed_webhook_received/output/sent_at', 'datetime'],
    // Fields that only one choice shows are required of no existing Zap.
    ['trigger/signed_webhook_received/input/header', 'string'],
    ['create/verify_delivery/input/header', 'string'],
    ['create/verify_delivery/input/algorithm/choice/sha512', 'choice'],
    ['create/verify_delivery/input/provider/choice/github', 'choice'],
  ])('describes %s as “%s”', (path, type) => {
    expect(keys[path]).toBe(type);
  });

  test('breaks no Zap of the last release', () => {
    expect(breakingChanges(released, { version: packageJson.version, keys })).toEqual([]);
  });
});

describe('a release', () => {
  test('is recorded with its version and keys', () => {
    const next = { version: '1000.0.0', keys: { authentication: 'session' } };
    expect(JSON.parse(releasedFile(released, next))).toMatchObject(next);
  });

  test('can be recorded again', () => {
    expect(releasedFile(released, released)).toBe(readCommitted(RELEASED));
  });

  test('needs a new version if keys changed', () => {
    const next = { version: released.version, keys: { authentication: 'session' } };
    expect(() => releasedFile(released, next)).toThrow(released.version);
  });
});
