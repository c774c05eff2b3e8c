import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { CANONICAL_ENTRY } from '../domain/canonical-entry.js';
import type { SignedHead } from '../domain/signed-head.js';

const BATCH = 4_000;
const NO_LINK = '0'.repeat(128);

/**
 * An entry as one text: tenant (36), hash and MAC (64 hexadecimal digits each), the canonical entry. A hash of another length, which only
 * somebody who took the table's check away can have written, is read as zeros.
 */
const FRAMES = `
select a.tenant_id || case when length(a.hash) = 32 and length(a.mac) = 32
    then encode(a.hash, 'hex') || encode(a.mac, 'hex') else '${NO_LINK}' end || ${CANONICAL_ENTRY} as frame, a.seq::float8 as seq
from audit_entries a where a.seq is not null`;

const CHAINS = `select tenant_id as "tenantId", seq::float8 as seq, encode(hash, 'hex') as hash, encode(mac, 'hex') as mac from audit_chains a where true`;

/** The newest signed head of each tenant: it vouches for all that came before. */
const HEADS = `
select distinct on (a.tenant_id) a.tenant_id as "tenantId", a.seq::float8 as seq, encode(a.hash, 'hex') as hash,
  to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, encode(a.signature, 'base64') as signature
from audit_heads a where true`;

const UNCHAINED = `select tenant_id as "tenantId", count(*)::float8 as count from audit_entries a where seq is null`;

const HASHES = `
select w.tenant_id as "tenantId", w.seq::float8 as seq, encode(a.hash, 'hex') as hash,
  case when a.id is null then coalesce((select max(b.seq) from audit_entries b where b.tenant_id = w.tenant_id and b.seq < w.seq), 0) + 1 end::float8 as after
from unnest($1::uuid[], $2::bigint[]) as w (tenant_id, seq) left join audit_entries a on a.tenant_id = w.tenant_id and a.seq = w.seq`;

/** What the row of a chain says about its end. Hashes are hexadecimal. */
export interface ChainRow {
  readonly tenantId: string;
  readonly seq: number;
  readonly hash: string;
  readonly mac: string;
}

/** A frame and its place: the text of {@link FRAMES}. */
export type Frame = readonly [frame: string, seq: number];

/** The hash that stands at a place; null when nothing does. */
export interface PlacedHash {
  readonly tenantId: string;
  readonly seq: number;
  readonly hash: string | null;
  /** Where nothing stands: the place behind the last entry before it. */
  readonly after: number | null;
}

/** One moment of the log, read in batches. */
export class ChainScan {
  constructor(private readonly client: pg.ClientBase) {}

  /** @param tenantId only this tenant's chain */
  static async open(client: pg.ClientBase, tenantId: string | null): Promise<ChainScan> {
    await client.query('set transaction isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0');
    // a parameter cannot stand in a cursor's declaration through the simple protocol; a literal of the driver can
    const only = tenantId === null ? '' : ` and a.tenant_id = ${client.escapeLiteral(tenantId)}::uuid`;
    await client.query(`declare entries no scroll cursor for ${FRAMES}${only} order by a.tenant_id, a.seq`);
    await client.query(`declare chains no scroll cursor for ${CHAINS}${only} order by a.tenant_id`);
    await client.query(`declare heads no scroll cursor for ${HEADS}${only} order by a.tenant_id, a.seq desc`);
    await client.query(`declare unchained no scroll cursor for ${UNCHAINED}${only} group by a.tenant_id order by 1`);
    return new ChainScan(client);
  }

  /** By tenant and place; empty at the end. */
  async entries(): Promise<readonly Frame[]> {
    const { rows } = await this.client.query<[string, number]>({ text: `fetch ${BATCH} from entries`, rowMode: 'array' });
    return rows;
  }

  /** By tenant. */
  chains(): Promise<readonly ChainRow[]> {
    return this.fetch<ChainRow>('chains');
  }

  heads(): Promise<readonly SignedHead[]> {
    return this.fetch<SignedHead>('heads');
  }

  /** Tenants that have entries without a place. */
  unchained(): Promise<readonly { readonly tenantId: string; readonly count: number }[]> {
    return this.fetch('unchained');
  }

  async hashesAt(places: readonly { readonly tenantId: string; readonly seq: number }[]): Promise<readonly PlacedHash[]> {
    const { rows } = await this.client.query<PlacedHash>(HASHES, [places.map(({ tenantId }) => tenantId), places.map(({ seq }) => seq)]);
    return rows;
  }

  private async fetch<T extends object>(cursor: string): Promise<readonly T[]> {
    const { rows } = await this.client.query<T>(`fetch ${BATCH} from ${cursor}`);
    return rows;
  }
}

/** Chains of all tenants, for whoever checks them. */
@Injectable()
export class AllTenantsAuditChainRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Reads one moment of the log; what is written meanwhile is not seen. */
  scan<T>(tenantId: string | null, read: (scan: ChainScan) => Promise<T>): Promise<T> {
    return this.database.transaction(async (client) => read(await ChainScan.open(client, tenantId)));
  }
}
