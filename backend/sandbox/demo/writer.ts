import type pg from 'pg';

const BATCH = 2_000;

/** Rows collected per table, and written in one statement per batch. */
export class RowWriter {
  private readonly tables: Map<string, Record<string, unknown>[]>;

  /** @param order the tables, in an order that foreign keys allow */
  constructor(order: readonly string[]) {
    this.tables = new Map(order.map((table) => [table, []]));
  }

  add(table: string, ...rows: readonly Record<string, unknown>[]): void {
    const list = this.tables.get(table);
    if (!list) throw new Error(`table ${table} is not in the writer's order`);
    list.push(...rows);
  }

  /** What is collected of a table so far. */
  rows(table: string): readonly Record<string, unknown>[] {
    return this.tables.get(table) ?? [];
  }

  /** Says something else of a row that is collected. */
  amend(table: string, id: string, columns: Record<string, unknown>): void {
    const row = this.rows(table).find((one) => one['id'] === id);
    if (!row) throw new Error(`no row ${id} of ${table} is collected`);
    Object.assign(row, columns);
  }

  /** Takes a table's rows out, to be put back in another shape. */
  take(table: string): Record<string, unknown>[] {
    const rows = this.tables.get(table) ?? [];
    this.tables.set(table, []);
    return rows;
  }

  /** Rows per table, so far. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.tables].map(([table, rows]) => [table, rows.length]));
  }

  /** Writes everything inside the caller's transaction; columns a row does not name take their default. */
  async flush(client: pg.ClientBase): Promise<void> {
    for (const [table, rows] of this.tables) {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => client.escapeIdentifier(name)).join(', ');
      const text = `insert into ${client.escapeIdentifier(table)} (${columns})
        select ${columns} from json_populate_recordset(null::${client.escapeIdentifier(table)}, $1::json)`;
      for (let from = 0; from < rows.length; from += BATCH) {
        await client.query(text, [JSON.stringify(rows.slice(from, from + BATCH))]);
      }
    }
  }
}
