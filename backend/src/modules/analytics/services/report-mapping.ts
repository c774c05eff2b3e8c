import type { AgentAnalytics, ConversationAnalytics, EngagementAnalytics, ReferralAnalytics } from '@orbisvoice/shared-dto';
import { mergedFigures, type ReportDocument, type ReportDocumentHead, type ReportTable } from '../domain/report-document.js';
import {
  agentsTable,
  breakdownTables,
  conversationsTable,
  engagementTable,
  funnelTable,
  keptTables,
  payoutTable,
  peakHoursTable,
  referralChannelsTable,
  referralsTable,
  stagesTable,
  toolCausesTable,
  toolsTable,
} from './report-tables.js';

/** The answers of one snapshot that a report is made from. */
export interface ReportAnswers {
  readonly conversations: ConversationAnalytics;
  readonly agents: AgentAnalytics;
  readonly engagement?: EngagementAnalytics;
  readonly referrals?: ReferralAnalytics;
}

/** The head of an answer without the rest of it. */
export const headOfAnswer = (answer: ReportDocumentHead): ReportDocumentHead => {
  const { asOf, timeZone, from, to, interval, definitionVersion, previous } = answer;
  return { asOf, timeZone, from, to, interval, definitionVersion, previous };
};

/** The tables of a report, in the order they are read. */
function tablesOf(answers: ReportAnswers): ReportTable[] {
  const { conversations, agents, engagement, referrals } = answers;
  return [
    conversationsTable(conversations),
    peakHoursTable(conversations),
    agentsTable(agents),
    stagesTable(agents),
    toolsTable(agents),
    toolCausesTable(agents),
    ...keptTables(answers),
    ...(engagement ? [engagementTable(engagement), funnelTable(engagement), ...breakdownTables(engagement)] : []),
    ...(referrals ? [referralsTable(referrals), referralChannelsTable(referrals), payoutTable(referrals)] : []),
  ];
}

/** The answers as one document. Nothing is computed here: every number stands in an answer. */
export function reportOf(title: string, answers: ReportAnswers): ReportDocument {
  const { conversations, agents, engagement, referrals } = answers;
  return {
    title,
    head: headOfAnswer(conversations),
    figures: mergedFigures([conversations.figures, agents.figures, engagement?.figures ?? {}, referrals?.figures ?? {}]),
    tables: tablesOf(answers),
  };
}
