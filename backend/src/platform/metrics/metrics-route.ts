import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { isSameSecret } from '../crypto/tokens.js';
import { DomainError } from '../errors/domain-error.js';
import { httpServerOf } from '../web/http-server.js';
import { Metrics } from './metrics.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `GET /api/metrics` for Prometheus. Figures tell about customers and load: a token, or nobody but this machine. */
@Injectable()
export class MetricsRoute implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    httpServerOf(this.adapterHost).get('/api/metrics', async (request, reply) => {
      if (!mayRead(request, this.config.metrics.token)) throw new DomainError('access.unauthenticated');
      return reply.type(this.metrics.registry.contentType).send(await this.metrics.text());
    });
  }
}

/** With a token configured: its bearer. Without: the loopback, and not by way of a proxy that runs on this machine. */
export function mayRead(request: Pick<FastifyRequest, 'headers' | 'socket'>, token: string | undefined): boolean {
  const { authorization } = request.headers;
  if (token !== undefined) return authorization !== undefined && isSameSecret(authorization, `Bearer ${token}`);
  const isProxied = request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined;
  return !isProxied && LOOPBACK.has(request.socket.remoteAddress ?? '');
}
