import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { LiveSuppression, SuppressionRow } from './suppression.js';

const LIVE = 'removed_at is null and (expires_at is null or expires_at > $1)';
const COLUMNS = `
  id, address_hash as hash, address_sealed as sealed, scope, reason, source, note, actor_id as "actorId", message_id as "messageId",
  created_at as "createdAt", expires_at as "expiresAt", removed_at as "removedAt", removed_by as "removedBy", removal_note as "removalNote"`;

export interface SuppressionFilter {
  readonly now: Date;
  /** Null lists all addresses. */
  readonly hash: Buffer | null;
  /** Those in force only. */
  readonly isLive: boolean;
}

/** The platform's list of addresses that nothing, or nothing optional, may be sent to. */
@Injectable()
export class AllTenantsSuppressionRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** What is in force for these addresses. */
  live(hashes: readonly Buffer[], now: Date): Promise<LiveSuppression[]> {
    return this.database.query<LiveSuppression>({
      name: 'email_suppressions.live',
      text: `select address_hash as hash, scope, reason, created_at as "createdAt", expires_at as "expiresAt"
               from email_suppressions where ${LIVE} and address_hash = any($2)`,
      values: [now, hashes],
    });
  }

  /** Newest first. */
  async page(
    { now, hash, isLive }: SuppressionFilter,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<[SuppressionRow[], number]> {
    const where = `($2::bytea is null or address_hash = $2) and (not $3 or (${LIVE}))`;
    const values = [now, hash, isLive];
    const [rows, [counted]] = await Promise.all([
      this.database.query<SuppressionRow>({
        text: `select ${COLUMNS} from email_suppressions where ${where} order by created_at desc, id desc offset $4 limit $5`,
        values: [...values, offset, limit],
      }),
      this.database.query<{ total: number }>({ text: `select count(*)::int as total from email_suppressions where ${where}`, values }),
    ]);
    return [rows, counted?.total ?? 0];
  }

  async find(id: string): Promise<SuppressionRow | null> {
    const [row] = await this.database.query<SuppressionRow>({
      text: `select ${COLUMNS} from email_suppressions where id = $1`,
      values: [id],
    });
    return row ?? null;
  }

  /** Empties what names the person, notes included (servers repeat the address in theirs); the hash keeps the promise. */
  async forget(hash: Buffer): Promise<void> {
    await this.database.query({
      text: `update email_suppressions set address_sealed = null, note = null, removal_note = null where address_hash = $1`,
      values: [hash],
    });
  }
}
