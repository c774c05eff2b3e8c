import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SystemHealth, SystemRangeQuery } from '@orbisvoice/shared-dto';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { SystemHealthService } from '../services/system-health.service.js';

@ApiTags('Admin')
@Controller('admin/system/health')
export class SystemHealthController {
  constructor(private readonly health: SystemHealthService) {}

  @Get()
  @ApiEndpoint({ allow: 'admin.read', ok: SystemHealth, summary: 'The processes and PostgreSQL, now and over time' })
  read(@Query({ schema: SystemRangeQuery }) query: SystemRangeQuery): Promise<SystemHealth> {
    return this.health.read(query);
  }
}
