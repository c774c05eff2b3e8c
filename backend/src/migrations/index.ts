import { Initial1764000000000 } from './1764000000000-initial.js';
import { LoginAttempts1764000100000 } from './1764000100000-login-attempts.js';

/** Every migration, oldest first. */
export const MIGRATIONS = [Initial1764000000000, LoginAttempts1764000100000];
