import { Injectable, computed, inject } from '@angular/core';
import type { ConversationAnalytics } from '@orbisvoice/shared-dto';
import { AnalyticsApi } from './analytics.api';
import { conversationCharts, conversationTiles } from './conversation-charts';
import { liveReport } from './live-report';
import { ReportQueryStore } from './report-query.store';
import { rowsLinker } from './rows-linker';

/** Conversations over time, as the address asks for them, and what follows from them. */
@Injectable()
export class ConversationsReportStore {
  private readonly api = inject(AnalyticsApi);
  private readonly query = inject(ReportQueryStore);
  private readonly linkOf = rowsLinker();
  private readonly filters = computed(() => {
    const { agentId, channel } = this.query.url.value();
    return { agentId, channel };
  });

  readonly report = liveReport<ConversationAnalytics>(() =>
    this.api.report('conversations', { ...this.query.rangeQuery(), ...this.filters() }),
  );
  readonly isEmpty = computed(() => {
    const figures = this.report.value()?.figures;
    return figures?.conversations.value === 0 && !figures.conversations.previous;
  });
  readonly tiles = computed(() => {
    const report = this.report.value();
    return report ? conversationTiles(report, this.filters()) : [];
  });
  readonly charts = computed(() => {
    const report = this.report.value();
    if (!report) return null;
    return conversationCharts(report, {
      queryOf: (agentId) => this.query.queryFor({ agentId }),
      linkOf: (rows) => this.linkOf(report, rows),
      filters: this.filters(),
    });
  });
}
