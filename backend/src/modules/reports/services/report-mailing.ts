import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UserDirectory } from '../../auth/index.js';
import { periodText } from '../domain/period-text.js';
import { titleOf } from '../domain/report-title.js';
import { ReportRunRepository, type LeadFigure, type RunRow } from '../persistence/report-run.repository.js';
import type { ListedRecipient } from '../persistence/report-schedule.js';
import { ReportScheduleRepository } from '../persistence/report-schedule.repository.js';
import { ReportRecipients } from './report-recipients.js';

/** What the mails of a run say, and to whom. */
export interface ReportMailing {
  readonly title: string;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly figures: readonly LeadFigure[];
  readonly recipients: readonly ListedRecipient[];
  /** Somebody sent it to themselves: it is nobody's subscription. */
  readonly isTest: boolean;
}

/** Runs as mails. */
@Injectable()
export class ReportMailings {
  constructor(
    private readonly runs: ReportRunRepository,
    private readonly schedules: ReportScheduleRepository,
    private readonly recipients: ReportRecipients,
    private readonly users: UserDirectory,
  ) {}

  /** Null when the schedule is gone, or its document never was. */
  async of(tenantId: TenantId, runId: string): Promise<ReportMailing | null> {
    const run = await this.runs.byId(tenantId, runId);
    if (!run?.moved) return null;
    const { from, to, timeZone, moved, testFor } = run;
    const recipients = testFor === null ? await this.listed(tenantId, run) : await this.tester(tenantId, testFor);
    const words = { title: titleOf(run), period: periodText(run) };
    return { ...words, from, to, timeZone, figures: moved, recipients, isTest: testFor !== null };
  }

  /** Who is on the list, wants it, and still belongs to the workspace. */
  private async listed(tenantId: TenantId, { scheduleId }: RunRow): Promise<ListedRecipient[]> {
    const allowed = await this.recipients.allowed(tenantId);
    const listed = await this.schedules.recipients(tenantId, [scheduleId]);
    return listed.filter(({ email, unsubscribedAt }) => unsubscribedAt === null && allowed.has(email));
  }

  private async tester(tenantId: TenantId, userId: string): Promise<ListedRecipient[]> {
    const user = await this.users.find(tenantId, userId);
    return user ? [{ email: user.email, userId }] : [];
  }
}
