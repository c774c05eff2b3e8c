import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { APP_POOL, PLATFORM_POOL } from './pools.js';

const QUESTION = `
  select current_user as role, r.rolsuper or r.rolbypassrls as bypasses,
         exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where n.nspname = 'public' and c.relkind in ('r','p') and pg_get_userbyid(c.relowner) = current_user) as owns
  from pg_roles r where r.rolname = current_user`;

/** Refuses to serve with a role that row-level security would not hold: a superuser, an owner, one with BYPASSRLS. */
@Injectable()
export class DatabaseRoleCheck implements OnApplicationBootstrap {
  constructor(
    @Inject(APP_POOL) private readonly app: pg.Pool,
    @Inject(PLATFORM_POOL) private readonly platform: pg.Pool,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await Promise.all([check(this.app, 'DATABASE_APP_URL'), check(this.platform, 'DATABASE_PLATFORM_URL')]);
  }
}

async function check(pool: pg.Pool, variable: string): Promise<void> {
  const { rows } = await pool.query<{ role: string; bypasses: boolean; owns: boolean }>(QUESTION);
  const [row] = rows;
  if (!row || row.bypasses || row.owns) {
    throw new Error(`${variable}: role "${row?.role ?? '?'}" owns tables or bypasses row-level security; run "migrate" and use its roles`);
  }
}
