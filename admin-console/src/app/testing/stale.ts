import type { PageHarness } from '@orbisvoice/shared-ui/testing';

/** What was read stays, under a notice that says since when it is old, why, and offers another try. */
export function expectStale(view: PageHarness<unknown>, kept: string): void {
  expect(view.find('oc-stale').textContent).toMatch(
    /could not be refreshed\..*was read at \d{1,2} \w{3} \d{4}, [\d:]{8} UTC.*trace-1.*Try again/s,
  );
  expect(view.has('oc-problem')).toBe(false);
  expect(view.has(kept)).toBe(true);
}
