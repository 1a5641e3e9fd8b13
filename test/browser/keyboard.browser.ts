import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Editor, startEditor } from '../../sandbox/editor/start.ts';
import { launch } from './chromium.ts';
import { visit } from './visit.ts';

const MAX_STOPS = 150;

let browser: Browser;
let editor: Editor;
before(async () => {
  [browser, editor] = await Promise.all([launch(), startEditor({ port: 0 })]);
});
after(async () => {
  await browser?.close();
  await editor?.close();
});

const hasFocus = async (target: Locator): Promise<boolean> =>
  (await target.count()) === 1 && (await target.and(target.page().locator(':focus')).count()) === 1;

/** Presses the Tab key until an element has the focus, and checks that the focus is visible. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if (await hasFocus(target)) {
      assert.equal(
        await page.evaluate(
          "getComputedStyle(document.activeElement).outlineStyle !== 'none' || getComputedStyle(document.activeElement).borderColor !== ''",
        ),
        true,
      );
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`The Tab key does not reach ${target}`);
};

const press = async (page: Page, target: Locator, key = 'Enter'): Promise<void> => {
  await tabTo(page, target);
  await page.keyboard.press(key);
};

test('a trigger and an action can be used with the keyboard only', async () => {
  const { page, leave } = await visit(browser, editor, 'desktop', { colorScheme: 'dark' });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const heading = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();

  await press(page, page.getByRole('link', { name: /^Site Published Triggers/ }));
  await heading('Connect account');
  assert.equal(await hasFocus(page.getByRole('heading', { level: 2, name: 'Connect account' })), true);
  await press(page, button('Use sandbox credentials'), 'Space');
  await press(page, button('Yes, Continue'));
  await page.getByText('Connected: BaseKit').waitFor();
  await press(page, page.getByRole('main').locator('.panel').getByRole('link', { name: 'Set up', exact: true }));
  await heading('Set up');
  await press(page, button('Continue'));
  await heading('Test');
  await press(page, button('Test trigger'));
  await page.getByRole('status').waitFor();
  await press(page, page.getByRole('link', { name: 'Continue' }));
  await heading('Publish');
  await press(page, button('Publish Zap'));
  await page.getByText('The Zap is on').waitFor();
  await press(page, page.locator('.panel').getByRole('link', { name: 'Send events' }));
  await heading('Send events');
  await press(page, button('Send from BaseKit'));
  const first = page.locator('.delivery').first();
  await first.getByText('Delivered').waitFor();
  await press(page, page.getByRole('tab', { name: 'Test event' }), 'ArrowRight');
  await page.getByRole('tab', { name: 'Attacks', selected: true }).waitFor();
  await press(page, page.locator('summary').filter({ hasText: /^Signature(?! encoding|s| headers)/ }));
  await press(page, button('Simulate: No signature'));
  await first.getByText('signature_missing').waitFor();
  await press(page, first.getByRole('button', { name: /^No signature/ }));
  await first.getByText('The request has no signature.').waitFor();
  await press(page, page.locator('.panel').getByRole('link', { name: 'Turn off' }));
  await heading('Turn off');
  await press(page, button('Turn off Zap'));
  await page.getByText('The URL returns 410 Gone').waitFor();

  await page.keyboard.press('Control+Home');
  await page.goto(`${editor.url}/#/action//choose`);
  await press(page, page.getByRole('link', { name: /^Verify Webhook Delivery/ }));
  await heading('Connect account');
  await press(page, page.locator('.panel').getByRole('link', { name: 'Set up' }));
  await heading('Set up and test');
  await press(page, button('Test step'));
  await page.getByRole('alert').waitFor();
  await leave();
});
