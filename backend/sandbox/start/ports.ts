import { createServer } from 'node:net';

/** One port the launcher is about to use, and the variable that moves it. */
export interface PortClaim {
  readonly port: number;
  readonly host: string;
  readonly variable: string;
  readonly use: string;
}

const isFree = ({ port, host }: PortClaim): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => done(true)));
  });

/** The sentence for a taken port. */
export const takenPort = ({ port, variable, use }: PortClaim): string =>
  `Port ${port} (${use}) is taken by another program. Stop it, or choose another port: ${variable}=${port + 1} npm start`;

/**
 * Tries every port before anything is started.
 * @throws Error with one line per taken port
 */
export async function checkPorts(claims: readonly PortClaim[]): Promise<void> {
  const free = await Promise.all(claims.map(isFree));
  const taken = claims.filter((_, index) => !free[index]);
  if (taken.length) throw new Error(taken.map(takenPort).join('\n'));
}
