import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AgentDirectory, type PublicAgent } from '../../agents/index.js';
import { isAllowedOrigin } from '../domain/allowed-origin.js';

/** Browsers keep an answer for two hours at most. */
const PREFLIGHT_SECONDS = 7_200;
/** For whom agents are that were asked for lately; enough for a refusal, never to be let in. */
const REMEMBERED = { max: 5_000, ttl: 60_000 } as const;
const RATE_LIMITED = 429;

/** Lets the pages in that an agent is for, each by its very name: there is no wildcard and there are no cookies. */
@Injectable()
export class WidgetGate {
  private readonly remembered = new LRUCache<string, readonly string[]>(REMEMBERED);

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

  /** Lets an allowed page read a refusal that came before the gate. A flood costs no query: whoever is refused for it was let in before. */
  async letRead(publicKey: string, reply: FastifyReply): Promise<void> {
    if (reply.statusCode !== RATE_LIMITED) return void (await this.open(publicKey, reply));
    void reply.header('vary', 'origin');
    this.letIn(reply, this.remembered.get(publicKey));
  }

  private async open(publicKey: string, reply: FastifyReply): Promise<PublicAgent | null> {
    void reply.header('vary', 'origin');
    const agent = await this.agents.byPublicKey(publicKey);
    if (agent) this.remembered.set(publicKey, agent.allowedOrigins);
    this.letIn(reply, agent?.allowedOrigins);
    return agent;
  }

  /** A page reads answers, and how long to wait after one that says so. */
  private letIn(reply: FastifyReply, allowed: readonly string[] | undefined): void {
    const origin = originOf(reply);
    if (allowed === undefined || origin === undefined || !isAllowedOrigin(origin, allowed)) return;
    void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'retry-after' });
  }
}

const originOf = ({ request }: FastifyReply): string | undefined => request.headers.origin;
