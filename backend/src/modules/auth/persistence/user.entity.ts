import type { Role } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';

/** A person who can sign in; one address belongs to one person of one tenant. */
@Entity('users')
export class User extends TenantEntity {
  @Column({ type: 'text' })
  email: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ name: 'password_hash', type: 'text' })
  passwordHash: string;

  @Column({ type: 'text' })
  role: Role;

  @Column({ name: 'is_admin', type: 'boolean' })
  isAdmin: boolean;

  @InstantColumn({ name: 'email_verified_at', nullable: true })
  emailVerifiedAt: Date | null;

  @InstantColumn({ name: 'last_seen_at', nullable: true })
  lastSeenAt: Date | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;
}
