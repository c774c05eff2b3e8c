import { type Socket } from 'node:net';
import { type FastifyInstance } from 'fastify';

/**
 * Ends connections on which nothing was ever sent when the server closes. Browsers open one in advance, load balancers keep one ready; Node takes
 * them for requests that are about to arrive (`closeIdleConnections` spares them), and one of them would hold up every shutdown to its deadline.
 * A connection that has begun to speak is left to finish.
 */
export function endSilentConnections(instance: FastifyInstance): void {
  const silent = new Set<Socket>();
  let isClosing = false;
  const endIfSilent = (socket: Socket): void => {
    if (socket.bytesRead === 0) socket.destroy();
  };
  instance.server.on('connection', (socket: Socket) => {
    // accepted by the system before the port closed, seen by us after
    if (isClosing) return endIfSilent(socket);
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  instance.server.on('request', ({ socket }: { readonly socket: Socket }) => silent.delete(socket));
  instance.addHook('preClose', (done) => {
    isClosing = true;
    silent.forEach(endIfSilent);
    done();
  });
}
