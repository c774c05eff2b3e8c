import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { UserDirectory } from '../../auth/index.js';
import { TenantService } from '../../tenants/index.js';
import type { ListedRecipient } from '../persistence/report-schedule.js';

const same = (address: string): string => address.trim().toLowerCase();

/**
 * Whom a workspace may send its reports to: its own people and its billing address. Any other address would make us write to strangers on
 * somebody's word.
 */
@Injectable()
export class ReportRecipients {
  constructor(
    private readonly users: UserDirectory,
    private readonly tenants: TenantService,
  ) {}

  /** Everybody who may be on a list, by address. */
  async allowed(tenantId: TenantId): Promise<ReadonlyMap<string, ListedRecipient>> {
    const [people, { billingEmail }] = [await this.users.everybody(tenantId), await this.tenants.get(tenantId)];
    return new Map<string, ListedRecipient>([
      [same(billingEmail), { email: same(billingEmail), userId: null }],
      ...people.map(({ id, email }) => [same(email), { email: same(email), userId: id }] as const),
    ]);
  }

  /** @throws DomainError `request.invalid` with each address that may not be on a list, by its place */
  async listed(tenantId: TenantId, emails: readonly string[]): Promise<ListedRecipient[]> {
    const allowed = await this.allowed(tenantId);
    const strangers = emails.flatMap((email, index) =>
      allowed.has(same(email))
        ? []
        : [
            {
              path: `recipients.${String(index)}`,
              rule: 'member',
              message: 'is neither a member of the workspace nor its billing address',
            },
          ],
    );
    if (strangers.length > 0) throw new DomainError('request.invalid', {}, strangers);
    return emails.flatMap((email) => allowed.get(same(email)) ?? []);
  }
}
