import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { HttpAdapterHost } from '@nestjs/core';
import { SystemClock } from '../../../platform/clock/clock.js';
import { UpgradedSockets } from './upgraded-sockets.js';

let server: Server;
let sockets: UpgradedSockets;

beforeEach(async () => {
  server = createServer((_request, response) => response.end('plain'));
  sockets = new UpgradedSockets(new HttpAdapterHost(), new SystemClock());
  sockets.watch(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const accept = (_request: unknown, socket: Socket): void => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello');
  socket.on('data', () => undefined);
  socket.on('end', () => socket.end());
};

function ask(path: string) {
  const { port } = server.address() as AddressInfo;
  const asked = request({ port, host: '127.0.0.1', path, headers: { connection: 'Upgrade', upgrade: 'WebSocket' } });
  asked.end();
  return asked;
}

async function upgrade(path: string): Promise<Socket> {
  const [, socket] = (await once(ask(path), 'upgrade')) as [unknown, Socket];
  return socket;
}

const until = async (isDone: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 200 && !isDone(); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isDone()).toBe(true);
};

describe('upgraded connections', () => {
  it('are listed while they are open: path without ids and query, protocol, traffic', async () => {
    server.on('upgrade', accept);
    const socket = await upgrade('/api/widget/stream/0198c1a2-7d3e-7abc-8def-0123456789ab/pk_live4?token=secret');
    socket.write('to the server');
    await until(() => (sockets.list()[0]?.bytesIn ?? 0) > 0 && (sockets.list()[0]?.bytesOut ?? 0) > 0);
    expect(sockets.count).toBe(1);
    expect(sockets.list()[0]).toMatchObject({ path: '/api/widget/stream/:id/:id', protocol: 'websocket' });
    expect(Date.parse(sockets.list()[0]?.since ?? '')).toBeLessThanOrEqual(Date.now());
    socket.destroy();
    await until(() => sockets.count === 0);
    expect(sockets.list()).toEqual([]);
  });

  it('are left to the server as plain requests while nobody answers upgrades', async () => {
    const [response] = (await once(ask('/'), 'response')) as [{ statusCode: number }];
    expect(response.statusCode).toBe(200);
    expect(server.listenerCount('upgrade')).toBe(0);
  });

  it('are no longer watched when the last one who answers them is gone', () => {
    server.on('upgrade', accept);
    expect(server.listenerCount('upgrade')).toBe(2);
    server.removeListener('upgrade', accept);
    expect(server.listenerCount('upgrade')).toBe(0);
    server.on('upgrade', accept);
    expect(server.listenerCount('upgrade')).toBe(2);
  });
});
