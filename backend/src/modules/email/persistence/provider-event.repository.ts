import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ProviderEvent } from '../domain/bounce-policy.js';

const INSERT = `
  insert into email_events (id, tenant_id, message_id, kind, detail, provider, provider_event_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (provider, provider_event_id) where provider_event_id is not null do nothing returning id`;

/** The part of a mail's timeline that providers write. */
@Injectable()
export class ProviderEventRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** False for a repeat. */
  async add(tenantId: TenantId, messageId: string, { provider, eventId, fate, detail, at }: ProviderEvent): Promise<boolean> {
    const values = [newId(), tenantId, messageId, fate, detail, provider, eventId, at];
    const rows = await this.unitOfWork.manager(tenantId).query<unknown[]>(INSERT, values);
    return rows.length === 1;
  }
}
