import type { ConversationChannel, ConversationOutcome, ConversationStatus, Device } from '@orbisvoice/shared-dto/values';
import { Column, Entity } from 'typeorm';
import { TenantEntity } from '../../../platform/database/base.entity.js';
import { InstantColumn } from '../../../platform/database/instant.column.js';

/** One session of a visitor with an agent. */
@Entity({ name: 'conversations' })
export class ConversationEntity extends TenantEntity {
  @Column({ name: 'agent_id', type: 'uuid' })
  agentId: string;

  @Column({ name: 'session_id', type: 'text' })
  sessionId: string;

  @Column({ name: 'channel', type: 'text' })
  channel: ConversationChannel;

  @Column({ name: 'status', type: 'text' })
  status: ConversationStatus;

  @Column({ name: 'outcome', type: 'text' })
  outcome: ConversationOutcome;

  @InstantColumn({ name: 'started_at' })
  startedAt: Date;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column({ name: 'duration_seconds', type: 'integer', nullable: true })
  durationSeconds: number | null;

  @Column({ name: 'first_response_ms', type: 'integer', nullable: true })
  firstResponseMs: number | null;

  /** Stages of the same answer; null what its engine did not measure. */
  @Column({ name: 'first_listen_ms', type: 'integer', nullable: true })
  firstListenMs: number | null;

  @Column({ name: 'first_think_ms', type: 'integer', nullable: true })
  firstThinkMs: number | null;

  @Column({ name: 'first_speak_ms', type: 'integer', nullable: true })
  firstSpeakMs: number | null;

  @Column({ name: 'visitor_id', type: 'text', nullable: true })
  visitorId: string | null;

  @Column({ name: 'country', type: 'text', nullable: true })
  country: string | null;

  @Column({ name: 'device', type: 'text', nullable: true })
  device: Device | null;

  @Column({ name: 'browser', type: 'text', nullable: true })
  browser: string | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason: string | null;

  @Column({ name: 'turn_count', type: 'integer' })
  turnCount: number;

  /** When it qualified and so counts towards the plan; null while it does not. */
  @InstantColumn({ name: 'counted_at', nullable: true })
  countedAt: Date | null;
}
