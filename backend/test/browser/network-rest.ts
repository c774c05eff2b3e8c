import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';

const LOOK_MS = 50;
/** Asked twice: an answer may bring the next question. */
const LOOKS = 2;
/** A stream has no end; whatever else takes so long is not waited for either. */
const LONGEST_MS = 10_000;
interface Notes {
  readonly underWay: Set<Request>;
  asked: number;
}
const noted = new WeakMap<Page, Notes>();

/** Remembers what a page asks for, from now on. */
export function noteRequests(page: Page): void {
  const notes: Notes = { underWay: new Set(), asked: 0 };
  noted.set(page, notes);
  page.on('request', (request) => {
    notes.asked++;
    notes.underWay.add(request);
  });
  page.on('requestfinished', (request) => notes.underWay.delete(request));
  page.on('requestfailed', (request) => notes.underWay.delete(request));
}

/** How much a page has asked for until now. @throws Error as `untilNetworkRests` does */
export const askedBy = (page: Page): number => notesOf(page).asked;

function notesOf(page: Page): Notes {
  const notes = noted.get(page);
  if (!notes) throw new Error(`requests of ${page.url()} were not noted: open the page with watchedPage()`);
  return notes;
}

/**
 * Waits until a page has its answers. The browser says once after a load that the network rests, and not again: of a step inside of the
 * application it says nothing.
 * @throws Error for a page whose requests nobody noted: it would always look at rest
 */
export async function untilNetworkRests(page: Page): Promise<void> {
  const { underWay } = notesOf(page);
  const end = Date.now() + LONGEST_MS;
  for (let calm = 0; calm < LOOKS && Date.now() < end; calm = underWay.size ? 0 : calm + 1) await sleep(LOOK_MS);
}
