import { Controller, Get, Header, Req, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/access/actor.js';
import { AuthenticatorRegistry } from '../../../platform/access/authenticator.js';
import { CurrentActor } from '../../../platform/access/current-actor.js';
import { ApiEndpoint } from '../../../platform/http/api-endpoint.js';
import { ExportStreams } from '../services/export-streams.js';

const BEARER = 'Bearer ';

/** How exports get on, as it happens. */
@ApiTags('Exports')
@Controller('exports/events')
export class ExportEventsController {
  constructor(
    private readonly streams: ExportStreams,
    private readonly authenticators: AuthenticatorRegistry,
  ) {}

  @Get()
  @ApiEndpoint({
    allow: 'exports.read',
    ok: null,
    status: 200,
    mediaType: 'text/event-stream',
    summary:
      'Server-sent events: `export` with an export that changed, `deleted` with its id, `reload` when events may have been missed. Ends with the session',
  })
  @Header('x-accel-buffering', 'no')
  async events(@CurrentActor() { tenantId, origin }: Actor, @Req() { headers }: FastifyRequest): Promise<StreamableFile> {
    const token = (headers.authorization ?? '').slice(BEARER.length).trim();
    const mayListen = async (): Promise<boolean> =>
      (await this.authenticators.authenticate(token, origin))?.permissions.has('exports.read') === true;
    return new StreamableFile(await this.streams.open({ tenantId, mayListen }), { type: 'text/event-stream' });
  }
}
