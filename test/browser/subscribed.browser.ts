import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Editor, startEditor } from '../../sandbox/editor/start.ts';
import { launch } from './chromium.ts';
import { visit } from './visit.ts';

/** Path of a new screenshot for the README, if one is wanted. */
const README_SCREENSHOT = process.env['README_SCREENSHOT'];

let browser: Browser;
let editor: Editor;
before(async () => {
  [browser, editor] = await Promise.all([launch(), startEditor({ port: 0 })]);
});
after(async () => {
  await browser?.close();
  await editor?.close();
});

test('a subscribed trigger works, from set-up to turning off', async () => {
  const { page, step, checkAccessibility, screenshot, leave } = await visit(browser, editor, 'desktop');
  const look = async (name: string) => {
    await checkAccessibility();
    await screenshot(`subscribed-${name}`);
  };
  await look('1-choose');
  await page.getByRole('searchbox', { name: 'Search' }).fill('new contact');
  assert.equal(await page.locator('.choice').count(), 1);
  await page.getByRole('link', { name: /^New Contact/ }).click();

  await page.getByRole('button', { name: 'Yes, Continue' }).click();
  await page.getByRole('alert').getByText('All fields are empty.').waitFor();
  await look('2-connect-error');
  await page.getByRole('button', { name: 'Use sandbox credentials' }).click();
  await page.getByRole('button', { name: 'Yes, Continue' }).click();
  await page.getByText('Connected: Buildr').waitFor();
  await page.getByText('POST /oauth/token').click();
  const response = page.getByRole('region', { name: 'Response to POST /oauth/token' });
  assert.match(await response.innerText(), /"access_token": "•+"/);
  await look('2-connect');

  await page.getByRole('link', { name: 'Set up', exact: true }).last().click();
  await page.getByRole('textbox', { name: 'Webhook Description' }).fill('From a browser');
  await page.getByRole('textbox', { name: 'Events per Minute' }).fill('30');
  await look('3-set-up');
  await page.getByRole('button', { name: 'Continue' }).click();

  await page.getByRole('button', { name: 'Test trigger' }).click();
  await page.getByRole('status').getByText('3 records').waitFor();
  await page.getByRole('rowheader', { name: 'Contact First Name' }).waitFor();
  await page.getByText('Contact B', { exact: true }).click();
  await look('4-test');
  await page.getByRole('link', { name: 'Continue' }).click();

  await page.getByRole('button', { name: 'Publish Zap' }).click();
  await page.getByText('The Zap is on').waitFor();
  await page.getByText('POST /api/2023-01/webhooks').click();
  const sent = await page.getByRole('region', { name: 'Request of POST /api/2023-01/webhooks' }).innerText();
  assert.match(sent, /"secret": "•+"/);
  assert.match(sent, /"description": "From a browser"/);
  assert.match(sent, /"rate_limit": 30/);
  assert.doesNotMatch(await page.content(), /whsec_/);
  await look('5-published');
  await page.locator('.panel').getByRole('link', { name: 'Send events' }).click();

  await page.getByRole('button', { name: 'Send from Buildr' }).click();
  const first = page.locator('.delivery').first();
  await first.getByText('Delivered').waitFor();
  await first.getByRole('rowheader', { name: 'Contact First Name' }).waitFor();
  if (README_SCREENSHOT) {
    await page.evaluate("scrollTo(0, document.querySelector('.deliveries').getBoundingClientRect().top - 224)");
    await page.mouse.move(0, 0);
    await page.screenshot({ path: README_SCREENSHOT });
  }
  await first.getByText('Durations').click();
  await first.getByRole('rowheader', { name: 'Enrichment' }).waitFor();
  const pipeline = page.getByRole('region', { name: 'Pipeline of the last delivery' });
  assert.equal(await pipeline.locator('.stage.done').count(), 7);
  await look('6-delivered');

  const body = page.getByRole('textbox', { name: 'Body' });
  await body.fill('{"id": "2279", "undocumented": true}');
  await page.getByRole('button', { name: 'Send from Buildr' }).click();
  await first.getByText(/^\d+ differences$/).waitFor();
  await first.getByText('expected number, received string').waitFor();
  await first.getByText('only in the sample').waitFor();
  await first.getByText('no label').first().waitFor();
  await look('6-differences');

  await first.getByRole('button', { name: 'Replay', exact: true }).click();
  await first.getByText('This delivery is a duplicate').waitFor();
  await pipeline.locator('.stage.ended').getByText('Duplicate check').waitFor();
  await pipeline.getByText('ended').waitFor({ state: 'attached' });

  await page.getByRole('tab', { name: 'Attacks' }).click();
  await page.locator('summary').getByText('Signature', { exact: true }).click();
  await page.getByRole('button', { name: 'Simulate: Signature with another secret' }).click();
  await page.locator('.attacks').getByText('as expected').waitFor();
  await first.getByText('signature_mismatch').waitFor();
  await first.getByRole('button', { name: /^Signature with another secret/ }).click();
  await first.getByText('The signature does not match this body and secret.').waitFor();
  await pipeline.locator('.stage.stopped').getByText('Signature', { exact: true }).waitFor();
  await look('6-refused');

  await step('Turn off');
  await page.getByRole('button', { name: 'Turn off Zap' }).click();
  await page.getByText('The URL returns 410 Gone').waitFor();
  await page.getByText('Buildr has no webhook for this Zap.').waitFor();
  await look('7-off');
  await step('Send events');
  await page.getByRole('button', { name: 'Send from Buildr' }).click();
  await page.getByText('No Zap with this trigger is on, so nothing was sent.').waitFor();
  await leave();
});
