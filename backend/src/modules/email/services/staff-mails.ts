import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { ImpersonationStarted } from '../../auth/events/impersonation-started.event.js';
import { TenantBanned } from '../../tenants/events/tenant-banned.event.js';
import { TenantReinstated } from '../../tenants/events/tenant-reinstated.event.js';
import { TenantSuspended } from '../../tenants/events/tenant-suspended.event.js';
import { instantText } from '../domain/formats.js';
import { standingFacts, type StandingKind } from '../domain/standing-facts.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

/** Mails to the owners about what our staff did to their workspace. */
@Injectable()
export class StaffMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
    private readonly config: Config,
  ) {}

  @OnEvent(TenantSuspended, { handler: 'email.tenant_suspended' })
  suspended(event: ReceivedEvent<TenantSuspended>): Promise<void> {
    return this.standing(event, 'email.tenant_suspended', { isReinstated: false, isBanned: false });
  }

  @OnEvent(TenantBanned, { handler: 'email.tenant_banned' })
  banned(event: ReceivedEvent<TenantBanned>): Promise<void> {
    return this.standing(event, 'email.tenant_banned', { isReinstated: false, isBanned: true });
  }

  @OnEvent(TenantReinstated, { handler: 'email.tenant_reinstated' })
  reinstated(event: ReceivedEvent<TenantReinstated>): Promise<void> {
    return this.standing(event, 'email.tenant_reinstated', { isReinstated: true, isBanned: false });
  }

  @OnEvent(ImpersonationStarted, { handler: 'email.impersonation_started' })
  async impersonated(event: ReceivedEvent<ImpersonationStarted>): Promise<void> {
    const { impersonationId, userId, staffName, mode, reason, expiresAt } = event.payload;
    const [owners, workspace] = [await this.recipients.owners(event.tenantId), await this.recipients.workspace(event.tenantId)];
    const person = await this.recipients.user(event.tenantId, userId);
    const facts = {
      company: workspace.company,
      staff: staffName,
      person: person?.name ?? workspace.company,
      mayChange: mode === 'write',
      reason,
      at: instantText(event.at, workspace),
      until: instantText(new Date(expiresAt), workspace),
      contact: this.config.support.email,
      teamUrl: this.links.page('/team'),
    };
    const orders = owners.map((to) => ({
      template: 'impersonation-notice' as const,
      to,
      dedupeKey: `${impersonationId}/${to.userId ?? to.email}`,
      data: { ...facts, name: to.name },
    }));
    await this.outbox.order(event, 'email.impersonation_started', orders);
  }

  private async standing(
    event: ReceivedEvent<TenantSuspended | TenantBanned | TenantReinstated>,
    handler: string,
    kind: StandingKind,
  ): Promise<void> {
    const [owners, workspace] = [await this.recipients.owners(event.tenantId), await this.recipients.workspace(event.tenantId)];
    const { reason } = event.payload;
    const facts = {
      ...standingFacts({ kind, reason, at: event.at, workspace }),
      contact: this.config.support.email,
      portalUrl: this.links.page('/'),
    };
    const orders = owners.map((to) => ({
      template: 'account-suspended' as const,
      to,
      dedupeKey: `${event.id}/${to.userId ?? to.email}`,
      data: { ...facts, name: to.name },
    }));
    await this.outbox.order(event, handler, orders);
  }
}
