import { APP_BASE_HREF } from '@angular/common';
import { type ApplicationConfig, inject, provideBrowserGlobalErrorListeners, provideZonelessChangeDetection } from '@angular/core';
import {
  provideRouter,
  RedirectCommand,
  Router,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { provideOrbisUi } from '@orbisvoice/shared-ui/start';
import { routes } from './app.routes';
import { consoleBase } from './core/site';
import { STRINGS } from './core/strings';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    // Said here instead of by a <base> element, which a policy of `base-uri 'none'` forbids.
    { provide: APP_BASE_HREF, useFactory: consoleBase },
    provideOrbisUi({ client: 'console', name: `${STRINGS.console} · ${STRINGS.product}` }),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      // The API is down while the session is restored, or a page's code is gone after an update: say so, at the address asked for.
      withNavigationErrorHandler(() => new RedirectCommand(inject(Router).parseUrl('/unavailable'), { skipLocationChange: true })),
    ),
  ],
};
