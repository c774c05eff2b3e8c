export { EmailModule } from './email.module.js';
export { SuppressionDesk, type Suppression, type SuppressionSearch } from './services/suppression-desk.service.js';
