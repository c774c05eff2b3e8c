import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Stopped by a person before it was there, and maybe deleted with it. */
export class ExportCanceled extends DomainEvent<{ exportId: string }> {
  static readonly eventName = 'export.canceled';
  static readonly version = 1;
}
