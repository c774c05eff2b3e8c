import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { type TenantId } from '../access/tenant-id.js';
import { isRetryable } from './database-errors.js';
import { queryOf, setTenant, type Statement } from './tenant-reader.js';

interface OpenTransaction {
  readonly tenantId: TenantId;
  readonly manager: EntityManager;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => void)[];
}

const MAX_ATTEMPTS = 4;
const BACKOFF_MS = 15;

/**
 * One transaction of one tenant. The tenant is said aloud, the transaction travels silently in the async context: nested calls join it.
 * Rows, audit entries and outbox events written inside are committed together or not at all.
 */
@Injectable()
export class UnitOfWork {
  private readonly open = new AsyncLocalStorage<OpenTransaction>();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in a transaction that sees this tenant's rows only. The whole function is run again on a deadlock or a serialization
   * failure, so it must not call the network or touch anything a roll-back cannot undo.
   * @throws Error when called inside another tenant's unit of work
   */
  async run<T>(tenantId: TenantId, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const joined = this.open.getStore();
    if (joined) {
      if (joined.tenantId !== tenantId) throw new Error('a unit of work cannot cross tenants');
      return work(joined.manager);
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(tenantId, work);
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !isRetryable(error)) throw error;
        await sleep(Math.random() * BACKOFF_MS * 2 ** attempt);
      }
    }
  }

  /**
   * Runs reads that must belong to one moment: a read-only snapshot that repositories join like a unit of work. Two queries side by side
   * could fall on both sides of a commit and show a plan with the limit of another.
   */
  snapshot<T>(tenantId: TenantId, read: () => Promise<T>): Promise<T> {
    if (this.open.getStore()) return this.run(tenantId, read);
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('set transaction read only');
      return this.inside({ tenantId, manager, beforeCommit: [], afterCommit: [] }, read);
    });
  }

  /** The manager of the open unit of work of this tenant. @throws Error when there is none */
  manager(tenantId: TenantId): EntityManager {
    const joined = this.open.getStore();
    if (joined?.tenantId !== tenantId) throw new Error('this write belongs into a unit of work of its tenant');
    return joined.manager;
  }

  /** Rows of a named statement in the open unit of work: parsed and planned once per connection, which the ORM does for none of its own. */
  async prepared<T extends object>(tenantId: TenantId, statement: Statement): Promise<T[]> {
    const client = (await this.manager(tenantId).queryRunner?.connect()) as pg.ClientBase | undefined;
    if (!client) throw new Error('a unit of work without a connection');
    return (await client.query<T>(queryOf(statement))).rows;
  }

  /** Whether a unit of work of this tenant is open here. */
  isOpen(tenantId: TenantId): boolean {
    return this.open.getStore()?.tenantId === tenantId;
  }

  /** Runs `callback` as the last thing before the open unit of work is committed: for a lock that is to be held shortly. */
  beforeCommit(callback: () => Promise<void>): void {
    this.joined('beforeCommit').beforeCommit.push(callback);
  }

  /** Runs `callback` once the open unit of work is committed; never when it rolls back. */
  afterCommit(callback: () => void): void {
    this.joined('afterCommit').afterCommit.push(callback);
  }

  private joined(wish: string): OpenTransaction {
    const joined = this.open.getStore();
    if (!joined) throw new Error(`${wish} needs an open unit of work`);
    return joined;
  }

  private async attempt<T>(tenantId: TenantId, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.dataSource.transaction((manager) =>
      this.inside({ tenantId, manager, beforeCommit: [], afterCommit }, () => work(manager)),
    );
    for (const callback of afterCommit) callback();
    return result;
  }

  /** In a snapshot too: what waits for its end would be lost in silence, while a write there is refused aloud. */
  private inside<T>(transaction: OpenTransaction, work: () => Promise<T>): Promise<T> {
    return this.open.run(transaction, async () => {
      await this.prepared(transaction.tenantId, setTenant(transaction.tenantId));
      const done = await work();
      for (const callback of transaction.beforeCommit) await callback();
      return done;
    });
  }
}
