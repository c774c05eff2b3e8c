import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { httpServerIfAny } from '../../../platform/web/http-server.js';
import { WidgetGate } from './widget-gate.js';

/** The widget's routes, by the one that matched: the path as sent may be written in many ways. */
const ROUTES = /^\/api\/widget\//;
/** Refusals from before a handler: a body or key nobody can read, and too many calls. Later ones the gate has let in already. */
const REFUSED_BEFORE = [400, 413, 415, 429];

/** Lets pages that are allowed read also what is refused before the gate is reached. */
@Injectable()
export class WidgetRefusals implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly gate: WidgetGate,
  ) {}

  onModuleInit(): void {
    // with a callback, not a promise: every answer of the server passes here
    httpServerIfAny(this.adapterHost)?.addHook('onSend', (request, reply, payload, done) => {
      const publicKey = isUnreadable(request, reply) ? keyOf(request) : undefined;
      if (publicKey === undefined) done(null, payload);
      else this.gate.letRead(publicKey, reply).then(() => done(null, payload), done);
    });
  }
}

const isUnreadable = ({ routeOptions, headers }: FastifyRequest, reply: FastifyReply): boolean =>
  REFUSED_BEFORE.includes(reply.statusCode) && headers.origin !== undefined && ROUTES.test(routeOptions.url ?? '');

function keyOf({ query, params }: FastifyRequest): string | undefined {
  const { agent, publicKey = agent } = { ...(query as Record<string, unknown>), ...(params as Record<string, unknown>) };
  return typeof publicKey === 'string' ? publicKey : undefined;
}
