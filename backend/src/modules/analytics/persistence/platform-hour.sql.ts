/** Closed hours of the platform anew; `$1` are the hours. Those of our own tenants are not the platform's. */
export const MEND_HOURS = [
  'delete from platform_hours where hour = any($1::timestamptz[])',
  `insert into platform_hours (hour, conversations)
   select x.hour, count(*)::int from unnest($1::timestamptz[]) x (hour)
     join conversations c on c.started_at >= x.hour and c.started_at < x.hour + interval '1 hour' and c.counted_at is not null
     join tenants t on t.id = c.tenant_id and not t.is_internal
    group by x.hour`,
] as const;
