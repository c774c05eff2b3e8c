import { type AgentAnalytics, AnalyticsQuery, type ConversationAnalytics } from '@orbisvoice/shared-dto';
import { AgentAnalyticsService, ConversationAnalyticsService } from '../../src/modules/analytics/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { type TestApp } from '../harness/app.js';
import { type Asked, bruteForce, type ConversationRow } from './conversation-rows.js';

/** A report below HTTP: no access token is valid at another time. */
export const reportOf = (app: TestApp, tenantId: string, asked: Asked): Promise<ConversationAnalytics> =>
  app.get(ConversationAnalyticsService).report({ tenantId: tenantIdOf(tenantId) }, AnalyticsQuery.parse(asked));

/** The same of agents. */
const agentReportOf = (app: TestApp, tenantId: string, asked: Asked): Promise<AgentAnalytics> =>
  app.get(AgentAnalyticsService).report({ tenantId: tenantIdOf(tenantId) }, AnalyticsQuery.parse(asked));

/** Holds both answers, whole, against the rows. */
export async function expectTruth(
  app: TestApp,
  tenantId: string,
  { rows, asked }: { rows: readonly ConversationRow[]; asked: Asked },
): Promise<void> {
  const answer = await reportOf(app, tenantId, asked);
  const truth = bruteForce(rows, asked);
  expect(answer.series.map(({ isOpen: _isOpen, ...point }) => point)).toEqual(truth.series);
  expect(answer.heatMap).toEqual(truth.heatMap);
  const { figures } = answer;
  const pair = (key: keyof typeof figures) => [figures[key].value, figures[key].previous];
  const both = (of: (figures: typeof truth.now) => number | null) => [of(truth.now), of(truth.before)];
  expect(pair('conversations')).toEqual(both((of) => of.conversations));
  expect(pair('unknown_outcomes')).toEqual(both((of) => of.unknown));
  expect(pair('success_rate')).toEqual(both((of) => (of.success + of.failure === 0 ? null : of.success / (of.success + of.failure))));
  expect(pair('duration_median')).toEqual(both((of) => of.durationMedian));
  expect(pair('duration_p90')).toEqual(both((of) => of.durationP90));
  expect(pair('duration_mean')).toEqual(both((of) => of.durationMean));
  expect(pair('zero_length')).toEqual(both((of) => of.zeroLength));
  expect([figures.first_response_median.value, figures.first_response_p95.value, figures.first_response_p99.value]).toEqual([
    truth.responseMedian,
    truth.responseP95,
    truth.responseP99,
  ]);
  expect(new Map(answer.activeAgents.map(({ agentId, conversations }) => [agentId, conversations]))).toEqual(truth.byAgent);
  expectAgents(await agentReportOf(app, tenantId, asked), truth);
}

function expectAgents({ figures, stages, agents }: AgentAnalytics, truth: ReturnType<typeof bruteForce>): void {
  expect([figures.conversations.value, figures.conversations.previous]).toEqual([truth.now.conversations, truth.before.conversations]);
  expect([figures.first_response_median.value, figures.first_response_median.previous]).toEqual([
    truth.responseMedian,
    truth.responseMedianBefore,
  ]);
  expect(stages).toEqual(truth.now.stages);
  const said = agents
    .filter(({ conversations, previousConversations }) => conversations > 0 || previousConversations !== 0)
    .map(
      ({ agentName: _agentName, isDeleted: _isDeleted, toolCalls: _calls, toolErrorRate: _rate, successRate: _success, ...agent }) => agent,
    )
    .sort((left, right) => (left.agentId < right.agentId ? -1 : 1));
  expect(said).toEqual(truth.agents);
}
