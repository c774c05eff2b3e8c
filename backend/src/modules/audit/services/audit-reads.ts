import { Injectable } from '@nestjs/common';
import type { AuditList, AuditQuery, OwnAuditQuery } from '@orbisvoice/shared-dto';
import { LRUCache } from 'lru-cache';
import type { Actor } from '../../../platform/access/actor.js';
import { type TenantId, tenantIdOf } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { keyOf } from '../persistence/audit-page.sql.js';
import type { AboutPerson } from '../persistence/audit-ways.js';
import { AuditLog } from './audit-log.js';
import { AuditReader, type SealedActor } from './audit-reader.js';

type PersonQuery = Pick<AuditQuery, 'cursor' | 'pageSize' | 'action' | 'from' | 'to'>;

const HOUR_MS = 3_600_000;
const MAX_READERS = 10_000;

/**
 * Reading that leaves a trace: once an hour per person, process and tenant looked at. A trace of every page would bury what the log is
 * about under the fact that it was read.
 */
@Injectable()
export class AuditReads {
  private readonly noted = new LRUCache<string, true>({ max: MAX_READERS, ttl: HOUR_MS });

  constructor(
    private readonly reader: AuditReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async own(actor: Actor, query: OwnAuditQuery): Promise<AuditList> {
    await this.note(actor, actor.tenantId, 'own');
    return this.reader.ofTenant(actor.tenantId, query);
  }

  /** For staff: what is read of one tenant is on record there. A tenant that does not exist has nothing to read, nor a log to note it in. */
  async ofAllTenants(actor: Actor, query: AuditQuery): Promise<AuditList> {
    await this.noteStaff(actor, query.tenantId);
    return this.reader.ofAllTenants(query);
  }

  /** For staff: the newest entries on a page about something else, without what conversations write all day long. */
  async news(actor: Actor, query: Pick<AuditQuery, 'tenantId' | 'pageSize'>): Promise<AuditList> {
    await this.noteStaff(actor, query.tenantId);
    return this.reader.news(query);
  }

  /** For who looks something else up first. @throws DomainError `request.invalid` for what is no cursor of these lists */
  checkCursor(cursor: string | undefined): void {
    if (cursor !== undefined) keyOf(cursor);
  }

  /** For staff: what is read of a person is on record in their tenant. */
  async ofPerson(actor: Actor, { tenantId, about }: { tenantId: TenantId; about: AboutPerson }, query: PersonQuery): Promise<AuditList> {
    await this.note(actor, tenantId, 'own');
    return this.reader.ofPerson(about, query);
  }

  /** For staff: the names of actors that another list shows of one tenant. */
  async actorNames(actor: Actor, tenantId: TenantId, actors: readonly SealedActor[]): Promise<(string | null)[]> {
    await this.note(actor, tenantId, 'own');
    return this.reader.actorNames(actors);
  }

  private async noteStaff(actor: Actor, tenantId: string | undefined): Promise<void> {
    if (tenantId === undefined) await this.note(actor, actor.tenantId, 'all');
    else if (await this.reader.hasChain(tenantIdOf(tenantId))) await this.note(actor, tenantIdOf(tenantId), 'own');
  }

  private async note(actor: Actor, tenantId: TenantId, scope: 'own' | 'all'): Promise<void> {
    // whoever acts as somebody else is another reader than that person
    const key = `${actor.userId ?? actor.apiKeyId ?? ''} ${actor.impersonatorId ?? ''} ${tenantId} ${scope}`;
    if (this.noted.has(key)) return;
    const changes = { scope: { before: null, after: scope } };
    await this.unitOfWork.run(tenantId, () =>
      this.audit.record(actor, { action: 'audit.read', targetType: 'audit', targetId: null, changes, tenantId }),
    );
    this.noted.set(key, true);
  }
}
