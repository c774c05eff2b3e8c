import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import type { Client } from '../domain/clients.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';

/** One signed-in browser: the family its refresh tokens rotate in. */
@Entity('sessions')
export class SessionRow extends TenantEntity {
  @Column({ name: 'user_id', type: 'uuid' })
  userId: string;

  @Column({ type: 'text' })
  client: Client;

  @Column({ type: 'text', nullable: true })
  ip: string | null;

  @Column({ name: 'user_agent', type: 'text', nullable: true })
  userAgent: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'last_seen_at' })
  lastSeenAt: Date;

  /** The absolute end; idleness is the refresh tokens' business. */
  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;

  @InstantColumn({ name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  @Column({ name: 'revoke_reason', type: 'text', nullable: true })
  revokeReason: string | null;
}
