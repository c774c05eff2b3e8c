import type { Type } from '@angular/core';
import { PageHarness, aProblem, type PageOptions } from '@orbisvoice/shared-ui/testing';

/**
 * The states every page owes for its main read: loading, error with retry, denied. Data and empty are the page's own tests.
 * `others` are the page's further reads; they stay open.
 */
export function describePageStates<T>(page: Type<T>, path: string, options: PageOptions = {}): void {
  describe('states', () => {
    it('shows that it is loading', async () => {
      const harness = await PageHarness.open(page, options);
      expect(harness.find('ov-skeleton').getAttribute('aria-busy')).toBe('true');
    });

    it('says why it failed, with the reference, and tries again', async () => {
      const harness = await PageHarness.open(page, options);
      await harness.refuse('GET', path, aProblem('service.internal', 500));
      expect(harness.find('ov-error').textContent).toContain('trace-1');
      await harness.click('Try again');
      expect(harness.request('GET', path)).toBeTruthy();
    });

    it('says so when the role does not allow it', async () => {
      const harness = await PageHarness.open(page, options);
      await harness.refuse('GET', path, aProblem('access.forbidden', 403));
      expect(harness.find('ov-denied').textContent).toContain('do not have access');
    });
  });
}
