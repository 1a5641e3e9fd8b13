import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Editor, startEditor } from '../../sandbox/editor/start.ts';
import { launch } from './chromium.ts';
import { visit } from './visit.ts';

/** Where the picture in the README is kept; it is taken only when somebody wants a new one. */
const README_PICTURE = process.env['README_PICTURE'];

let browser: Browser;
let editor: Editor;
before(async () => {
  [browser, editor] = await Promise.all([launch(), startEditor({ port: 0 })]);
});
after(async () => {
  await browser?.close();
  await editor?.close();
});

test('a subscribed trigger, the whole way', async () => {
  const { page, step, checkAccessibility, picture, leave } = await visit(browser, editor, 'desktop');
  const look = async (name: string) => {
    await checkAccessibility();
    await picture(`subscribed-${name}`);
  };
  await look('1-choose');
  await page.getByRole('searchbox', { name: 'Search' }).fill('contact created');
  assert.equal(await page.locator('.choice').count(), 1);
  await page.getByRole('link', { name: /^Contact Created/ }).click();

  await page.getByRole('button', { name: 'Yes, Continue' }).click();
  await page.getByRole('alert').getByText('Nothing is filled in.').waitFor();
  await look('2-connect-error');
  await page.getByRole('button', { name: 'Fill in the sandbox’s credentials' }).click();
  await page.getByRole('button', { name: 'Yes, Continue' }).click();
  await page.getByText('Connected: Buildr').waitFor();
  await page.getByText('POST /oauth/token').click();
  const answer = page.getByRole('region', { name: 'Answer to POST /oauth/token' });
  assert.match(await answer.innerText(), /"access_token": "•+"/);
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

  await page.getByRole('button', { name: 'Turn on Zap' }).click();
  await page.getByText('The Zap is on').waitFor();
  await page.getByText('POST /api/2023-01/webhooks').click();
  const sent = await page.getByRole('region', { name: 'Sent with POST /api/2023-01/webhooks' }).innerText();
  assert.match(sent, /"secret": "•+"/);
  assert.match(sent, /"description": "From a browser"/);
  assert.match(sent, /"rate_limit": 30/);
  assert.doesNotMatch(await page.content(), /whsec_/);
  await look('5-on');
  await page.getByRole('link', { name: 'Send an event' }).click();

  await page.getByRole('button', { name: 'Send from Buildr' }).click();
  const first = page.locator('.delivery').first();
  await first.getByText('Delivered').waitFor();
  await first.getByRole('rowheader', { name: 'Contact First Name' }).waitFor();
  if (README_PICTURE) {
    await page.evaluate("scrollTo(0, document.querySelector('.deliveries').getBoundingClientRect().top - 224)");
    await page.mouse.move(0, 0);
    await page.screenshot({ path: README_PICTURE });
  }
  await first.getByText('Time in each step').click();
  await first.getByRole('rowheader', { name: 'Enrichment' }).waitFor();
  const way = page.getByRole('region', { name: 'The way of the last delivery' });
  assert.equal(await way.locator('.stage.done').count(), 7);
  await look('6-delivered');

  const body = page.getByRole('textbox', { name: 'Body' });
  await body.fill('{"id": "2279", "undocumented": true}');
  await page.getByRole('button', { name: 'Send from Buildr' }).click();
  await first.getByText('drifted').waitFor();
  await first.getByText('expected number, received string').waitFor();
  await first.getByText('in the sample, not here').waitFor();
  await first.getByText('no label').first().waitFor();
  await look('6-drifted');

  await first.getByRole('button', { name: 'Replay', exact: true }).click();
  await first.getByText('This delivery came before').waitFor();
  await way.getByText('ends here').waitFor({ state: 'attached' });

  await page.getByRole('tab', { name: 'Attacks' }).click();
  await page.locator('summary').getByText('Signature', { exact: true }).click();
  await page.getByRole('button', { name: 'Try: wrong secret' }).click();
  await page.locator('.attacks').getByText('as expected').waitFor();
  await first.getByText('signature_mismatch').waitFor();
  await first.getByRole('button', { name: /^Wrong secret/ }).click();
  await first.getByText('The signature does not belong to this body and secret.').waitFor();
  await way.locator('.stage.stopped').getByText('Proof').waitFor();
  await look('6-refused');

  await step('Turn off');
  await page.getByRole('button', { name: 'Turn off Zap' }).click();
  await page.getByText('The URL answers 410 Gone').waitFor();
  await page.getByText('Buildr holds no webhook for this Zap any more.').waitFor();
  await look('7-off');
  await step('Send');
  await page.getByRole('button', { name: 'Send from Buildr' }).click();
  await page.getByText('No Zap with this trigger is on, so nothing was sent.').waitFor();
  await leave();
});
