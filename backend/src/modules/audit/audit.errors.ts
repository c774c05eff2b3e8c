import { defineErrors } from '../../platform/errors/error-registry.js';

export const auditErrors = defineErrors('audit', { 'audit.verification_running': 409 });
