import { Injectable } from '@nestjs/common';
import type { AdminTenantDetail, AdminTenantList, AdminTenantQuery, TenantFilter } from '@orbisvoice/shared-dto';
import type { TenantSort } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { isDataException } from '../../../platform/database/database-errors.js';
import { DomainError, invalidField } from '../../../platform/errors/domain-error.js';
import { decodeCursor, encodeCursor } from '../../../platform/http/page.js';
import { AuditReads } from '../../audit/index.js';
import { Usage } from '../../billing/index.js';
import { adminTenantOf, AllTenantsTenantRepository, tenantFactsOf } from '../persistence/all-tenants-tenant.repository.js';
import type { TenantKey } from '../persistence/tenant-list.sql.js';

const LATEST_ENTRIES = 20;

/** Every tenant, for staff. */
@Injectable()
export class TenantDirectoryService {
  constructor(
    private readonly tenants: AllTenantsTenantRepository,
    private readonly audit: AuditReads,
    private readonly usage: Usage,
    private readonly clock: Clock,
  ) {}

  async list({ sort, cursor, pageSize, ...filter }: AdminTenantQuery): Promise<AdminTenantList> {
    const at = this.clock.now();
    const [rows, total] = await refusingOddInstants(cursor === undefined ? oddInstantOf(filter) : 'cursor', () =>
      Promise.all([
        this.tenants.page(filter, { sort, after: keyOf(sort, cursor), limit: pageSize + 1, at }),
        this.tenants.count(filter, at),
      ]),
    );
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    const next = last && rows.length > pageSize ? encodeCursor([sort, last.sortKey, last.id]) : null;
    return { items: shown.map(adminTenantOf), next, total, asOf: at.toISOString() };
  }

  /** @throws DomainError `admin.tenant_not_found` */
  async read(actor: Actor, id: string): Promise<AdminTenantDetail> {
    const facts = await this.tenants.find(id, this.clock.now());
    if (!facts) throw new DomainError('admin.tenant_not_found');
    const [usage, members, invoices, entries] = await Promise.all([
      this.usage.summary(tenantIdOf(id)),
      this.tenants.members(id),
      this.tenants.invoices(id),
      this.audit.news(actor, { tenantId: id, pageSize: LATEST_ENTRIES }),
    ]);
    return { ...tenantFactsOf(facts), usage, members, invoices, entries: entries.items };
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws DomainError `request.invalid` for a cursor that this list, sorted like this, did not hand out */
function keyOf(sort: TenantSort, cursor: string | undefined): TenantKey | null {
  if (cursor === undefined) return null;
  const [sortedBy, value, id] = decodeCursor(cursor, 3);
  if (sortedBy !== sort || value === undefined || !id || !UUID.test(id)) {
    throw invalidField('cursor', 'cursor', 'must be the `next` of the page before, in the same order');
  }
  return { value, id };
}

const INSTANTS = ['createdFrom', 'createdTo', 'activeFrom', 'activeTo'] as const;

/** The field of a filter that PostgreSQL has no place for: there was no year 0. */
export const oddInstantOf = (filter: TenantFilter): string => INSTANTS.find((field) => filter[field]?.startsWith('0000')) ?? INSTANTS[0];

/** @throws DomainError `request.invalid` at a field, for an instant in it that PostgreSQL has no place for */
export async function refusingOddInstants<T>(field: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isDataException(error)) throw error;
    throw invalidField(field, 'range', 'is out of range');
  }
}
