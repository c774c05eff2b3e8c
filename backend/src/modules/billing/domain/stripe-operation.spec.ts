import { ABANDONED_AFTER_MS, claimOperation, type KnownOperation } from './stripe-operation.js';

const now = new Date('2026-02-10T12:00:00Z');
const before = (ms: number): Date => new Date(now.getTime() - ms);
const wanted = { base: 't:change:g', hash: Buffer.from('same') };
const operation = (changes: Partial<KnownOperation> = {}): KnownOperation => ({
  idempotencyKey: 't:change:g#1',
  requestHash: Buffer.from('same'),
  status: 'started',
  result: null,
  createdAt: before(1_000),
  finishedAt: null,
  ...changes,
});
const claim = (latest: KnownOperation | null, open: KnownOperation | null = latest?.status === 'started' ? latest : null) =>
  claimOperation(wanted, { latest, open }, now);

describe('claimOperation', () => {
  it('claims what nobody has asked for', () => {
    expect(claim(null)).toEqual({ kind: 'call', key: 't:change:g#1', isNew: true, isIdle: true, abandoned: null });
  });

  it('sends a repeat under the same key while nothing final is known', () => {
    expect(claim(operation())).toEqual({ kind: 'call', key: 't:change:g#1', isNew: false, isIdle: false, abandoned: null });
    expect(claim(operation({ finishedAt: before(500) }))).toMatchObject({ key: 't:change:g#1', isNew: false, isIdle: true });
    expect(claim(operation({ createdAt: before(3_600_000) }))).toMatchObject({ key: 't:change:g#1', isNew: false });
  });

  it('takes a new key once Stripe has forgotten the old one', () => {
    expect(claim(operation({ createdAt: before(24 * 3_600_000) }))).toEqual({
      kind: 'call',
      key: 't:change:g#2',
      isNew: true,
      isIdle: true,
      abandoned: 't:change:g#1',
    });
  });

  it('gives a finished write its first answer', () => {
    expect(claim(operation({ status: 'done', result: { url: 'https://pay.example' } }))).toEqual({
      kind: 'done',
      result: { url: 'https://pay.example' },
    });
  });

  it('tries anew after a refusal, under another key', () => {
    expect(claim(operation({ status: 'refused', idempotencyKey: 't:change:g#3' }))).toMatchObject({ key: 't:change:g#4', isNew: true });
  });

  it('never sends another request under a known key', () => {
    const other = { requestHash: Buffer.from('other') };
    expect(claim(operation(other))).toEqual({ kind: 'busy' });
    expect(claim(operation({ ...other, status: 'done' }))).toEqual({ kind: 'busy' });
  });

  it('lets one write of an intent run at a time, and gives up one whose process is gone', () => {
    const other = operation({ idempotencyKey: 't:change:other#1' });
    expect(claim(null, other)).toEqual({ kind: 'busy' });
    expect(claim(null, { ...other, createdAt: before(ABANDONED_AFTER_MS) })).toMatchObject({
      key: 't:change:g#1',
      abandoned: 't:change:other#1',
    });
  });
});
