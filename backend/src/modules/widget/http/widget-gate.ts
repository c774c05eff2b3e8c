import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AgentDirectory, type PublicAgent } from '../../agents/index.js';
import { isAllowedOrigin } from '../domain/allowed-origin.js';

/** Browsers keep an answer for two hours at most. */
const PREFLIGHT_SECONDS = 7_200;

/** Lets the pages in that an agent is for, each by its very name: there is no wildcard and there are no cookies. */
@Injectable()
export class WidgetGate {
  constructor(private readonly agents: AgentDirectory) {}

  /** The agent a page speaks for. @throws DomainError `agents.not_found`, `request.origin_refused` */
  async enter(publicKey: string, reply: FastifyReply): Promise<PublicAgent> {
    const agent = await this.open(publicKey, reply);
    if (!agent) throw new DomainError('agents.not_found');
    if (!isAllowedOrigin(originOf(reply), agent.allowedOrigins)) throw new DomainError('request.origin_refused');
    return agent;
  }

  /** The same for what anybody may read: a page that is not allowed is refused, a caller without a page is not. */
  async look(publicKey: string, reply: FastifyReply): Promise<PublicAgent> {
    if (originOf(reply) !== undefined) return this.enter(publicKey, reply);
    const agent = await this.open(publicKey, reply);
    if (!agent) throw new DomainError('agents.not_found');
    return agent;
  }

  /** Tells a browser that asks first. To a page that is not allowed, or a key that is none, the answer says nothing. */
  async preflight(publicKey: string, reply: FastifyReply): Promise<void> {
    await this.open(publicKey, reply);
    if (!reply.hasHeader('access-control-allow-origin')) return;
    void reply.headers({
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    });
  }

  private async open(publicKey: string, reply: FastifyReply): Promise<PublicAgent | null> {
    void reply.header('vary', 'origin');
    const agent = await this.agents.byPublicKey(publicKey);
    const origin = originOf(reply);
    if (agent && origin !== undefined && isAllowedOrigin(origin, agent.allowedOrigins)) {
      void reply.header('access-control-allow-origin', origin);
    }
    return agent;
  }
}

const originOf = ({ request }: FastifyReply): string | undefined => request.headers.origin;
