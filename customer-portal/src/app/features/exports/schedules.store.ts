import { Injectable, computed, inject } from '@angular/core';
import type { CreateReportSchedule, ReportSchedule, ReportSchedulePage, UpdateReportSchedule } from '@orbisvoice/shared-dto';
import { REPORT_SCHEDULES_MAX } from '@orbisvoice/shared-dto/values';
import { apiResource } from '@orbisvoice/shared-ui/core';
import { SchedulesApi } from './schedules.api';

/** The scheduled reports of the workspace. What a write answers is put in; the list is not asked for again. */
@Injectable()
export class SchedulesStore {
  private readonly api = inject(SchedulesApi);

  readonly page = apiResource<ReportSchedulePage>(() => this.api.list());
  readonly isFull = computed(() => (this.page.value()?.total ?? 0) >= REPORT_SCHEDULES_MAX);

  async create(body: CreateReportSchedule): Promise<ReportSchedule> {
    const created = await this.api.create(body);
    this.change((items) => [created, ...items]);
    return created;
  }

  async update(id: string, body: UpdateReportSchedule): Promise<ReportSchedule> {
    const changed = await this.api.update(id, body);
    this.change((items) => items.map((item) => (item.id === id ? changed : item)));
    return changed;
  }

  /** On or off: on screen at once, and back again when it is refused. */
  async setActive(id: string, isActive: boolean): Promise<void> {
    const show = (now: boolean): void => this.change((items) => items.map((item) => (item.id === id ? { ...item, isActive: now } : item)));
    show(isActive);
    try {
      await this.update(id, { isActive });
    } catch (error) {
      show(!isActive);
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    await this.api.remove(id);
    this.drop(id);
  }

  /** Somebody else was faster. */
  drop(id: string): void {
    this.change((items) => items.filter((item) => item.id !== id));
  }

  sendNow(id: string): Promise<void> {
    return this.api.sendNow(id);
  }

  private change(next: (items: ReportSchedule[]) => ReportSchedule[]): void {
    const page = this.page.value();
    if (!page) return;
    const items = next(page.items);
    this.page.set({ ...page, items, total: page.total + items.length - page.items.length });
  }
}
