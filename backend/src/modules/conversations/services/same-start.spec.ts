import type { Conversation, StartConversation } from '@orbisvoice/shared-dto';
import { canonicalStart, isSameStart } from './same-start.js';

const input: StartConversation = { agentId: 'a', sessionId: 's', channel: 'api', country: 'DE' };
const conversation: Conversation = {
  id: 'c',
  agentId: 'a',
  agentName: 'Ava',
  sessionId: 's',
  channel: 'api',
  status: 'completed',
  outcome: 'success',
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  durationSeconds: null,
  firstResponseMs: null,
  firstResponseStages: null,
  visitorId: null,
  country: 'DE',
  device: null,
  browser: null,
  endReason: null,
  turnCount: 3,
  isCounted: true,
};

describe('isSameStart', () => {
  it('knows a repeated request, however far the conversation has gone', () => expect(isSameStart(conversation, input)).toBe(true));

  it.each<Partial<StartConversation>>([
    { agentId: 'b' },
    { channel: 'widget' },
    { channel: 'playground' },
    { country: 'FR' },
    { visitorId: 'v' },
    { device: 'mobile' },
    { browser: 'Firefox' },
    { country: undefined },
  ])('refuses another body: %j', (change) => {
    expect(isSameStart(conversation, { ...input, ...change })).toBe(false);
    expect(canonicalStart({ ...input, ...change })).not.toBe(canonicalStart(input));
  });

  it('hashes a missing field like null, whatever the order of keys', () => {
    expect(canonicalStart({ sessionId: 's', country: 'DE', channel: 'api', agentId: 'a', browser: undefined })).toBe(canonicalStart(input));
  });
});
