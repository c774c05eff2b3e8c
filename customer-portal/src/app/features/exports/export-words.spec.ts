import type { Export } from '@orbisvoice/shared-dto';
import { EXPORT_FAILURES } from '@orbisvoice/shared-dto/values';
import { failureSentence, filtersInWords as words, progressShare, progressWords } from './export-words';
import { FAILURE_SENTENCES, UNKNOWN_FAILURE } from './exports.strings';

const filtersInWords = (one: Pick<Export, 'dataset' | 'filters'>, agentName?: (id: string) => string): string[] =>
  words(one, { timeZone: 'Asia/Tokyo', ...(agentName && { agentName }) });

describe('exports in words', () => {
  it('say the days as people count them: the last one is in', () => {
    const of = (filters: object) => filtersInWords({ dataset: 'conversations', filters });
    expect(of({ from: '2026-05-01', to: '2026-06-01', timeZone: 'Europe/Berlin' })).toEqual(['1 May 2026 – 31 May 2026 (Europe/Berlin)']);
    expect(of({ from: '2026-05-01' })).toEqual(['since 1 May 2026']);
    expect(of({ from: '2026-10-25T00:00:00.000Z', to: '2026-10-25T01:00:00.000Z', timeZone: 'Europe/Berlin' })).toEqual([
      '25 Oct 2026, 02:00 GMT+2 – 25 Oct 2026, 02:00 GMT+1 (Europe/Berlin)',
    ]);
    expect(of({ from: '2026-10-25T00:00:00.000Z' })).toEqual(['since 25 Oct 2026, 09:00 GMT+9']);
    expect(of({ to: '2026-03-01' })).toEqual(['until 28 Feb 2026']);
    expect(of({})).toEqual(['Everything there is']);
  });

  it('name every filter, and the agent where it is known', () => {
    const filters = { agentId: 'a1', channel: 'phone', status: 'failed', outcome: 'unknown' } as const;
    expect(filtersInWords({ dataset: 'conversations', filters }, () => 'Night porter')).toEqual([
      'Everything there is',
      'agent Night porter',
      'Phone',
      'Failed',
      'Unknown',
    ]);
    const traits = { outcome: 'known', isCounted: true, length: 'none', visitor: 'returning', oncePerVisitor: true } as const;
    expect(filtersInWords({ dataset: 'conversations', filters: traits }).slice(1)).toEqual([
      'Success or failure',
      'Counts towards the plan',
      'Of no length',
      'Returning visitors',
      'One of each visitor: the latest',
    ]);
    const facts = { country: 'DE', device: 'other', browser: 'Firefox', unsaid: 'country', weekday: 7, hour: 0 } as const;
    expect(filtersInWords({ dataset: 'conversations', filters: facts }).slice(1)).toEqual([
      'From Germany',
      'On another device',
      'With Firefox',
      'No country known',
      'Sundays',
      '00:00–01:00',
    ]);
    const calls = { isCounted: true, attempts: 'last' } as const;
    expect(filtersInWords({ dataset: 'tool_executions', filters: calls }).slice(1)).toEqual([
      'Counts towards the plan',
      'One for each call',
    ]);
    const ofTool = { channel: 'phone', tool: 'book', status: 'unsuccessful', cause: 'timed out' } as const;
    expect(filtersInWords({ dataset: 'tool_executions', filters: ofTool }).slice(1)).toEqual([
      'Phone',
      'Failed or timed out',
      'Tool book',
      'Cause timed out',
    ]);
    expect(filtersInWords({ dataset: 'widget_visits', filters: { step: 'open', funnel: 'strict' } }).slice(1)).toEqual([
      'Reached: opened',
      'Steps right after each other',
    ]);
    expect(filtersInWords({ dataset: 'agents', filters: { search: 'desk', isActive: false, isDeleted: false } })).toEqual([
      'Name has “desk”',
      'Inactive',
      'Not deleted',
    ]);
    const referred = { channel: 'direct', status: 'converted', hold: 'past' } as const;
    expect(filtersInWords({ dataset: 'referrals', filters: referred }).slice(1)).toEqual(['Direct', 'Customer', 'Past the hold']);
    expect(filtersInWords({ dataset: 'invoices', filters: { status: 'void' } }).slice(1)).toEqual(['Void']);
    expect(filtersInWords({ dataset: 'usage_events', filters: { state: 'released', invoiceId: 'i1' } }).slice(1)).toEqual([
      'Not counted',
      'Billed by one invoice',
    ]);
    const told = { endpointId: 'e1', status: 'pending', event: 'invoice.paid' } as const;
    expect(filtersInWords({ dataset: 'webhook_deliveries', filters: told }).slice(1)).toEqual(['Waiting', 'One endpoint', 'invoice.paid']);
    expect(filtersInWords({ dataset: 'exports', filters: { dataset: 'members', status: 'expired' } }).slice(1)).toEqual([
      'Expired',
      'Content: Members',
    ]);
    expect(filtersInWords({ dataset: 'members', filters: {} })).toEqual([]);
    expect(filtersInWords({ dataset: 'analytics_tools', filters: { interval: 'week', agentId: 'a1' } })).toContain('one row for each week');
  });

  it('explain each failure, also one of a newer server', () => {
    expect(EXPORT_FAILURES.map(failureSentence)).toEqual(EXPORT_FAILURES.map((code) => FAILURE_SENTENCES[code]));
    expect([failureSentence('meteor'), failureSentence(null)]).toEqual([UNKNOWN_FAILURE, UNKNOWN_FAILURE]);
  });

  it('say how far it is, whatever is known of that', () => {
    const running = { status: 'running', rows: 3_000, rowsExpected: 12_000 } as const;
    expect(progressWords(running)).toBe('3,000 of 12,000 rows');
    expect(progressWords({ ...running, rows: 12_400 })).toBe('12,400 of 12,400 rows');
    expect(progressWords({ ...running, rowsExpected: null })).toBe('3,000 rows so far');
    expect(progressWords({ ...running, rows: 0, rowsExpected: null })).toBe('Counting the rows');
    expect(progressWords({ ...running, status: 'queued' })).toBe('Waits for its turn');
    expect([running, { rows: 5, rowsExpected: 0 }, { rows: 5, rowsExpected: null }].map(progressShare)).toEqual([0.25, 1, null]);
  });
});
