import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { makeEnvironmentProviders, type EnvironmentProviders } from '@angular/core';
import { TitleStrategy } from '@angular/router';
import { provideCharts } from '../charts/provide-charts';
import { APP_CLIENT, APP_NAME, type AppClient } from './app-client';
import { authInterceptor } from './auth.interceptor';
import { AppTitleStrategy } from './page-title';

/** All the kit needs at the root of an app: HTTP with the session, page titles, charts, and which app this is. */
export function provideOrbisUi(options: { client: AppClient; name: string }): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: APP_CLIENT, useValue: options.client },
    { provide: APP_NAME, useValue: options.name },
    { provide: TitleStrategy, useClass: AppTitleStrategy },
    provideHttpClient(withInterceptors([authInterceptor])),
    provideCharts(),
  ]);
}
