import { Injectable } from '@nestjs/common';
import type { Conversation, ConversationQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';
import { refusedBy } from '../../../platform/http/keyset-refusal.js';
import { listStatement, oneStatement, recentStatement } from './conversation.sql.js';

/**
 * Conversations as the API shows them, built as JSON by Postgres: a page of a busy tenant never becomes rows, entities or objects here
 * (performance.md §3.4). There is one SQL expression for the shape, so list, detail and dashboard cannot differ.
 */
@Injectable()
export class ConversationReader {
  constructor(private readonly reader: TenantReader) {}

  /** The JSON text of a `ConversationList`. */
  async list(tenantId: TenantId, query: ConversationQuery): Promise<string> {
    try {
      return await this.reader.json(tenantId, listStatement(tenantId, query));
    } catch (error) {
      throw refusedBy(error, query);
    }
  }

  /** One conversation; null when the tenant has no such one. */
  one(tenantId: TenantId, id: string): Promise<Conversation | null> {
    return this.read(tenantId, 'id', id);
  }

  /** The conversation of a session; null when the session has none. */
  bySession(tenantId: TenantId, sessionId: string): Promise<Conversation | null> {
    return this.read(tenantId, 'session_id', sessionId);
  }

  /** The latest conversations, newest first. */
  async recent(tenantId: TenantId, limit: number): Promise<Conversation[]> {
    return JSON.parse(await this.reader.json(tenantId, recentStatement(tenantId, limit))) as Conversation[];
  }

  private async read(tenantId: TenantId, by: 'id' | 'session_id', value: string): Promise<Conversation | null> {
    const [row] = await this.reader.query<{ json: string | null }>(tenantId, oneStatement(tenantId, by, value));
    return row?.json ? (JSON.parse(row.json) as Conversation) : null;
  }
}
