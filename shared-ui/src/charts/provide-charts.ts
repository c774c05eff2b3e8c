import type { EnvironmentProviders } from '@angular/core';
import { provideAnimationsAsync } from '@angular/platform-browser/animations/async';

/**
 * What an application with charts provides at its root. ngx-charts binds animations even where they are switched off; their engine is a chunk
 * of its own that comes with the first chart. Given to a route only, it would never take removed elements out of the page: the root's renderer
 * is the one that is told of the end of a drawing.
 */
export const provideCharts = (): EnvironmentProviders => provideAnimationsAsync('noop');
