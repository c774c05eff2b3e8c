import { defineErrors } from '../../platform/errors/error-registry.js';

defineErrors('referrals', { 'referrals.code_unknown': 404 });
