import { APP_BASE_HREF } from '@angular/common';
import type { ApplicationConfig } from '@angular/core';
import { provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { provideOrbisUi } from '@orbisvoice/shared-ui/start';
import { routes } from './app.routes';
import { sayPageFailed } from './core/page-failure';
import { S } from './strings';

/** The base is given here and not by a `<base>` element, which the content security policy forbids. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    { provide: APP_BASE_HREF, useValue: '/' },
    provideOrbisUi({ client: 'portal', name: S.productName }),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withRouterConfig({ canceledNavigationResolution: 'computed' }),
      withNavigationErrorHandler(sayPageFailed),
    ),
  ],
};
