import {
  EXPORT_LINK_SECONDS,
  type ExportFailure,
  type ExportFilter,
  type ExportFormat,
  type ExportStatus,
} from '@orbisvoice/shared-dto/values';
import { plural } from '@orbisvoice/shared-ui/format';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** What the pages of exports say. */
export const S = {
  heading: 'Exports',
  text: 'Files of everything your workspace holds. Nothing is ever cut short, and the list says until when a file is kept.',
  tabs: { label: 'Exports', files: 'Files', schedules: 'Scheduled reports' },
  newExport: 'New export',
  filters: { dataset: 'Content', status: 'Status', all: 'All' },
  columns: {
    content: 'Content',
    status: 'Status',
    size: 'Rows and size',
    asked: 'Asked for',
    expires: 'Kept until',
    actions: 'Actions',
  },
  empty: 'No exports yet',
  emptyText:
    'Take your data with you as a file: for a spreadsheet, another system, or your records. It is made in the background and listed here.',
  emptyFiltered: 'No export matches',
  emptyFilteredText: 'Try another content or another status.',
  offers: 'What you can export',
  scheduleReport: 'Schedule a report',
  by: (person: string) => `by ${person}`,
  byKey: 'by an API key or somebody who left',
  notLive: 'This list is not updated live at the moment; it is read again every few seconds.',
  stale: (reason: string, time: string) => `This could not be read again. ${reason} What you see is of ${time}.`,
  staleOne: (reason: string) => `This could not be read again. ${reason} What you see may be older.`,
  retryRead: 'Try again',
  ready: (file: string) => `${file} is ready.`,
  failed: (file: string) => `${file} could not be written.`,
  progress: {
    label: (file: string) => `Progress of ${file}`,
    queued: 'Waits for its turn',
    of: (rows: string, expected: string) => `${rows} of ${expected} rows`,
    soFar: (rows: string) => `${rows} rows so far`,
    counting: 'Counting the rows',
  },
  actions: {
    download: (file: string) => `Download ${file}`,
    cancel: (file: string) => `Cancel ${file}`,
    again: (file: string) => `Write it again: ${file}`,
    remove: (file: string) => `Delete ${file}`,
    downloadShort: 'Download',
    cancelShort: 'Cancel',
    againShort: 'Write it again',
    removeShort: 'Delete',
  },
  canceled: (file: string) => `${file} is cancelled.`,
  retried: (file: string) => `${file} is written again.`,
  remove: {
    heading: (file: string) => `Delete ${file}?`,
    text: 'This cannot be undone.',
    consequences: ['Its file is erased, and links to it stop working.', 'What it was made of stays: you can export it again.'],
    running: ['It is still being written: that stops.', 'What it is made of stays: you can export it again.'],
    confirm: 'Delete export',
    done: (file: string) => `${file} is deleted.`,
  },
  detail: {
    back: 'All exports',
    filters: 'What it holds',
    format: 'Format',
    rows: 'Rows',
    size: 'Size',
    asked: 'Asked for',
    finished: 'Ended',
    expires: 'Kept until',
    by: 'By',
    fileName: 'File name',
    gone: 'Its time is over, and the file is deleted. You can have it written again from what is there today.',
    linkNote: `The download link works for ${plural(EXPORT_LINK_SECONDS / 60, 'minute', 'minutes')} and for this file alone. Whoever has it, has the file.`,
  },
} as const;

export const STATUS_LABELS: Readonly<Record<ExportStatus, { label: string; tone: Tone }>> = {
  queued: { label: 'Waiting', tone: 'neutral' },
  running: { label: 'Being written', tone: 'info' },
  completed: { label: 'Ready', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  canceled: { label: 'Cancelled', tone: 'neutral' },
  expired: { label: 'Expired', tone: 'neutral' },
};

/** Exhaustive by type: a reason without a sentence does not compile. */
export const FAILURE_SENTENCES: Readonly<Record<ExportFailure, string>> = {
  worker_lost: 'The process that wrote it stopped several times before the end. Write it again; with fewer days it needs less time.',
  storage_failed: 'The file store did not take the file. Nothing is lost: write it again in a few minutes.',
  storage_full: 'The file store is full. Delete exports that you no longer need, or ask our support, then write it again.',
  database_failed: 'The database did not answer to the end. Nothing is lost: write it again in a few minutes.',
  source_failed: 'What it is made of could not be read to the end. Write it again; if it fails again, tell our support its file name.',
  timed_out: 'It took longer than an export may. Write it for fewer days, as several files.',
};

/** For a reason of a newer server. */
export const UNKNOWN_FAILURE = 'It could not be written to the end. Write it again; if it fails again, tell our support its file name.';

export const FORMAT_LABELS: Readonly<Record<ExportFormat, { label: string; hint: string }>> = {
  csv: { label: 'CSV', hint: 'A table for Excel, Numbers or Google Sheets. Cells that look like a formula are made harmless.' },
  json: { label: 'JSON lines', hint: 'One object a line, with full numbers and times: for programs.' },
  pdf: { label: 'PDF', hint: 'A document with charts and tables, to read and to pass on.' },
};

type ChosenFilter = Extract<
  ExportFilter,
  'agentId' | 'channel' | 'status' | 'outcome' | 'attempts' | 'step' | 'state' | 'hold' | 'event' | 'dataset'
>;
export const FILTER_LABELS: Readonly<Record<ChosenFilter, string>> = {
  agentId: 'Agent',
  channel: 'Channel',
  status: 'Status',
  outcome: 'Outcome',
  attempts: 'Attempts',
  step: 'Reached',
  state: 'State',
  hold: 'Hold',
  event: 'Event',
  dataset: 'Content of the export',
};

/** The dialog for a new export. */
export const N = {
  heading: 'New export',
  dataset: 'Content',
  format: 'Format',
  range: 'Days',
  everything: 'Everything there is',
  custom: 'Custom days',
  from: 'From',
  to: 'To, included',
  wrongOrder: 'The last day cannot be before the first.',
  zoneHint: (zone: string) => `Days of ${zone}, the time zone of the workspace.`,
  interval: 'One row for each',
  intervals: { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' },
  all: 'All',
  everyAttempt: 'Every attempt',
  mark: 'Mark the file as UTF-8',
  markHint: 'Older versions of Excel show ä and é wrong without this mark. Some programs stumble over it.',
  holds: 'The file will hold',
  kept: 'All of it, never cut short. You are told here when it is ready, and the list says until when it is kept.',
  create: 'Start export',
  created: (content: string) => `“${content}” is being written.`,
} as const;
