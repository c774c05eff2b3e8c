import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withNavigationErrorHandler } from '@angular/router';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { S } from '../strings';
import { sayPageFailed } from './page-failure';

describe('a page that cannot be loaded', () => {
  it('is said to be missing, and the person stays where they are', async () => {
    const gone = { path: 'gone', loadComponent: () => Promise.reject(new Error('Failed to fetch dynamically imported module')) };
    TestBed.configureTestingModule({ providers: [provideRouter([gone], withNavigationErrorHandler(sayPageFailed))] });
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/gone').catch(() => undefined);
    expect(router.url).toBe('/');
    expect(TestBed.inject(ToastService).toasts()).toMatchObject([{ text: S.pageFailed, tone: 'danger' }]);
  });
});
