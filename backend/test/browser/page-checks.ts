import { type Locator, type Page } from 'playwright-core';
import { askedBy, untilNetworkRests } from './network-rest.js';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

const NARROW = 320;
const SCHEMES = ['light', 'dark'] as const;
/** Every page is looked at on a wide screen; what it is like on a narrow one costs as much again. */
export const SCREENS = ['wide', 'narrow'] as const;
const MAX_TABS = 120;
/** A page whose rows change all the time is judged as it is then. */
const MOST_LOOKS = 3;
/**
 * Colours fade from one scheme to the other, those that are inherited after those they come from, and a new width is styled a frame later: only
 * what they come to rest at is the page's.
 */
const AT_REST = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isFading = (one) => one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity;
  await frame();
  for (;;) {
    await frame();
    const fading = document.getAnimations().filter(isFading);
    if (fading.length === 0) return;
    await Promise.allSettled(fading.map((one) => one.finished));
  }
})()`;

/** What reads anew is dimmed on purpose until it has; skeletons stand for themselves. */
const DIMMED = '[aria-busy="true"]:not(ov-skeleton):not(button):not(:has(ov-skeleton)), [data-outdated]';

/** Everything a page owes its reader, in light and dark and on the narrowest phone; empty when it keeps all of it. */
export async function faultsOfPage(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  for (let look = 1; ; look++) {
    await untilNetworkRests(page);
    // not by a function that is asked again and again: the page's policy allows no eval
    await page.locator(DIMMED).first().waitFor({ state: 'detached' });
    const asked = askedBy(page);
    const faults = await faultsOfState(page, SCREENS);
    // a page that heard news while it was judged has read anew, and was dimmed meanwhile
    if (faults.length === 0 || askedBy(page) === asked || look === MOST_LOOKS) return faults;
  }
}

/** The same of a page as it stands, also while it waits for what does not come. */
export async function faultsOfState(page: Page, screens: readonly (typeof SCREENS)[number][]): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    faults.push(...(await violations(page)).map((violation) => `${colorScheme}: ${violation}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (screens.includes('narrow')) faults.push(...(await narrowFaults(page)));
  return faults.map((fault) => `${new URL(page.url()).pathname} ${fault}`);
}

/** WCAG 2.2 AA and axe's own good practice. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AT_REST);
  const found = await page.evaluate<Violation[]>('axe.run(document).then((result) => result.violations)');
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} (${help}) at ${JSON.stringify(target)} ${failureSummary.replace(/\s+/g, ' ')}`),
  );
}

async function narrowFaults(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: NARROW, height: 640 });
  await page.evaluate(AT_REST);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  // what pushes the page wide, to be found at once
  const wide = await page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > ${NARROW} + 1 && getComputedStyle(one).position !== 'fixed')
    .slice(0, 4).map((one) => one.tagName.toLowerCase() + '.' + one.className)`);
  const found = width > NARROW ? [`is ${width} px wide on a ${NARROW} px screen: ${wide.join(', ')}`] : [];
  found.push(...(await violations(page)).map((violation) => `${NARROW} px: ${violation}`));
  if (size) await page.setViewportSize(size);
  return found;
}

/** Runs in the page, where there is a document. */
const hasFocus = (element: unknown): boolean => Reflect.get(Object(Reflect.get(globalThis, 'document')), 'activeElement') === element;

const FOCUS_IS_SHOWN = `(() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
})()`;

/** Goes through the page with Tab alone. @throws Error when the target never gets the focus, or gets it without showing it */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < MAX_TABS; step++) {
    await page.keyboard.press('Tab');
    if (!(await target.evaluate(hasFocus))) continue;
    if (await page.evaluate<boolean>(FOCUS_IS_SHOWN)) return;
    throw new Error(`the focus on ${String(target)} cannot be seen`);
  }
  throw new Error(`${String(target)} cannot be reached with Tab`);
}
