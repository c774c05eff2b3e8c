import type { Page } from 'playwright-core';
import { eventually } from '../harness/wait.js';
import { tabTo } from './page-checks.js';

const DAYS = 7;
const HOURS = 24;

/** The value of a figure, by its name. */
export const figure = (page: Page, name: string) =>
  page
    .locator('.figures > li')
    .filter({ has: page.locator('.figure-name > span').getByText(name, { exact: true }) })
    .locator('.ov-stat-value');

const list = (page: Page) => page.getByRole('heading', { name: 'Conversations', level: 1 });
const filters = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

/** Goes to the drawing of the week with Tab, with arrows to the first hour that had conversations, and with Enter to as many of them. */
export async function openBusyHour(page: Page): Promise<void> {
  const map = page.locator('ov-heat-map');
  await map.waitFor();
  const table = map.getByRole('button', { name: 'Show as table' });
  if ((await table.getAttribute('aria-pressed')) === 'true') await table.click();
  await tabTo(page, map.locator('.ov-plot'));
  const count = await readBusyHour(page);
  await page.keyboard.press('Enter');
  await list(page).waitFor();
  expect([...filters(page).keys()]).toEqual(expect.arrayContaining(['weekday', 'hour', 'isCounted']));
  await page.locator('tbody tr').first().waitFor();
  expect(await page.locator('tbody tr').count()).toBe(count);
}

const readout = (page: Page) => page.locator('ov-heat-map .ov-readout');

/** Every cell is called otherwise: what is read before the name has changed is still that of the cell before. */
async function pressAndRead(page: Page, key: string): Promise<void> {
  const before = await readout(page).innerText();
  await page.keyboard.press(key);
  await eventually('another cell is read', async () => (await readout(page).innerText()) !== before);
}

async function readBusyHour(page: Page): Promise<number> {
  for (let step = 0; step < DAYS * HOURS; step++) {
    const isNewDay = step > 0 && step % HOURS === 0;
    for (const key of isNewDay ? ['ArrowDown', 'Home'] : ['ArrowRight']) await pressAndRead(page, key);
    const [, count = '0'] = /: ([\d,]+)/.exec(await readout(page).innerText()) ?? [];
    if (count !== '0') return Number(count.replaceAll(',', ''));
  }
  throw new Error('no hour of the week had a conversation');
}

/** Goes upon the last stack of the outcomes until it is read, and with a click to the conversations of its day. */
export async function openLastBar(page: Page): Promise<void> {
  const bar = page.locator('ov-stacked-chart path.bar:not(.hidden)').last();
  await bar.hover();
  await page.locator('ov-stacked-chart .ov-plot-opens').waitFor();
  await bar.click();
  await list(page).waitFor();
  expect(filters(page).get('from')).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(filters(page).get('to')).toBe(filters(page).get('from'));
}
