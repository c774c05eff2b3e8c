import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

const LOOK_MS = 50;
/** Asked twice: an answer may bring the next question. */
const LOOKS = 2;
/** A stream has no end; whatever else takes so long is not waited for either. */
const LONGEST_MS = 10_000;
const underWay = new WeakMap<Page, Set<Request>>();

/** Remembers what a page asks for, from now on. */
export function noteRequests(page: Page): void {
  const requests = new Set<Request>();
  underWay.set(page, requests);
  page.on('request', (request) => requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/**
 * Waits until a page has its answers. The browser says once after a load that the network rests, and not again: of a step inside of the
 * application it says nothing.
 * @throws Error for a page whose requests nobody noted: it would always look at rest
 */
export async function untilNetworkRests(page: Page): Promise<void> {
  const requests = underWay.get(page);
  if (!requests) throw new Error(`requests of ${page.url()} were not noted: open the page with watchedPage()`);
  const end = Date.now() + LONGEST_MS;
  for (let calm = 0; calm < LOOKS && Date.now() < end; calm = requests.size ? 0 : calm + 1) await sleep(LOOK_MS);
}
