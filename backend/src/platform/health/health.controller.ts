import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { ApiEndpoint } from '../http/api-endpoint.js';
import { Liveness, ReadinessReport } from './health.dto.js';
import { type Look, Readiness } from './readiness.js';

@ApiTags('Platform')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @ApiEndpoint({ public: true, ok: Liveness, summary: 'Whether the process runs' })
  live(): Liveness {
    return { status: 'up' };
  }

  @Get('ready')
  @ApiEndpoint({ public: true, ok: ReadinessReport, summary: 'Whether the process can work; 503 names the part that is down' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    return report(await this.readiness.look(), reply);
  }
}

function report({ parts, figures }: Look, reply: FastifyReply): ReadinessReport {
  const isReady = parts.every(({ isUp }) => isUp);
  if (!isReady) void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
  return {
    status: isReady ? 'ready' : 'not_ready',
    parts: parts.map(({ name, isUp, ms }) => ({ name, status: isUp ? 'up' : 'down', ms })),
    figures,
  };
}
