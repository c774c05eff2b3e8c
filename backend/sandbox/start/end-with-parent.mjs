// Preloaded into every process the launcher forks, so that product code knows nothing of it: when the launcher is gone,
// kill -9 included, the channel to it closes and the process ends as if it had been asked to.
import { isMainThread } from 'node:worker_threads';

const GRACE_MS = 8000;

if (isMainThread && process.channel) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // listening for the end must not keep a finished process alive
  process.channel.unref();
}
