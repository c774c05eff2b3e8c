import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

export type OneTimePurpose = 'verify_email' | 'reset_password';

interface OneTimeTokenRow {
  readonly hash: Buffer;
  readonly userId: string;
  readonly purpose: OneTimePurpose;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Links of mails, by digest; a row is spent once and older ones of the same purpose go when a new one is made. */
@Injectable()
export class OneTimeTokenRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async replace(tenantId: TenantId, token: OneTimeTokenRow): Promise<void> {
    await this.unitOfWork.run(tenantId, async (manager) => {
      // one minting at a time per person, or two would each leave a valid link
      await manager.query('select 1 from users where tenant_id = $1 and id = $2 for update', [tenantId, token.userId]);
      await manager.query('delete from one_time_tokens where tenant_id = $1 and user_id = $2 and purpose = $3', [
        tenantId,
        token.userId,
        token.purpose,
      ]);
      await manager.query(
        `insert into one_time_tokens (token_hash, tenant_id, user_id, purpose, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
        [token.hash, tenantId, token.userId, token.purpose, token.createdAt, token.expiresAt],
      );
    });
  }

  /** Spends the token. @returns whose it was; null when it is unknown, spent or too old */
  async spend(tenantId: TenantId, token: { hash: Buffer; purpose: OneTimePurpose; at: Date }): Promise<string | null> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const [rows] = await manager.query<[{ user_id: string }[], number]>(
        `update one_time_tokens set used_at = $4
         where tenant_id = $1 and token_hash = $2 and purpose = $3 and used_at is null and expires_at > $4 returning user_id`,
        [tenantId, token.hash, token.purpose, token.at],
      );
      return rows[0]?.user_id ?? null;
    });
  }

  async remove(tenantId: TenantId, userId: string, purpose: OneTimePurpose): Promise<void> {
    await this.unitOfWork.run(tenantId, (manager) =>
      manager.query('delete from one_time_tokens where tenant_id = $1 and user_id = $2 and purpose = $3', [tenantId, userId, purpose]),
    );
  }

  async userOf(tenantId: TenantId, hash: Buffer): Promise<string | null> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      const text = 'select user_id from one_time_tokens where tenant_id = $1 and token_hash = $2';
      const rows = await manager.query<{ user_id: string }[]>(text, [tenantId, hash]);
      return rows[0]?.user_id ?? null;
    });
  }
}
