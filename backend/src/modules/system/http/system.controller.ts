import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  SystemEndpointQuery,
  SystemEndpoints,
  SystemErrors,
  SystemHealth,
  SystemRangeQuery,
  SystemSockets,
  SystemStatementQuery,
  SystemStatements,
} from '@orbisvoice/shared-dto';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { EndpointDesk } from '../services/endpoint-desk.service.js';
import { ErrorDesk } from '../services/error-desk.service.js';
import { SocketDesk } from '../services/socket-desk.service.js';
import { StatementDesk } from '../services/statement-desk.service.js';
import { SystemHealthService } from '../services/system-health.service.js';

/** How the platform runs. */
@ApiTags('Admin')
@Controller('admin/system')
export class SystemController {
  constructor(
    private readonly healthOf: SystemHealthService,
    private readonly endpointDesk: EndpointDesk,
    private readonly statementDesk: StatementDesk,
    private readonly errorDesk: ErrorDesk,
    private readonly socketDesk: SocketDesk,
  ) {}

  @Get('health')
  @ApiEndpoint({ allow: 'admin.read', ok: SystemHealth, summary: 'The processes and PostgreSQL, now and over time' })
  health(@Query({ schema: SystemRangeQuery }) query: SystemRangeQuery): Promise<SystemHealth> {
    return this.healthOf.read(query);
  }

  @Get('endpoints')
  @ApiEndpoint({ allow: 'admin.read', ok: SystemEndpoints, summary: 'Rate, latency and errors by route, and one of them over time' })
  endpoints(@Query({ schema: SystemEndpointQuery }) query: SystemEndpointQuery): Promise<SystemEndpoints> {
    return this.endpointDesk.read(query);
  }

  @Get('queries')
  @ApiEndpoint({ allow: 'admin.read', ok: SystemStatements, summary: 'Statements by the time they take, by shape: never a value' })
  queries(@Query({ schema: SystemStatementQuery }) query: SystemStatementQuery): Promise<SystemStatements> {
    return this.statementDesk.read(query);
  }

  @Get('errors')
  @ApiEndpoint({ allow: 'admin.read', ok: SystemErrors, summary: 'Recent errors, grouped and masked, and refusals by code' })
  errors(@Query({ schema: SystemRangeQuery }) query: SystemRangeQuery): Promise<SystemErrors> {
    return this.errorDesk.read(query);
  }

  @Get('websockets')
  @ApiEndpoint({ allow: 'admin.read', ok: SystemSockets, summary: 'Open upgraded connections of all API processes' })
  websockets(): Promise<SystemSockets> {
    return this.socketDesk.read();
  }
}
