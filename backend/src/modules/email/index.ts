export { EmailModule } from './email.module.js';
export { SuppressionDesk, type Suppression, type SuppressionSearch } from './services/suppression-desk.service.js';
export { checkDomains, exitCodeOf, formatReport, systemResolver, type DomainReport } from './transport/domain-check.js';
