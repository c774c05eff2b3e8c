import { InjectionToken } from '@angular/core';

/** Which of the two apps this is. Each has its own refresh cookie on the server. */
export type AppClient = 'portal' | 'console';

/** Provided by `provideOrbisUi`. */
export const APP_CLIENT = new InjectionToken<AppClient>('APP_CLIENT');

/** The name after the dot in every page title: "Agents · OrbisVoice". */
export const APP_NAME = new InjectionToken<string>('APP_NAME');

/** Header that tells the API which refresh cookie to read, and that the call is not a cross-site form post. */
export const CLIENT_HEADER = 'x-orbis-client';
