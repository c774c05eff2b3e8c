import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';

const COMMAND_TIMEOUT_MS = 500;
const RECONNECT_CAP_MS = 5_000;

/** A connection for things a request may look at: it fails fast and reconnects behind the scenes, so no request ever waits for Redis. */
export function fastRedis(url: string, purpose: string): Redis {
  const logger = new Logger(`redis ${purpose}`);
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: COMMAND_TIMEOUT_MS * 4,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(RECONNECT_CAP_MS, 50 * 2 ** Math.min(times, 10)),
  });
  let wasDown = false;
  redis.on('error', (error: Error) => {
    if (!wasDown) logger.warn(`unavailable: ${error.message}`);
    wasDown = true;
  });
  redis.on('ready', () => {
    if (wasDown) logger.log('available again');
    wasDown = false;
  });
  return redis;
}
