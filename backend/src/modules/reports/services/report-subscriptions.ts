import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog, type AuditActor } from '../../audit/index.js';
import { ReportScheduleRepository } from '../persistence/report-schedule.repository.js';

/** One reader of one schedule. */
export interface Subscription {
  readonly name: string;
  readonly email: string;
  readonly isOn: boolean;
}

/** What readers themselves decide of a schedule: whether it goes on coming. */
@Injectable()
export class ReportSubscriptions {
  constructor(
    private readonly schedules: ReportScheduleRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The subscription of whoever `isTheirs` knows; null when the schedule or the reader is gone. */
  async find(tenantId: TenantId, scheduleId: string, isTheirs: (email: string) => boolean): Promise<Subscription | null> {
    return this.unitOfWork.run(tenantId, async () => {
      const schedule = await this.schedules.find(tenantId, scheduleId);
      const readers = schedule ? await this.schedules.recipients(tenantId, [scheduleId]) : [];
      const reader = readers.find(({ email }) => isTheirs(email));
      return schedule && reader ? { name: schedule.name, email: reader.email, isOn: reader.unsubscribedAt === null } : null;
    });
  }

  /** Ends or renews it; once is as good as twice. */
  async turn(actor: AuditActor, scheduleId: string, { email, to }: { readonly email: string; readonly to: 'off' | 'on' }): Promise<void> {
    const { tenantId } = actor;
    await this.unitOfWork.run(tenantId, async () => {
      const at = to === 'off' ? this.clock.now() : null;
      if (!(await this.schedules.turn(tenantId, scheduleId, { email, at }))) return;
      const action = to === 'off' ? 'report.recipient_left' : 'report.recipient_returned';
      const changes = { isSubscribed: { before: to === 'off', after: to === 'on' } };
      await this.audit.record(actor, { action, targetType: 'report_schedule', targetId: scheduleId, changes });
    });
  }
}
