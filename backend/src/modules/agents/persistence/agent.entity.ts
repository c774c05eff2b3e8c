import type { AgentTool, WidgetLook } from '@orbisvoice/shared-dto';
import type { Voice } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';

/** A voice agent of a tenant. A deleted one keeps its row: its conversations still show its name. */
@Entity({ name: 'agents' })
export class AgentEntity extends TenantEntity {
  @Column({ name: 'name', type: 'text' })
  name: string;

  @Column({ name: 'system_prompt', type: 'text' })
  systemPrompt: string;

  @Column({ name: 'voice_id', type: 'text' })
  voiceId: Voice;

  @Column({ name: 'greeting', type: 'text' })
  greeting: string;

  @Column({ name: 'tools', type: 'jsonb' })
  tools: AgentTool[];

  @Column({ name: 'is_active', type: 'boolean' })
  isActive: boolean;

  @Column({ name: 'public_key', type: 'text' })
  publicKey: string;

  @Column({ name: 'allowed_origins', type: 'text', array: true })
  allowedOrigins: string[];

  @Column({ name: 'widget', type: 'jsonb' })
  widget: WidgetLook;

  @InstantColumn({ name: 'created_at' })
  createdAt: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt: Date;

  @InstantColumn({ name: 'deleted_at', nullable: true })
  deletedAt: Date | null;
}
