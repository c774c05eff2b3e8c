import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';

/** Nobody is invited to own. */
export type InvitedRole = 'admin' | 'member';

/** An open, accepted or revoked invitation; the token of its mail is stored as a digest only. */
@Entity('team_invitations')
export class TeamInvitation extends TenantEntity {
  @Column({ type: 'text' })
  email: string;

  @Column({ type: 'text' })
  role: InvitedRole;

  @Column({ name: 'token_hash', type: 'bytea', nullable: true })
  tokenHash: Buffer | null;

  @Column({ name: 'invited_by', type: 'uuid' })
  invitedBy: string;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;

  @InstantColumn({ name: 'accepted_at', nullable: true })
  acceptedAt: Date | null;

  @InstantColumn({ name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
