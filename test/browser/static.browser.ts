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

test('a static webhook, the whole way, on a phone', async () => {
  const { page, step, checkAccessibility, picture, leave } = await visit(browser, editor, 'phone', { hasTouch: true });
  const look = async (name: string) => {
    const isWider = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
    assert.equal(isWider, false, `${name} does not fit into the width of a phone`);
    await checkAccessibility();
    await picture(`static-${name}`);
  };
  await look('1-choose');
  await page.getByRole('link', { name: /^Redemption Confirmed/ }).tap();
  await page.getByRole('button', { name: 'Fill in the sandbox’s credentials' }).tap();
  await look('2-connect');
  await page.getByRole('button', { name: 'Yes, Continue' }).tap();
  await page.getByText('Connected: Builtfirst').waitFor();
  await page.getByRole('link', { name: 'Set up', exact: true }).last().tap();

  await page.getByText('Copy the webhook URL that Zapier shows here.').waitFor();
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
  await step('Turn on');
  await page.getByRole('button', { name: 'Turn on Zap' }).tap();
  await page.getByText('What Builtfirst holds').waitFor();
  await look('5-on');
  await page.getByRole('link', { name: 'Send an event' }).tap();

  await page.getByRole('button', { name: 'Send from Builtfirst' }).tap();
  const first = page.locator('.delivery').first();
  await first.getByText('Delivered').waitFor();
  await look('6-delivered');
  await page.getByRole('combobox', { name: 'Event' }).selectOption({ label: 'Items Searched (items_searched)' });
  await page.getByRole('button', { name: 'Send from Builtfirst' }).tap();
  await first.getByText('Not for this Zap', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Attacks' }).tap();
  await page.getByRole('button', { name: /^Try all/ }).tap();
  const counts = page.locator('.attack-list summary');
  const families = await counts.count();
  await page
    .locator('.attack-list summary')
    .getByText('all as expected')
    .nth(families - 1)
    .waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('.attack-list').getByText('not as expected').count(), 0);
  await look('6-attacks');

  await step('Turn off');
  await page.getByRole('button', { name: 'Turn off Zap' }).tap();
  await page.getByText('The URL answers 410 Gone').waitFor();
  await page.getByText('Builtfirst still has the URL').waitFor();
  await look('7-off');
  await step('Send');
  await page.getByRole('button', { name: 'Send from Builtfirst' }).tap();
  await first.getByText('Turned away').waitFor();
  await step('Turn off');
  await page.getByRole('button', { name: 'Take it out of Builtfirst' }).tap();
  await page.getByText('Builtfirst holds no webhook for this Zap any more.').waitFor();
  await leave();
});
