/** The Redis of the suite's second leg: a database per worker, or one file's workers would take the jobs of another's. */
export function redisUrl(): string | undefined {
  const url = process.env['REDIS_URL'];
  return url && `${url.replace(/\/\d*$/, '')}/${Number(process.env['JEST_WORKER_ID'] ?? 1) % 16}`;
}
