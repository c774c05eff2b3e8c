import type { Agent, ApiKey, Conversation, ConversationDetail, Member, Stats, ToolExecution, TranscriptTurn } from '@orbisvoice/shared-dto';
import { aUsage } from './billing-factories';
import { anId } from './ids';

export * from './billing-factories';
export { anId } from './ids';

export const aPage = <T>(items: T[], change: { total?: number; page?: number } = {}) => ({
  items,
  total: items.length,
  page: 1,
  pageSize: 20,
  ...change,
});

export const anAgent = (change: Partial<Agent> = {}): Agent => ({
  id: anId(),
  name: 'Reception',
  systemPrompt: 'Be kind.',
  voiceId: 'kore',
  greeting: 'Hello!',
  tools: [],
  isActive: true,
  allowedOrigins: [],
  widget: { position: 'bottom-right', colour: '#0b1b3b', isOpen: false },
  publicKey: 'pk_1',
  conversationCount: 3,
  createdAt: '2026-05-01T10:00:00.000Z',
  updatedAt: '2026-05-01T10:00:00.000Z',
  ...change,
});

export const aConversation = (change: Partial<Conversation> = {}): Conversation => ({
  id: anId(),
  agentId: anId(),
  agentName: 'Reception',
  sessionId: 'session-1',
  channel: 'widget',
  status: 'completed',
  outcome: 'success',
  startedAt: '2026-05-03T23:30:00.000Z',
  endedAt: '2026-05-03T23:33:05.000Z',
  durationSeconds: 185,
  firstResponseMs: 640,
  firstResponseStages: { listenMs: 180, thinkMs: 390, speakMs: null },
  visitorId: 'v_1',
  country: 'DE',
  device: 'mobile',
  browser: 'Safari',
  endReason: null,
  turnCount: 2,
  isCounted: true,
  ...change,
});

export const aTurn = (change: Partial<TranscriptTurn> = {}): TranscriptTurn => ({
  id: anId(),
  position: 0,
  speaker: 'agent',
  text: 'Until six.',
  startedAt: '2026-05-03T23:30:01.000Z',
  latencyMs: null,
  stages: null,
  ...change,
});

export const aConversationDetail = (change: Partial<ConversationDetail> = {}): ConversationDetail => ({
  ...aConversation(),
  turns: [
    aTurn({ text: 'Hello!', latencyMs: 420 }),
    aTurn({ position: 1, speaker: 'visitor', text: 'Are you open?', startedAt: '2026-05-03T23:30:05.000Z' }),
  ],
  toolExecutions: [aToolExecution()],
  ...change,
});

export const aToolExecution = (change: Partial<ToolExecution> = {}): ToolExecution => ({
  id: anId(),
  name: 'find_slot',
  status: 'timed_out',
  durationMs: 5_000,
  error: 'No answer.',
  executedAt: '2026-05-03T23:31:00.000Z',
  callId: null,
  attempt: 1,
  isLast: true,
  ...change,
});

export const someStats = (change: Partial<Stats> = {}): Stats => ({
  tier: 'starter',
  usage: aUsage(),
  agents: { total: 2, active: 1 },
  last30Days: {
    conversations: 120,
    previousConversations: 100,
    successRate: 0.874,
    unknownOutcomes: 4,
    medianDurationSeconds: 142,
    medianFirstResponseMs: 640,
  },
  daily: [
    { day: '2026-05-03', conversations: 4 },
    { day: '2026-05-04', conversations: 7 },
  ],
  recentConversations: [aConversation()],
  timeZone: 'Europe/Berlin',
  asOf: '2026-05-04T10:00:00.000Z',
  ...change,
});

export const aMember = (change: Partial<Member> = {}): Member => ({
  id: anId(),
  email: 'charles@example.com',
  name: 'Charles Babbage',
  role: 'member',
  emailVerifiedAt: '2026-01-01T00:00:00.000Z',
  lastSeenAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...change,
});

export const anApiKey = (change: Partial<ApiKey> = {}): ApiKey => ({
  id: anId(),
  name: 'Booking server',
  prefix: 'ov_live_8f',
  scopes: ['conversations.write'],
  createdAt: '2026-01-01T00:00:00.000Z',
  lastUsedAt: null,
  expiresAt: null,
  revokedAt: null,
  ...change,
});
