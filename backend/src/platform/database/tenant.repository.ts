import { type EntityManager, type EntityTarget, type FindManyOptions, type FindOptionsWhere, type Repository } from 'typeorm';
import { type TenantId } from '../access/tenant-id.js';
import { type TenantEntity } from './base.entity.js';
import { type UnitOfWork } from './unit-of-work.js';

type Inserted<E extends TenantEntity> = Parameters<Repository<E>['insert']>[0];
/** A row to insert; the tenant is added. */
export type NewRow<E> = Partial<Omit<E, 'tenantId'>>;
type Where<E> = Omit<FindOptionsWhere<E>, 'tenantId'>;
/** What a list read may say besides the tenant. */
export type TenantFind<E> = Omit<FindManyOptions<E>, 'where'> & { where?: Where<E> };

/**
 * Rows of one tenant. Every call says the tenant first; it goes into the where clause and, a second time, into the transaction's
 * row-level security. TypeORM drops `undefined` from a where clause, which would read everybody's rows: it is refused here.
 */
export abstract class TenantRepository<E extends TenantEntity> {
  protected constructor(
    private readonly entity: EntityTarget<E>,
    protected readonly unitOfWork: UnitOfWork,
  ) {}

  protected insert(tenantId: TenantId, rows: NewRow<E>[]): Promise<void> {
    return this.with(tenantId, async (repository) => {
      await repository.insert(rows.map((row) => ({ ...row, tenantId })) as Inserted<E>);
    });
  }

  protected findOne(tenantId: TenantId, where: Where<E>): Promise<E | null> {
    return this.with(tenantId, (repository) => repository.findOne({ where: this.scoped(tenantId, where) }));
  }

  protected find(tenantId: TenantId, options: TenantFind<E> = {}): Promise<E[]> {
    return this.with(tenantId, (repository) => repository.find({ ...options, where: this.scoped(tenantId, options.where) }));
  }

  protected findAndCount(tenantId: TenantId, options: TenantFind<E> = {}): Promise<[E[], number]> {
    return this.with(tenantId, (repository) => repository.findAndCount({ ...options, where: this.scoped(tenantId, options.where) }));
  }

  protected count(tenantId: TenantId, where?: Where<E>): Promise<number> {
    return this.with(tenantId, (repository) => repository.count({ where: this.scoped(tenantId, where) }));
  }

  /** @returns how many rows changed */
  protected update(tenantId: TenantId, where: Where<E>, patch: Parameters<Repository<E>['update']>[1]): Promise<number> {
    return this.with(tenantId, async (repository) => {
      const { affected } = await repository.update(this.scoped(tenantId, where), patch);
      return affected ?? 0;
    });
  }

  /** @returns how many rows went */
  protected remove(tenantId: TenantId, where: Where<E>): Promise<number> {
    return this.with(tenantId, async (repository) => {
      const { affected } = await repository.delete(this.scoped(tenantId, where));
      return affected ?? 0;
    });
  }

  /** A statement of one's own, inside the tenant's transaction; parameters only by `$n`. */
  protected sql<T>(tenantId: TenantId, text: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.unitOfWork.run(tenantId, async (manager) => rowsOf<T>(await manager.query<unknown>(text, [...values])));
  }

  private with<T>(tenantId: TenantId, work: (repository: Repository<E>) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(tenantId, (manager: EntityManager) => work(manager.getRepository(this.entity)));
  }

  private scoped(tenantId: TenantId, where?: Where<E>): FindOptionsWhere<E> {
    for (const [column, value] of Object.entries(where ?? {})) {
      if (value === undefined) throw new TypeError(`where ${column} is undefined`);
    }
    return { ...where, tenantId } as FindOptionsWhere<E>;
  }
}

/** TypeORM answers `[rows, count]` to an UPDATE or DELETE … RETURNING and plain rows to everything else. */
function rowsOf<T>(raw: unknown): T[] {
  if (!Array.isArray(raw)) return [];
  const list = raw as unknown[];
  const [first, second] = list;
  return (list.length === 2 && Array.isArray(first) && typeof second === 'number' ? first : list) as T[];
}
