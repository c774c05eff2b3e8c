import type { ActorKind } from '@orbisvoice/shared-dto/values';

/** What the page of the workspace's audit log says. */
export const S = {
  heading: 'Audit log',
  text: 'Who did what in this workspace, when and from where. Newest first, in your workspace’s time.',
  exportCsv: 'Export CSV',
  exportJsonl: 'Export JSON lines',
  seen: {
    heading: 'Who sees this',
    text: 'Owners and admins of this workspace, and OrbisVoice staff while they help you. Looking at it and exporting it is recorded here too.',
    show: 'Who looked at it',
    exports: 'Who exported it',
  },
  filters: {
    label: 'Filters',
    all: 'All',
    action: 'Action',
    actorKind: 'By',
    from: 'From',
    to: 'To',
    reversed: 'The first day is after the last one.',
    only: { actorId: 'One actor', targetId: 'One target', ip: 'One address' },
    quiet: 'Hide conversations',
    isQuiet: 'Starts and ends of conversations and calls of their tools are hidden, here and in exports.',
    loud: 'Show them',
    drop: (what: string) => `No longer only: ${what}`,
  },
  row: {
    time: 'Time',
    actor: 'By',
    target: 'Target',
    ip: 'IP address',
    place: 'Place in the log',
    reason: 'Reason',
    traceId: 'Reference',
    notRecorded: 'Not recorded',
    noChanges: 'No field was changed.',
    changes: (action: string) => `What “${action}” changed`,
    field: 'Field',
    before: 'Before',
    after: 'After',
    none: 'No value',
    only: { actorId: 'Only by the same', targetId: 'Only this target', ip: 'Only this address' },
  },
  actingAs: (staff: string | null, person: string | null) =>
    `OrbisVoice staff${staff ? ` (${staff})` : ''} acting as ${person ?? 'somebody'}`,
  staff: (name: string | null) => (name ? `OrbisVoice staff (${name})` : 'OrbisVoice staff'),
  list: 'Entries, newest first',
  empty: 'Nothing has been recorded yet',
  emptyText: 'Whatever people, keys and OrbisVoice do in this workspace appears here.',
  emptyFiltered: 'No entry matches these filters',
  emptyFilteredText: 'Widen the span of days or clear a filter.',
} as const;

export const ACTOR_LABELS: Readonly<Record<ActorKind, string>> = {
  user: 'People of this workspace',
  api_key: 'API keys',
  staff: 'OrbisVoice staff',
  system: 'OrbisVoice itself',
  anonymous: 'Somebody not signed in',
};

/** Instead of a name, where there is none. */
export const NAMELESS: Readonly<Record<ActorKind, string>> = {
  user: 'Somebody of this workspace',
  api_key: 'An API key',
  staff: 'OrbisVoice staff',
  system: 'OrbisVoice',
  anonymous: 'Somebody not signed in',
};
