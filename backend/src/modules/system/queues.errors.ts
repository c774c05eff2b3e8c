import { defineErrors } from '../../platform/errors/error-registry.js';

export const queuesErrors = defineErrors('queues', {
  'queues.job_not_found': 404,
  'queues.job_not_failed': 409,
  'queues.discarded_not_found': 404,
});

export const integrationsErrors = defineErrors('integrations', {
  'integrations.not_found': 404,
  'integrations.probe_too_soon': 429,
});
