import { Clock } from '../clock/clock.js';
import { IntegrationJournal } from './integration-journal.js';

class FixedClock extends Clock {
  override now(): Date {
    return new Date('2026-03-04T10:00:00.000Z');
  }
}

describe('IntegrationJournal', () => {
  const journal = (): IntegrationJournal => new IntegrationJournal(new FixedClock());

  it('keeps the last success and the last error, masked, and hands over only what changed', async () => {
    const notes = journal();
    await notes.watch('smtp', () => Promise.resolve('sent'));
    await expect(notes.watch('smtp', () => Promise.reject(new Error('550 no ada@example.com\n key=abc')))).rejects.toThrow('550');
    const [note] = notes.take();
    expect(note).toMatchObject({ name: 'smtp', successes: 1, failures: 1, lastError: '550 no a***@example.com key=[redacted]' });
    expect(note?.lastSuccessAt).not.toBeNull();
    expect(notes.take()).toEqual([]);
  });

  it('counts a refusal that the other side answered as a success', async () => {
    const notes = journal();
    await expect(
      notes.watch(
        'stripe',
        () => Promise.reject(new Error('card declined')),
        () => false,
      ),
    ).rejects.toThrow('declined');
    expect(notes.take()).toMatchObject([{ successes: 1, failures: 0, lastError: null }]);
  });

  it('loses no count when it could not be written', () => {
    const notes = journal();
    notes.note('smtp', { ms: 5 });
    const taken = notes.take();
    notes.note('smtp', { ms: 6 });
    notes.giveBack(taken);
    expect(notes.take()).toMatchObject([{ successes: 2, latencyMs: 6 }]);
  });

  it('notes a circuit once per change', () => {
    const notes = journal();
    const until = new Date('2026-03-04T10:00:30.000Z');
    notes.circuit('smtp', { state: 'open', until });
    expect(notes.take()).toMatchObject([{ circuit: 'open', circuitUntil: until }]);
    notes.circuit('smtp', { state: 'open', until: new Date(until) });
    expect(notes.take()).toEqual([]);
  });
});
