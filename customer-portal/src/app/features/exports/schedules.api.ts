import { Injectable, inject } from '@angular/core';
import type { CreateReportSchedule, ReportSchedule, UpdateReportSchedule } from '@orbisvoice/shared-dto';
import { LIMITS, REPORT_SCHEDULES_MAX } from '@orbisvoice/shared-dto/values';
import { ApiClient, type ApiRequest } from '@orbisvoice/shared-ui/core';

const pathOf = (id: string): string => `report-schedules/${encodeURIComponent(id)}`;

/** The only place that knows the addresses of scheduled reports. */
@Injectable({ providedIn: 'root' })
export class SchedulesApi {
  private readonly api = inject(ApiClient);

  /** All of them: there are never more than fit on one page. */
  list = (): ApiRequest => ({ path: 'report-schedules', query: { pageSize: REPORT_SCHEDULES_MAX } });
  create = (body: CreateReportSchedule): Promise<ReportSchedule> => this.api.post('report-schedules', body);
  update = (id: string, body: UpdateReportSchedule): Promise<ReportSchedule> => this.api.patch(pathOf(id), body);
  remove = (id: string): Promise<void> => this.api.delete(pathOf(id));
  sendNow = (id: string): Promise<void> => this.api.post(`${pathOf(id)}/test`);
  /** Whom a report can go to. */
  people = (): ApiRequest => ({ path: 'team/members', query: { pageSize: LIMITS.pageSizeMax } });
}
