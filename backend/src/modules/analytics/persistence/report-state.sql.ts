/** What a snapshot says of a report without being asked for its figures. */
export interface ReportState {
  /** Equal for two snapshots only if they give the same answer. */
  readonly version: string;
  /** The zone of the workspace. */
  readonly zone: string;
}

/** Whose cells and marks a report is made from. */
export type VersionOf = 'conversations' | 'engagement';

const MARKS = { conversations: 'rollup_marks', engagement: 'engagement_marks' } as const satisfies Record<VersionOf, string>;

/**
 * What a report's figures depend on besides its query and the clock, in a word: two snapshots with the same word give the same answer. Cells change with
 * their version; rows that are not in cells yet have marks, of which there are only ever more until a fold, which changes the version; and reports name
 * zone and agents, and know how far back visits are kept.
 */
export const reportVersion = (of: VersionOf, tenant = '$1'): string => `
  (select concat_ws(' ', t.time_zone,
          coalesce((select v.version::text from rollup_versions v where v.tenant_id = t.id and v.kind = '${of}'), 'none'),
          (select count(*) from ${MARKS[of]} m where m.tenant_id = t.id),
          coalesce((select kept_since::text from visit_bounds where kind = 'widget'), 'ever'),
          (select md5(json_agg(json_build_array(a.id, a.name, a.deleted_at) order by a.id)::text) from agents a where a.tenant_id = t.id))
     from tenants t where t.id = ${tenant})`;

/** The same, and the zone that is in it. */
export const stateSql = (of: VersionOf): string =>
  `select ${reportVersion(of)} as version, (select time_zone from tenants where id = $1) as zone`;
