export { changesBetween, type AuditChanges, type AuditValue } from './audit-changes.js';
export { AuditLog, type AuditActor, type AuditRecord, type Bystander, type Subject } from './audit-log.js';
export { AuditReader } from './audit-reader.js';
export { AuditModule } from './audit.module.js';
