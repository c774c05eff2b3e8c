import type {
  SystemEndpoint,
  SystemEndpointPoint,
  SystemEndpoints,
  SystemError,
  SystemErrors,
  SystemHealth,
  SystemProcess,
  SystemStatement,
  SystemStatements,
} from '@orbisvoice/shared-dto';

const AT = '2026-03-04T10:00:00.000Z';
const LATER = '2026-03-04T10:01:00.000Z';

export const aProcess = (over: Partial<SystemProcess> = {}): SystemProcess => ({
  id: '0195f3c0-0000-7000-8000-000000000001',
  kind: 'api',
  host: 'api-1',
  pid: 41,
  version: '1.2.3',
  nodeVersion: '20.20.2',
  startedAt: AT,
  seenAt: LATER,
  stoppedAt: null,
  state: 'up',
  uptimeSeconds: 3_720,
  memoryBytes: 210_000_000,
  heapBytes: 90_000_000,
  cpuCores: 0.25,
  loopLagMs: 4.2,
  ...over,
});

export const aHealth = (over: Partial<SystemHealth> = {}): SystemHealth => ({
  asOf: LATER,
  range: '1h',
  stepSeconds: 60,
  processes: [aProcess()],
  postgres: {
    version: '18.4',
    startedAt: AT,
    isReplica: false,
    sizeBytes: 64_000_000,
    maxConnections: 100,
    connections: [{ role: 'orbis_app', state: 'idle', count: 7 }],
    longestTransactionSeconds: null,
    cacheHitShare: 0.9987,
    commits: 1_200,
    rollbacks: 3,
    deadlocks: 0,
    statsSince: null,
    waitingLocks: 0,
    replicas: [],
    tables: [{ name: 'outbox_events', bytes: 8_000_000, liveRows: 100, deadRows: 900, deadShare: 0.9, vacuumedAt: null }],
    migrations: { applied: 21, last: 'SystemHistory1764003400000', missing: [] },
  },
  points: [
    { at: AT, isRecorded: true, processes: 2, memoryBytes: 2e8, cpuCores: 0.5, loopLagMs: 4, poolWaiting: 0 },
    { at: LATER, isRecorded: false, processes: 0, memoryBytes: null, cpuCores: null, loopLagMs: null, poolWaiting: null },
  ],
  ...over,
});

export const anEndpoint = (over: Partial<SystemEndpoint> = {}): SystemEndpoint => ({
  id: 'GET /api/agents/:id',
  method: 'GET',
  route: '/api/agents/:id',
  count: 1_200,
  perMinute: 20,
  clientErrors: 12,
  serverErrors: 3,
  errorShare: 0.0025,
  meanMs: 6,
  p50Ms: 4.5,
  p95Ms: 20,
  p99Ms: 140,
  ...over,
});

const aPoint = (over: Partial<SystemEndpointPoint> = {}): SystemEndpointPoint => ({
  at: AT,
  isRecorded: true,
  perMinute: 20,
  clientErrors: 1,
  serverErrors: 0,
  p50Ms: 4,
  p95Ms: 20,
  p99Ms: 140,
  ...over,
});

export const someEndpoints = (items: SystemEndpoint[] = [anEndpoint()]): SystemEndpoints => ({
  asOf: LATER,
  range: '1h',
  stepSeconds: 60,
  recordedMinutes: 59,
  all: anEndpoint({ id: '', method: '', route: '' }),
  items,
  route: null,
  points: [aPoint(), aPoint({ at: LATER, isRecorded: false, perMinute: null, clientErrors: 0, p50Ms: null, p95Ms: null, p99Ms: null })],
});

export const aStatement = (over: Partial<SystemStatement> = {}): SystemStatement => ({
  id: 'aa',
  name: 'agents.list',
  text: 'select * from agents where tenant_id = ?',
  count: 900,
  totalMs: 1_800,
  meanMs: 2,
  p95Ms: 4.8,
  maxMs: 130,
  rows: 4_000,
  errors: 0,
  slowestAt: AT,
  slowestTraceId: '0198c1a2-7d3e-7abc-8def-0123456789ab',
  ...over,
});

export const someStatements = (over: Partial<SystemStatements> = {}): SystemStatements => ({
  asOf: LATER,
  range: '1h',
  source: 'own',
  hasServer: true,
  totalMs: 3_600,
  items: [aStatement()],
  ...over,
});

export const anError = (over: Partial<SystemError> = {}): SystemError => ({
  id: 'ee',
  code: '23505',
  type: 'QueryFailedError',
  message: 'duplicate key value violates unique constraint "…"',
  frame: 'AgentService.create modules/agents/services/agent.service.js:41',
  origin: 'request',
  count: 4,
  total: 9,
  firstSeenAt: AT,
  lastSeenAt: LATER,
  places: ['POST /api/agents', 'PATCH /api/agents/:id', 'a', 'b', 'c'],
  traceIds: ['0198c1a2-7d3e-7abc-8def-0123456789ab'],
  ...over,
});

export const someErrors = (over: Partial<SystemErrors> = {}): SystemErrors => ({
  asOf: LATER,
  range: '1h',
  stepSeconds: 60,
  items: [anError()],
  refusals: [{ id: 'request.not_found 404', code: 'request.not_found', status: 404, count: 12, perMinute: 0.2 }],
  points: [
    { at: AT, isRecorded: true, clientErrors: 3, serverErrors: 1, failedJobs: 0 },
    { at: LATER, isRecorded: false, clientErrors: 0, serverErrors: 0, failedJobs: 0 },
  ],
  ...over,
});
