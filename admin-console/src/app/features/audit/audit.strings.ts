/** Words of the audit page. */
export const AUDIT = {
  title: 'Audit',
  intro: 'Who did what to which thing, when and from where. Newest first; times are UTC.',
  filters: {
    action: 'Action',
    actorKind: 'Actor',
    tenant: 'Tenant',
    tenantPlaceholder: 'Type a name or address',
    from: 'From (UTC day)',
    to: 'To (UTC day, included)',
    reversed: 'The first day is after the last one.',
    clearTenant: 'Any tenant',
    noTenant: 'No tenant with that name',
    tenants: 'Tenants found',
  },
  caption: 'Audit entries, newest first',
  empty: 'Nothing has been recorded yet',
  emptyText: 'Entries appear here as soon as somebody signs up.',
  emptyFiltered: 'No entry matches these filters',
  emptyFilteredText: 'Widen the span of days or clear a filter.',
} as const;
