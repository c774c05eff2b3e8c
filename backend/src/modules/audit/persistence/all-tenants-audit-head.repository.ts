import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { SignedHead } from '../domain/signed-head.js';

/** Ends of chains that no signature stands for yet, tenant by tenant. */
const UNSIGNED = `
select c.tenant_id as "tenantId", c.seq::float8 as seq, encode(c.hash, 'hex') as hash from audit_chains c
where c.seq > 0 and ($1::uuid is null or c.tenant_id > $1)
  and not exists (select 1 from audit_heads h where h.tenant_id = c.tenant_id and h.seq = c.seq)
order by c.tenant_id limit $2`;

const ADD = `
insert into audit_heads (tenant_id, seq, hash, at, signature)
select h."tenantId", h.seq, decode(h.hash, 'hex'), h.at, decode(h.signature, 'base64')
from json_to_recordset($1::json) as h ("tenantId" uuid, seq bigint, hash text, at timestamptz, signature text)
on conflict do nothing`;

/** The newest of each tenant. */
const NEWEST = `
select c.tenant_id as "tenantId", h.seq::float8 as seq, encode(h.hash, 'hex') as hash,
  to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, translate(encode(h.signature, 'base64'), E'\\n', '') as signature
from audit_chains c cross join lateral (select * from audit_heads h where h.tenant_id = c.tenant_id order by seq desc limit 1) h
where $1::uuid is null or c.tenant_id > $1 order by c.tenant_id limit $2`;

export type UnsignedHead = Pick<SignedHead, 'tenantId' | 'seq' | 'hash'>;

export interface HeadFigures {
  readonly count: number;
  readonly lastAt: Date | null;
}

/** Signed ends of all chains. */
@Injectable()
export class AllTenantsAuditHeadRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** The next tenants in the order of their ids, behind `after`. */
  unsigned(after: string | null, limit: number): Promise<UnsignedHead[]> {
    return this.database.query<UnsignedHead>({ text: UNSIGNED, values: [after, limit] });
  }

  async add(heads: readonly SignedHead[]): Promise<void> {
    await this.database.query({ text: ADD, values: [JSON.stringify(heads)] });
  }

  newest(after: string | null, limit: number): Promise<SignedHead[]> {
    return this.database.query<SignedHead>({ text: NEWEST, values: [after, limit] });
  }

  async figures(): Promise<HeadFigures> {
    const [row] = await this.database.query<HeadFigures>({
      text: 'select count(*)::float8 as count, max(at) as "lastAt" from audit_heads',
    });
    return row ?? { count: 0, lastAt: null };
  }
}
