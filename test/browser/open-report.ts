import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { checks } from '../../src/checks/registry.generated.ts';
import { renderHtml } from '../../src/report/html/render-html.ts';

/** A report in a browser, with everything that the page asked of the world and everything that went wrong. */
export interface OpenReport {
  readonly page: Page;
  /** Addresses that it asked for, besides its own file. */
  readonly requests: readonly string[];
  /** Errors of its script and complaints of the browser, breaches of its own policy among them. */
  readonly complaints: readonly string[];
}

/** A browser that opens reports from files, as somebody does who got one by mail. */
export interface ReportReader {
  readonly open: (assessment: Assessment, hash?: string, options?: BrowserContextOptions) => Promise<OpenReport>;
  readonly close: () => Promise<void>;
}

/** Starts the Chromium at a path. */
export async function startReader(executablePath: string): Promise<ReportReader> {
  // Nobody's profile: a container's root may not make sandboxes.
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const folder = mkdtempSync(join(tmpdir(), 'kubecompass-browser-'));
  let files = 0;
  return {
    async open(assessment, hash = '', options = {}) {
      const file = join(folder, `${(files += 1)}.html`);
      writeFileSync(file, renderHtml(assessment, checks));
      const own = pathToFileURL(file).href;
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const [requests, complaints]: [string[], string[]] = [[], []];
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(own) && !url.startsWith('data:image/svg+xml')) requests.push(url);
      });
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(own + hash);
      return { page, requests, complaints };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
