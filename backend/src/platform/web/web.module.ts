import { Module } from '@nestjs/common';
import { AppsRoute } from './apps-route.js';
import { DocsRoute } from './docs-route.js';
import { OpenApiHolder } from './open-api-holder.js';

/** Both apps and the API's documentation. Needs `registerHttpPlugins` on the server first. */
@Module({ providers: [OpenApiHolder, DocsRoute, AppsRoute], exports: [OpenApiHolder] })
export class WebModule {}
