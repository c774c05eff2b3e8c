export { removeDataFolder } from './data-folder.js';
export { isPortOpen, launchPostgres, type PostgresOptions, type RunningPostgres } from './launch-postgres.js';
export { freePort, throwawayPostgres } from './throwaway-postgres.js';
export { wipePostgres } from './wipe-postgres.js';
