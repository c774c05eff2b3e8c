import { WEBHOOK_DATA, WEBHOOK_SAMPLES } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { bodyOf } from './event-body.js';

describe('samples of webhooks', () => {
  it.each(WEBHOOK_EVENTS)('%s says what its contract says, no more and no less', (event) => {
    const sample = WEBHOOK_SAMPLES[event];
    expect(WEBHOOK_DATA[event].strict().parse(sample)).toEqual(sample);
  });

  it('are told as type, timestamp and data', () => {
    const at = new Date('2026-03-01T10:00:00Z');
    expect(JSON.parse(bodyOf({ event: 'agent.deleted', at, data: WEBHOOK_SAMPLES['agent.deleted'] }))).toEqual({
      type: 'agent.deleted',
      timestamp: '2026-03-01T10:00:00.000Z',
      data: WEBHOOK_SAMPLES['agent.deleted'],
    });
  });
});
