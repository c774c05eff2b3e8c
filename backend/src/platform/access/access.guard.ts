import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RESTRICTED_PERMISSIONS } from '@orbisvoice/shared-dto/values';
import { type FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { type Access, ACCESS, NOT_WHILE_IMPERSONATING, WHILE_IMPERSONATING } from './access.metadata.js';
import { type Actor } from './actor.js';
import { AuthenticatorRegistry } from './authenticator.js';
import { originOf } from './current-actor.js';
import { isServedHere } from './site.js';

const OPEN_WHILE_RESTRICTED: ReadonlySet<string> = new Set(RESTRICTED_PERMISSIONS);

/** Deny by default: a route opens only to what it declared. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticators: AuthenticatorRegistry,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!access) throw new DomainError('access.forbidden');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!isServedHere(request)) throw new DomainError('request.not_found');
    if (access.kind !== 'allow') return true;
    const actor = await this.actorOf(request);
    if (!actor) throw new DomainError('access.unauthenticated');
    request.actor = actor;
    if (!actor.permissions.has(access.permission)) throw new DomainError('access.forbidden', { permission: access.permission });
    if (actor.restriction && !OPEN_WHILE_RESTRICTED.has(access.permission)) throw new DomainError(actor.restriction);
    if (actor.impersonatorId !== null) this.refuseWhileImpersonating(context, actor, request.method);
    return true;
  }

  private actorOf(request: FastifyRequest): Promise<Actor | null> {
    const header = request.headers.authorization;
    if (!header?.startsWith('Bearer ')) return Promise.resolve(null);
    return this.authenticators.authenticate(header.slice('Bearer '.length).trim(), originOf(request));
  }

  private refuseWhileImpersonating(context: ExecutionContext, actor: Actor, method: string): void {
    const has = (mark: symbol): boolean => this.reflector.get<boolean | undefined>(mark, context.getHandler()) === true;
    if (has(NOT_WHILE_IMPERSONATING)) throw new DomainError('access.impersonation_forbidden');
    const isLooking = method === 'GET' || method === 'HEAD' || has(WHILE_IMPERSONATING);
    if (actor.isReadOnly && !isLooking) throw new DomainError('access.impersonation_read_only');
  }
}
