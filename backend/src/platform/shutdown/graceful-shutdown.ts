import { type INestApplicationContext, Logger } from '@nestjs/common';
import { Lifecycle } from './lifecycle.js';

const DEADLINE_MS = 10_000;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** What a signal may do to the process; given in, so that a test survives it. */
export interface Exit {
  (code: number): void;
}

/**
 * One signal ends the process in order: readiness answers 503, no connection is accepted, requests and jobs under way finish, then workers
 * and pools close. After ten seconds, or at a second signal, it ends as it is: whatever was under way is repeated by its owner.
 * @param exit how the process ends
 * @returns takes the signal handlers away again
 */
export function shutDownGracefully(app: INestApplicationContext, exit: Exit = (code) => process.exit(code)): () => void {
  const logger = new Logger('shutdown');
  const lifecycle = app.get(Lifecycle, { strict: false });
  const onSignal = (signal: NodeJS.Signals): void => {
    if (lifecycle.isDraining) {
      logger.warn(`${signal} again: leaving at once`);
      exit(1);
      return;
    }
    logger.log(`${signal}: finishing what is under way`);
    lifecycle.startDraining();
    void closeWithin(DEADLINE_MS, app).then((isClean) => {
      if (!isClean) logger.warn(`not finished after ${DEADLINE_MS} ms: leaving`);
      exit(isClean ? 0 : 1);
    });
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  };
}

/** @returns whether everything closed in time and without an error */
async function closeWithin(ms: number, app: INestApplicationContext): Promise<boolean> {
  const logger = new Logger('shutdown');
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const closed = app.close().then(
    () => true,
    (error: unknown) => {
      logger.error('closing failed', error);
      return false;
    },
  );
  const isClean = await Promise.race([closed, deadline]);
  clearTimeout(timer);
  return isClean;
}
