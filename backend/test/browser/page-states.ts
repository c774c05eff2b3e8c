import type { Page, Route } from 'playwright-core';
import type { WatchedPage } from './chromium.js';
import { untilNetworkRests } from './network-rest.js';
import { faultsOfState } from './page-checks.js';

/** What a page may meet instead of its data, and how it says so. */
const STATES = { slow: 'ov-skeleton', broken: 'ov-error', denied: 'ov-denied' } as const;
type State = keyof typeof STATES;

const ANSWERS = {
  broken: { status: 500, code: 'service.internal', title: 'Internal Server Error' },
  denied: { status: 403, code: 'access.forbidden', title: 'Forbidden' },
} as const;
const RETRY = 'Try again';
/** More parts than any page reads by itself. */
const MOST_PARTS = 8;

/** Where the walk leads, and what of the API is staged on it. */
export interface Walk {
  /** Of the application, without a slash at the end. */
  readonly base: string;
  readonly staged: RegExp;
}

/** Leads one page through an application whose API is slow, broken or closed, without loading it anew. */
export class StateWalk {
  private state: State | null = null;
  private readonly held = new Set<Route>();

  private constructor(
    private readonly watched: WatchedPage,
    private readonly walk: Walk,
  ) {}

  /** The application must be open and signed in. */
  static async begin(watched: WatchedPage, walk: Walk): Promise<StateWalk> {
    const it = new StateWalk(watched, walk);
    await watched.page.route(walk.staged, (route) => it.answer(route));
    return it;
  }

  /** Shows a page in every state, and mends what was broken. @returns what is wrong with it in which state */
  async faultsOf(path: string): Promise<string[]> {
    const faults: string[] = [];
    for (const state of Object.keys(STATES) as State[]) {
      await this.leave();
      this.state = state;
      await this.goTo(path);
      await this.page.locator(`main ${STATES[state]}`).first().waitFor();
      // the states differ by their texts, which are narrower than any data
      const found = await faultsOfState(this.page, state === 'broken' ? ['wide', 'narrow'] : ['wide']);
      faults.push(...found.map((fault) => `${state}: ${fault}`));
      if (state === 'broken') await this.mend();
    }
    await this.leave();
    return [...faults, ...this.uncaught()];
  }

  private get page(): Page {
    return this.watched.page;
  }

  /** What a page says of itself when nothing was staged; that answers were refused is the walk's own doing. */
  private uncaught(): string[] {
    return this.watched.faults.splice(0).filter((fault) => /uncaught|content security policy/.test(fault));
  }

  /** One try more brings the data to each part of the page, also to one that shows itself only then. @throws Error for a part that stays broken */
  private async mend(): Promise<void> {
    this.state = null;
    const broken = this.page.locator(`main ${STATES.broken}`);
    for (let part = 0; part < MOST_PARTS && (await broken.count()) > 0; part++) {
      await broken.first().getByRole('button', { name: RETRY }).click();
      // one try may be for several parts: which of them stays broken is known when all have answered
      await untilNetworkRests(this.page);
      await this.page.locator(`main ${STATES.slow}`).first().waitFor({ state: 'detached' });
    }
    await broken.first().waitFor({ state: 'detached' });
  }

  /** To a page that asks for nothing, with everything let go that still waits. */
  private async leave(): Promise<void> {
    this.state = null;
    await this.goTo('/nothing-is-here');
    await this.page.getByRole('heading', { name: 'Page not found', level: 1 }).waitFor();
    // what the page itself gave up when it was left cannot be ended once more
    for (const route of this.held) await route.abort().catch(() => undefined);
    this.held.clear();
  }

  /** As a link in the page would. */
  private async goTo(path: string): Promise<void> {
    const url = JSON.stringify(`${this.walk.base}${path}`);
    await this.page.evaluate(`history.pushState(null, '', ${url}); dispatchEvent(new PopStateEvent('popstate'))`);
  }

  private async answer(route: Route): Promise<void> {
    if (this.state === null) return route.fallback();
    if (this.state === 'slow') return void this.held.add(route);
    const { status, code, title } = ANSWERS[this.state];
    const body = { type: 'about:blank', title, status, code, traceId: 'trace-of-the-walk' };
    await route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(body) });
  }
}
