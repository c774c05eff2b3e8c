import { Global, Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from '../errors/problem.filter.js';
import '../errors/platform.errors.js';
import { RouteTable } from './route-table.js';
import { validationPipe } from './validation.js';

/** What every request passes: validation by schema, serialisation by schema, one error filter. */
@Global()
@Module({
  providers: [
    RouteTable,
    ProblemFilter,
    { provide: APP_FILTER, useExisting: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
    { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
  ],
  exports: [RouteTable, ProblemFilter],
})
export class HttpModule {}
