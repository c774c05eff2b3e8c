import { redisUrl } from './redis.js';

/** A file begins without the jobs that an earlier one of its worker left, or that it left itself when it ran before: they would be taken for its own. */
beforeAll(async () => {
  const url = redisUrl();
  if (url === undefined) return;
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
});
