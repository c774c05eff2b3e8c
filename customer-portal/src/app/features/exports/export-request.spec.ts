import { EXPORT_DATASET_NAMES, EXPORT_DATASETS, exportStatuses } from '@orbisvoice/shared-dto/values';
import { CreateExport } from '@orbisvoice/shared-dto';
import { CUSTOM, EVERYTHING, choicesOf, draftOf, requestOf, type ExportDraft } from './export-request';
import { DATASET_GROUPS } from './dataset.strings';

const TODAY = '2026-05-04';
const FULL: ExportDraft['filters'] = {
  from: '2026-04-01',
  to: '2026-04-30',
  interval: 'week',
  agentId: '018f0000-0000-7000-8000-000000000009',
  channel: 'playground',
  status: 'failed',
  outcome: 'success',
  attempts: 'retried',
  step: 'open',
  state: 'counted',
  hold: 'past',
  event: 'invoice.paid',
  dataset: 'members',
};

describe('a new export', () => {
  it('offers every content once', () => {
    expect(DATASET_GROUPS.flatMap(({ datasets }) => datasets).sort()).toEqual([...EXPORT_DATASET_NAMES].sort());
  });

  it('asks of each content only for what it knows, whatever is left over in the form', () => {
    for (const dataset of EXPORT_DATASET_NAMES) {
      const body = requestOf({ ...draftOf(dataset), filters: FULL, range: CUSTOM }, TODAY);
      expect(CreateExport.parse(body)).toEqual(body);
      const { filters } = EXPORT_DATASETS[dataset];
      const known: readonly string[] = filters;
      expect('from' in body.filters).toBe(known.includes('range'));
      for (const name of ['interval', 'agentId', 'outcome', 'attempts', 'step', 'state', 'hold', 'event', 'dataset'] as const)
        expect([dataset, name, name in body.filters]).toEqual([dataset, name, known.includes(name)]);
      // left over from conversations: not every content has such a state
      expect([dataset, body.filters.status]).toEqual([dataset, exportStatuses(dataset).includes('failed') ? 'failed' : undefined]);
    }
  });

  it('sends half-open days, and none for everything', () => {
    const draft = { ...draftOf('conversations'), filters: FULL };
    expect(requestOf({ ...draft, range: CUSTOM }, TODAY).filters).toMatchObject({ from: '2026-04-01', to: '2026-05-01' });
    expect(requestOf({ ...draft, range: 'last-month' }, TODAY).filters).toMatchObject({ from: '2026-04-01', to: '2026-05-01' });
    expect(requestOf({ ...draft, range: EVERYTHING }, TODAY).filters).not.toHaveProperty('from');
  });

  it('keeps of the form what the next content knows', () => {
    const before = { ...draftOf('report'), format: 'pdf', range: '90d', hasByteOrderMark: true } as const;
    expect(draftOf('conversations', before)).toMatchObject({ format: 'csv', range: '90d' });
    expect(draftOf('report', { ...draftOf('conversations'), format: 'json' })).toMatchObject({ format: 'json', range: '30d' });
    expect(choicesOf('report').ranges).not.toContain(EVERYTHING);
    expect(choicesOf('members').ranges).toEqual([]);
  });

  it('marks tables only, and figures count no playground', () => {
    const marked = { ...draftOf('conversations'), hasByteOrderMark: true, filters: { ...FULL, channel: 'playground' } };
    expect(requestOf(marked, TODAY)).toMatchObject({ hasByteOrderMark: true, filters: { channel: 'playground' } });
    expect(requestOf({ ...marked, format: 'json' }, TODAY).hasByteOrderMark).toBe(false);
    const figures = requestOf({ ...draftOf('analytics_conversations'), filters: FULL }, TODAY);
    expect(figures.filters).toEqual({ from: '2026-04-05', to: '2026-05-05', interval: 'week', agentId: FULL.agentId });
  });
});
