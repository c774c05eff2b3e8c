import type { UsageEventQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { Statement } from '../../../platform/database/tenant-reader.js';
import { decodeCursor } from '../../../platform/http/page.js';

/** An instant as the API writes it: UTC, milliseconds, `Z`. */
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A settled reservation was counted when it was settled, not when it was made. */
const COUNTED_AT = `case when e.state = 'counted' then coalesce(e.counted_at_used, e.used_after) end`;

/** The `UsageEvent` of the contract; the prefix of a key is the namespace it was stored under. */
const EVENT = `
  json_build_object(
    'key', regexp_replace(e.key, '^(event:|(conversation:)?(session:)?)', ''),
    'source', case when e.key like 'event:%' then 'api' else 'conversation' end,
    'quantity', e.quantity, 'state', e.state, 'usedAfter', ${COUNTED_AT}, 'isOverage', coalesce(${COUNTED_AT} > p.lim, false),
    'at', ${instant('e.at')}, 'periodStart', ${instant('e.period_start')},
    'conversationId', e.conversation_id, 'agentId', c.agent_id, 'agentName', a.name)`;

/** Sort values of a row. The key itself may be longer than a cursor, so ties are broken by its digest. */
const CURSOR = `
  rtrim(translate(encode(convert_to(json_build_array(
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), md5(key)::uuid)::text, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`;

/** The time an invoice's plan and overage lines bill; one that was stored without lines bills its own period. */
const coveredBy = ({ tenant, invoice }: Billed): string => `
    select l.period_start, l.period_end from invoices i join invoice_lines l on l.stripe_invoice_id = i.stripe_invoice_id and l.tenant_id = i.tenant_id
    where i.tenant_id = ${tenant} and i.id = ${invoice} and l.kind in ('plan', 'overage')
    union
    select i.period_start, i.period_end from invoices i
    where i.tenant_id = ${tenant} and i.id = ${invoice} and not exists (
      select 1 from invoice_lines l where l.stripe_invoice_id = i.stripe_invoice_id and l.kind in ('plan', 'overage'))`;

/** The SQL of a tenant and of the id of one of its invoices. */
interface Billed {
  readonly tenant: string;
  readonly invoice: string;
}

/** Nothing settles a month after its period; the bound keeps the walk of an old invoice off everything newer. */
const within = (covered: string): string => `
  exists (select 1 from ${covered} v where e.period_start >= v.period_start and e.period_start < v.period_end)
  and e.at >= (select min(period_start) from ${covered} v) and e.at < (select max(period_end) + interval '32 days' from ${covered} v)`;

/** Condition of a usage event `e`: that a line of the invoice bills it. */
export const billedBy = (billed: Billed): string => within(`(${coveredBy(billed)})`);

const OF_CURRENT = `e.period_start = (select period_start from usage_summary($1)) and e.at >= (select period_start from usage_summary($1))`;

/** One page of evidence as the JSON text of `UsageEventList`, newest first, walking the (tenant, at) index from the cursor on. */
export function usageEventStatement(tenantId: TenantId, query: UsageEventQuery): Statement {
  const values: unknown[] = [tenantId, query.pageSize];
  const put = (value: unknown): string => `$${values.push(value)}`;
  const where = ['e.tenant_id = $1'];
  if (query.from !== undefined) where.push(`e.at >= ${put(query.from)}::timestamptz`);
  if (query.to !== undefined) where.push(`e.at < ${put(query.to)}::timestamptz`);
  if (query.state !== undefined) where.push(`e.state = ${put(query.state)}`);
  const billed = query.invoiceId === undefined ? null : { tenant: '$1', invoice: put(query.invoiceId) };
  const covered = billed ? `covered as materialized (${coveredBy(billed)}),` : '';
  if (billed) where.push(within('covered'));
  else if (query.from === undefined && query.to === undefined) where.push(OF_CURRENT);
  if (query.cursor !== undefined) where.push(behind(query.cursor, put));
  const used = (['from', 'to', 'state', 'invoiceId', 'cursor'] as const).filter((name) => query[name] !== undefined);
  return {
    name: ['usage.events', ...used].join('.'),
    text: `
      with ${covered}
      found as materialized (
        select e.* from usage_events e where ${where.join(' and ')} order by e.at desc, md5(e.key)::uuid desc limit $2::int + 1),
      shown as materialized (select * from found order by at desc, md5(key)::uuid desc limit $2::int)
      select json_build_object(
        'items', (
          select coalesce(json_agg(${EVENT} order by e.at desc, md5(e.key)::uuid desc), '[]')
          from shown e join usage_periods p on p.tenant_id = e.tenant_id and p.period_start = e.period_start
          left join conversations c on c.tenant_id = e.tenant_id and c.id = e.conversation_id
          left join agents a on a.tenant_id = c.tenant_id and a.id = c.agent_id),
        'next', case when (select count(*) from found) > $2::int
                     then (select ${CURSOR} from shown order by at, md5(key)::uuid limit 1) end)::text as json`,
    values,
  };
}

function behind(cursor: string, put: (value: unknown) => string): string {
  const [at, digest] = decodeCursor(cursor, 2);
  const instantOf = put(at);
  return `e.at <= ${instantOf}::timestamptz and (e.at < ${instantOf}::timestamptz or md5(e.key)::uuid < ${put(digest)}::uuid)`;
}

/** Whether the tenant has such an invoice to show. */
export const hasInvoiceStatement = (tenantId: TenantId, invoiceId: string): Statement => ({
  name: 'usage.has_invoice',
  text: `select exists (select 1 from invoices where tenant_id = $1 and id = $2 and status <> 'draft') as found`,
  values: [tenantId, invoiceId],
});
