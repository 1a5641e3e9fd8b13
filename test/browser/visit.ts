import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as z from 'zod';
import type { Editor } from '../../sandbox/editor/start.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FOLDER = 'reports/browser';

const FOUND = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
  ),
});

/** The sizes of the page. */
export const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;

/** An open page whose errors are recorded. */
export interface Visit {
  readonly page: Page;
  /** Opens a step from the list of steps. */
  step(name: string): Promise<void>;
  /** Checks accessibility (WCAG) in light and dark colors. */
  checkAccessibility(): Promise<void>;
  /** Saves a screenshot, which git ignores. */
  screenshot(name: string): Promise<void>;
  /** Closes the page. Fails if the browser reported an error. */
  leave(): Promise<void>;
}

/** Opens the page. */
export const visit = async (
  browser: Browser,
  editor: Editor,
  size: keyof typeof SIZES,
  options: BrowserContextOptions = {},
): Promise<Visit> => {
  const context = await browser.newContext({ viewport: SIZES[size], reducedMotion: 'reduce', ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const errors: string[] = [];
  page.on('console', (message) => {
    // The browser logs every response with 422. The page shows its message.
    if (/^Failed to load resource: .* status of 422 /.test(message.text())) return;
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(editor.url).origin && !request.url().startsWith('data:')) {
      errors.push(`The page requested ${request.url()}`);
    }
  });
  await page.goto(editor.url);
  await page.getByRole('heading', { level: 2 }).waitFor();

  // During an animation, colors have no valid contrast and screenshots differ.
  const endAnimations = async () => {
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
  };

  const violations = async (scheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme='${scheme}']`).waitFor();
    await endAnimations();
    // Through the debugger, because the page's policy forbids other scripts.
    await page.evaluate(AXE);
    const found = FOUND.parse(await page.evaluate('axe.run(document)'));
    return found.violations.map(
      ({ id, nodes }) =>
        `${scheme}: ${id}\n${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join('\n')}`,
    );
  };

  return {
    page,
    async step(name) {
      await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 2, name }).waitFor();
    },
    async checkAccessibility() {
      assert.deepEqual([...(await violations('light')), ...(await violations('dark'))], []);
      await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light', reducedMotion: 'reduce' });
    },
    async screenshot(name) {
      await page.evaluate('window.scrollTo(0, 0)');
      await endAnimations();
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: `${FOLDER}/${name}-${size}.png`, fullPage: true });
    },
    async leave() {
      await context.close();
      assert.deepEqual(errors, []);
    },
  };
};
