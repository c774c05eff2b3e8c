import type { Speaker, ToolStatus } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** What the pages of conversations say. */
export const S = {
  heading: 'Conversations',
  filters: {
    agent: 'Agent',
    status: 'Status',
    outcome: 'Outcome',
    channel: 'Channel',
    from: 'From',
    to: 'To',
    all: 'All',
    zone: (zone: string) => `Days in ${zone}`,
    clear: 'Clear filters',
  },
  exports: {
    csv: 'Export CSV',
    started: 'A file of these conversations is being written.',
    open: 'Exports',
    failed: (reason: string) => `The export could not be started. ${reason}`,
  },
  columns: {
    agent: 'Agent',
    started: 'Started',
    status: 'Status',
    outcome: 'Outcome',
    channel: 'Channel',
    turns: 'Turns',
    duration: 'Duration',
  },
  empty: {
    heading: 'No conversations yet',
    text: 'They appear here a moment after a visitor starts one.',
    filtered: 'No conversation matches',
    filteredText: 'Try a longer period or fewer filters.',
    action: 'Open agents',
  },
  detail: {
    heading: (agent: string) => `Conversation with ${agent}`,
    transcript: 'Transcript',
    noTurns: 'Nothing was said.',
    latency: (time: string) => `answered in ${time}`,
    tools: 'Tool executions',
    noTools: 'No tool was called.',
    facts: 'Facts',
    started: 'Started',
    ended: 'Ended',
    duration: 'Duration',
    firstResponse: 'First response',
    channel: 'Channel',
    counted: 'Counts towards the plan',
    yes: 'Yes',
    no: 'No',
    country: 'Country',
    device: 'Device',
    browser: 'Browser',
    visitor: 'Visitor',
    session: 'Session',
    endReason: 'Ended because',
    agent: 'Agent',
  },
  remove: {
    action: 'Delete',
    heading: 'Delete this conversation?',
    text: 'This cannot be undone.',
    consequences: [
      'Its transcript and its tool executions are erased.',
      'It stays in the usage of its period: what was counted is not given back.',
    ],
    confirm: 'Delete conversation',
    done: 'The conversation is deleted.',
  },
} as const;

export const SPEAKER_LABELS: Readonly<Record<Speaker, string>> = { visitor: 'Visitor', agent: 'Agent', system: 'System' };

export const TOOL_LABELS: Readonly<Record<ToolStatus, { label: string; tone: Tone }>> = {
  succeeded: { label: 'Succeeded', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  timed_out: { label: 'Timed out', tone: 'warning' },
};
