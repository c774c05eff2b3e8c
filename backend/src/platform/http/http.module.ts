import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { ProblemFilter } from '../errors/problem.filter.js';
import '../errors/platform.errors.js';
import { ApiWebhooks } from './api-webhooks.js';
import { GatewayRoutes } from './gateway-routes.js';
import { RouteTable } from './route-table.js';
import { validationPipe } from './validation.js';

/** What every request passes: validation by schema, one error filter; answers are serialised where `ApiEndpoint` says their schema. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    ApiWebhooks,
    RouteTable,
    GatewayRoutes,
    ProblemFilter,
    { provide: APP_FILTER, useExisting: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
  ],
  exports: [ApiWebhooks, RouteTable, ProblemFilter, GatewayRoutes],
})
export class HttpModule {}
