import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Editor, startEditor } from '../../sandbox/editor/start.ts';
import { launch } from './chromium.ts';
import { visit } from './visit.ts';

let browser: Browser;
let editor: Editor;
before(async () => {
  [browser, editor] = await Promise.all([launch(), startEditor({ port: 0 })]);
});
after(async () => {
  await browser?.close();
  await editor?.close();
});

test('a static webhook works on a phone, from set-up to turning off', async () => {
  const { page, step, checkAccessibility, screenshot, leave } = await visit(browser, editor, 'phone', {
    hasTouch: true,
  });
  const look = async (name: string) => {
    const isWider = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
    assert.equal(isWider, false, `${name} is wider than a phone`);
    await checkAccessibility();
    await screenshot(`static-${name}`);
  };
  await look('1-choose');
  await page.getByRole('link', { name: /^Redemption Confirmed/ }).tap();
  await page.getByRole('button', { name: 'Use sandbox credentials' }).tap();
  await look('2-connect');
  await page.getByRole('button', { name: 'Yes, Continue' }).tap();
  await page.getByText('Connected: Builtfirst').waitFor();
  await page.getByRole('link', { name: 'Set up', exact: true }).last().tap();

  await page.getByText('Copy the webhook URL above.').waitFor();
  await page.getByRole('button', { name: 'Copy the webhook URL' }).tap();
  await page.getByText('Copied').waitFor();
  assert.match(
    String(await page.evaluate('navigator.clipboard.readText()')),
    /^http:\/\/127\.0\.0\.1:\d+\/hooks\/[\w-]+$/,
  );
  await page.getByRole('button', { name: 'Paste it into Builtfirst' }).tap();
  await page.getByText('Builtfirst has the URL').waitFor();
  await page.getByRole('combobox', { name: 'Include Test Events' }).selectOption({ label: 'True' });
  await look('3-set-up');
  await page.getByRole('button', { name: 'Continue' }).tap();

  await page.getByRole('button', { name: 'Test trigger' }).tap();
  await page.getByRole('status').getByText('1 record').waitFor();
  await look('4-test');
  await step('Publish');
  await page.getByRole('button', { name: 'Publish Zap' }).tap();
  await page.getByText('Webhooks at Builtfirst').waitFor();
  await look('5-published');
  await page.locator('.panel').getByRole('link', { name: 'Send events' }).tap();

  await page.getByRole('button', { name: 'Send from Builtfirst' }).tap();
  const first = page.locator('.delivery').first();
  await first.getByText('Delivered').waitFor();
  await look('6-delivered');
  await page.getByRole('combobox', { name: 'Event' }).selectOption({ label: 'New Product Search (items_searched)' });
  await page.getByRole('button', { name: 'Send from Builtfirst' }).tap();
  await first.getByText('Filtered out', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Attacks' }).tap();
  await page.getByRole('button', { name: /^Simulate all/ }).tap();
  const groups = await page.locator('.attack-list summary').count();
  await page
    .locator('.attack-list summary')
    .getByText('all as expected')
    .nth(groups - 1)
    .waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('.attack-list').getByText('not as expected').count(), 0);
  await look('6-attacks');

  await step('Turn off');
  await page.getByRole('button', { name: 'Turn off Zap' }).tap();
  await page.getByText('The URL returns 410 Gone').waitFor();
  await page.getByText('Builtfirst still has the URL').waitFor();
  await look('7-off');
  await step('Send events');
  await page.getByRole('button', { name: 'Send from Builtfirst' }).tap();
  await first.getByText('Rejected by Zapier', { exact: true }).waitFor();
  await step('Turn off');
  await page.getByRole('button', { name: 'Remove it from Builtfirst' }).tap();
  await page.getByText('Builtfirst has no webhook for this Zap.').waitFor();
  await leave();
});
