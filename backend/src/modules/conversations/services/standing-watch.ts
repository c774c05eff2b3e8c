import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { TenantBanned } from '../../tenants/events/tenant-banned.event.js';
import { TenantSuspended } from '../../tenants/events/tenant-suspended.event.js';
import { mayRun, TenantService } from '../../tenants/index.js';
import { ConversationEndService } from './conversation-end.service.js';

/** What is open when a tenant is stopped is ended: nobody could write its end any more. Doing it twice ends nothing twice. */
@Injectable()
export class StandingWatch {
  constructor(
    private readonly tenants: TenantService,
    private readonly conversations: ConversationEndService,
  ) {}

  @OnEvent(TenantSuspended, { handler: 'conversations.tenant_suspended' })
  suspended(event: ReceivedEvent<TenantSuspended>): Promise<void> {
    return this.cut(event);
  }

  @OnEvent(TenantBanned, { handler: 'conversations.tenant_banned' })
  banned(event: ReceivedEvent<TenantBanned>): Promise<void> {
    return this.cut(event);
  }

  /** An event that comes late, after the tenant was reinstated, cuts nothing. */
  private async cut({ tenantId }: ReceivedEvent): Promise<void> {
    if (!mayRun(await this.tenants.status(tenantId))) await this.conversations.cutAll(tenantId);
  }
}
