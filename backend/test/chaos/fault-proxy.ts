import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a fault proxy does to the connections through it. */
export interface Faults {
  /** Milliseconds added to every piece. */
  latency: number;
  /** Accepts, holds, never passes on. */
  isBlackHole: boolean;
}

/** A TCP proxy on loopback that can be slow, silent, or cut every connection. */
export interface FaultProxy {
  readonly port: number;
  readonly faults: Faults;
  /** Cuts every open connection with a reset. */
  reset(): void;
  close(): void;
}

/** Listens on a free port and passes everything on to `port`. */
export async function openFaultProxy(port: number): Promise<FaultProxy> {
  const faults: Faults = { latency: 0, isBlackHole: false };
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect({ host: '127.0.0.1', port });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay();
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    carry(client, upstream, faults);
    carry(upstream, client, faults);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the proxy has no port');
  const cut = (): void => open.forEach((socket) => socket.resetAndDestroy());
  return { port: address.port, faults, reset: cut, close: () => (cut(), void server.close()) };
}

/** Pieces keep their order, however long each is held. */
function carry(from: net.Socket, to: net.Socket, faults: Faults): void {
  let chain = Promise.resolve();
  from.on('data', (piece) => {
    chain = chain.then(async () => {
      while (faults.isBlackHole && !from.destroyed) await sleep(20);
      if (faults.latency > 0) await sleep(faults.latency);
      if (!to.destroyed) to.write(piece);
    });
  });
  from.on('close', () => void chain.then(() => to.destroy()));
}
