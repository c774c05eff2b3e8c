import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type TenantId, tenantIdOf } from '../../../platform/access/tenant-id.js';
import { AllTenantsNotificationRepository } from '../../../platform/cache/all-tenants-notification.repository.js';
import { PostgresListener } from '../../../platform/cache/postgres-listener.js';

const CHANNEL = 'orbis_exports';
const SEPARATOR = ' ';

/** Whoever wants to know of changes. */
export interface ExportObserver {
  changed(tenantId: TenantId, id: string): void;
  /** Messages may have been missed. */
  missed(): void;
}

/** Tells every process that an export has changed, by its id: the row is the truth, and whoever cares reads it. */
@Injectable()
export class ExportNews implements OnModuleInit {
  private readonly logger = new Logger(ExportNews.name);
  private readonly observers: ExportObserver[] = [];

  constructor(
    private readonly listener: PostgresListener,
    private readonly notifications: AllTenantsNotificationRepository,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.listener.listen(CHANNEL, {
      onMessage: (message) => this.receive(message),
      onGap: () => this.observers.forEach((observer) => observer.missed()),
    });
  }

  observe(observer: ExportObserver): void {
    this.observers.push(observer);
  }

  /** Call it after the commit. Never rejects: what is missed is seen a second later, or at the next look at the row. */
  async tell(tenantId: TenantId, id: string): Promise<void> {
    await this.notifications
      .notify(CHANNEL, `${tenantId}${SEPARATOR}${id}`)
      .catch((error: unknown) => this.logger.debug(`change of an export not told: ${String(error)}`));
  }

  private receive(message: string): void {
    const [tenantId = '', id = ''] = message.split(SEPARATOR);
    for (const observer of this.observers) observer.changed(tenantIdOf(tenantId), id);
  }
}
