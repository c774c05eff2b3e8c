import { HEARTBEAT_MS, processState } from './process-state.js';

const NOW = new Date('2026-03-04T10:00:00.000Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);

describe('the state of a process', () => {
  it('is up while its heartbeats come, silent when several were lost', () => {
    expect(processState(ago(0), null, NOW)).toBe('up');
    expect(processState(ago(HEARTBEAT_MS * 4), null, NOW)).toBe('up');
    expect(processState(ago(HEARTBEAT_MS * 4 + 1), null, NOW)).toBe('silent');
  });

  it('is stopped when it said so, however long ago', () => {
    expect(processState(ago(HEARTBEAT_MS * 400), ago(HEARTBEAT_MS * 400), NOW)).toBe('stopped');
    expect(processState(ago(0), ago(0), NOW)).toBe('stopped');
  });
});
