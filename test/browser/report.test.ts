import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { assessExample } from '../support/assess-example.ts';
import { findingWith } from '../support/finding.ts';
import { hostileAssessment } from '../support/hostile-assessment.ts';
import { spoilTexts } from '../support/spoil-texts.ts';
import { findChromium } from './find-chromium.ts';
import { type ReportReader, startReader } from './open-report.ts';

const chromium = findChromium();
const council = await assessExample('examples/council');
const bank = await assessExample('examples/bank');

/** As many Deployments without a budget. */
function manyFindings(number: number): Assessment {
  const { subject } = findingWith();
  const findings = Array.from({ length: number }, (_, index) =>
    findingWith({
      subject: { ...subject, namespace: `team-${index % 40}`, name: `shop-${index}` },
      evidence: [
        {
          ...subject,
          path: 'spec.replicas',
          value: 3,
          source: { file: `team-${index % 40}/shop.yaml`, line: index + 1, column: 1 },
        },
      ],
    }),
  );
  return { ...council, findings: [...council.findings, ...findings] };
}

describe.skipIf(chromium === null)('the HTML report in a browser', () => {
  let reader: ReportReader;
  beforeAll(async () => {
    reader = await startReader(chromium ?? '');
  });
  afterAll(() => reader.close());

  /** The criteria that are in sight, by their ids. */
  const criteriaIn = (page: Page): Promise<string[]> =>
    page.locator('#list .criterion:not([hidden])').evaluateAll((all) => all.map(({ id }) => id));
  const isInSight = (page: Page, id: string): Promise<boolean> =>
    page.locator(`[id="${id}"]`).evaluate((element) => {
      const { top, bottom, height } = element.getBoundingClientRect();
      return height > 0 && bottom > 0 && top < innerHeight;
    });

  test('its first view answers: the tiers, the gate, what was seen', async () => {
    const { page, requests, complaints } = await reader.open(council, '', { viewport: { width: 1280, height: 800 } });
    const seen = await page.locator('.answer').innerText();
    expect(seen).toMatch(/Tiers critical, important and best-effort are failing/);
    expect(seen).toMatch(/59 objects .* in 10 files/);
    expect(seen).toMatch(/does not hold/);
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect([requests, complaints]).toEqual([[], []]);
  });

  test('the worst Critical workload stands first, and its faults are a click away', async () => {
    const { page, complaints } = await reader.open(council);
    const first = page.locator('.workloads tbody tr').first();
    expect(await first.locator('td').first().innerText()).toBe('critical');
    const fault = first.locator('a').first();
    const target = (await fault.getAttribute('href'))?.slice(1) ?? '';
    await fault.click();
    await expect.poll(() => isInSight(page, target)).toBe(true);
    const finding = council.findings.find(({ fingerprint }) => fingerprint === target);
    expect(finding).toMatchObject({ tier: 'critical', verdict: 'fail' });
    expect(complaints).toEqual([]);
  });

  describe('filters', () => {
    test('narrow down, say how much is left, and stand in the address', async () => {
      const { page, complaints } = await reader.open(council);
      await page.getByLabel('Tier', { exact: true }).selectOption('critical');
      await page.getByLabel('Verdict', { exact: true }).selectOption('fail');
      const wanted = council.findings.filter(({ tier, verdict }) => tier === 'critical' && verdict === 'fail');
      await expect.poll(() => page.locator('#shown').innerText()).toMatch(/^\d+ of 362 findings/);
      await expect.poll(() => page.url()).toMatch(/#tier=critical&verdict=fail$/);
      const criteria = new Set(wanted.map(({ criterion }) => criterion));
      expect(new Set(await criteriaIn(page))).toEqual(criteria);
      const [first] = wanted;
      expect(await page.locator(`[id="${first?.fingerprint}"]`).isVisible()).toBe(true);
      expect(complaints).toEqual([]);
    });

    test('are taken from the address', async () => {
      const { page } = await reader.open(council, '#q=payments+hostname-only&chapter=availability&namespace=taxes');
      expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('payments hostname-only');
      expect(await page.getByLabel('Namespace', { exact: true }).inputValue()).toBe('taxes');
      expect(await criteriaIn(page)).toEqual(['availability/zone-spread']);
      const rows = page.locator('#list li[data-t]:visible');
      expect(await rows.count()).toBe(1);
      expect(await rows.first().innerText()).toContain('payments');
    });

    test('are taken back', async () => {
      const { page } = await reader.open(council, '#tier=critical&q=nothing-is-called-so');
      expect(await criteriaIn(page)).toEqual([]);
      await page.getByRole('button', { name: 'Show all' }).click();
      await expect.poll(async () => (await criteriaIn(page)).length).toBe(council.outcomes.length);
      expect(page.url()).not.toContain('#');
    });
  });

  describe('a link leads to', () => {
    test('a criterion, which is open', async () => {
      const { page } = await reader.open(council, '#network/default-deny');
      expect(await isInSight(page, 'network/default-deny')).toBe(true);
      expect(await page.locator('[id="network/default-deny"]').getAttribute('open')).not.toBeNull();
    });

    test('a finding, whatever the filter hides', async () => {
      const { fingerprint } = council.findings.find(({ verdict }) => verdict === 'fail') ?? { fingerprint: '' };
      const { page } = await reader.open(council, '#tier=critical&q=nothing-is-called-so');
      await page.evaluate((id) => {
        location.hash = id;
      }, fingerprint);
      await expect.poll(() => isInSight(page, fingerprint)).toBe(true);
    });
  });

  test('the keyboard is enough: skip, open a criterion, filter', async () => {
    const { page } = await reader.open(council);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the report');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const summary = page.locator('[id="availability/zone-spread"] > summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('[id="availability/zone-spread"]').getAttribute('open')).not.toBeNull();
    await page.getByLabel('Text', { exact: true }).focus();
    await page.keyboard.type('ledger');
    await page.keyboard.press('Tab');
    await page.keyboard.press('c');
    await expect.poll(() => page.url()).toMatch(/#q=ledger&tier=critical$/);
  });

  test('without scripts everything is there, and no control that does nothing', async () => {
    const { page } = await reader.open(council, '', { javaScriptEnabled: false });
    const text = await page.locator('main').textContent();
    for (const { because } of council.findings.slice(0, 20)) expect(text).toContain(because);
    expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0);
    await page.locator('[id="availability/zone-spread"] > summary').click();
    expect(await page.locator('[id="availability/zone-spread"] .group').first().isVisible()).toBe(true);
  });

  test.each([
    ['light', 1280, 'a whole report', council],
    ['dark', 390, 'a whole report', council],
    ['light', 390, 'a report of all that can go wrong', hostileAssessment(council)],
    ['dark', 1280, 'a report of all that can go wrong', hostileAssessment(council)],
  ] as const)('axe finds nothing in the %s, %i pixels wide, of %s', async (colorScheme, width, _of, assessment) => {
    const { page } = await reader.open(assessment, '', { colorScheme, viewport: { width, height: 800 } });
    // What is open is looked at; all of it takes minutes, and is of the same parts.
    await page.locator('#list .criterion').evaluateAll((all) => {
      for (const one of all.slice(0, 12)) one.setAttribute('open', '');
    });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))])).toEqual(
      [],
    );
  });

  test('5,000 findings are filtered before anybody notices', async () => {
    const { page } = await reader.open(manyFindings(5000));
    await page.locator('#shown').waitFor();
    const milliseconds = await page.evaluate(async () => {
      const field = document.querySelector<HTMLInputElement>('[name="q"]');
      const times: number[] = [];
      for (const text of ['shop-1', 'shop-12', 'shop-123', '']) {
        if (field) field.value = text;
        field?.dispatchEvent(new Event('input', { bubbles: true }));
        // The page waits for the next letter.
        await new Promise((resolve) => setTimeout(resolve, 70));
        const begun = performance.now();
        await new Promise((resolve) => setTimeout(resolve, 20));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - begun);
      }
      return times;
    });
    expect(await page.locator('#shown').innerText()).toMatch(/^5,\d+ findings/);
    // A second on the slowest machine that is shared with others; a tenth of that elsewhere.
    expect(Math.max(...milliseconds)).toBeLessThan(1000);
  });

  test('the theme can be switched', async () => {
    const { page } = await reader.open(bank, '', { colorScheme: 'light' });
    const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    const button = page.getByRole('button', { name: /^Theme/ });
    await button.click();
    expect(await paper()).toBe(light);
    await button.click();
    expect(await paper()).not.toBe(light);
    expect(await button.innerText()).toBe('Theme: dark');
  });

  test('nothing is wider than a phone', async () => {
    for (const assessment of [council, bank, spoilTexts(council)]) {
      const { page } = await reader.open(assessment, '', { viewport: { width: 390, height: 844 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });

  test('hostile names are text, and nothing leaves the page', async () => {
    const { page, requests, complaints } = await reader.open(spoilTexts(council));
    await page.getByRole('button', { name: 'Open all' }).click();
    await page.getByLabel('Text', { exact: true }).fill('<script>');
    await expect.poll(() => page.url()).toContain('#q=');
    expect(await page.evaluate(() => Reflect.get(globalThis, 'hacked') as unknown)).toBeUndefined();
    expect(await page.locator('main').innerText()).toContain('<img src=https://evil.example/x onerror=');
    expect(await page.locator('main img, main script, main style, a[href^="javascript"]').count()).toBe(0);
    expect([requests, complaints]).toEqual([[], []]);
  });

  test('it prints: all is open, and no control is on paper', async () => {
    const { page } = await reader.open(council);
    const screen = await page.pdf({ format: 'A4' });
    await page.getByLabel('Tier', { exact: true }).selectOption('critical');
    expect(screen.subarray(0, 5).toString()).toBe('%PDF-');
    // What is closed would leave a page or two.
    expect(screen.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(10);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0);
  });
});
