import net from 'node:net';

/** A mail server that accepts everything and keeps nothing: as little of a limit as a server can be. */
export interface SmtpSink {
  readonly url: string;
  /** Messages it answered 250 to. */
  accepted(): number;
  close(): Promise<void>;
}

const END = '\r\n.\r\n';

/** One connection: answers each command when its line is complete, and the message when its end is. */
function serve(socket: net.Socket, onMessage: () => void): void {
  let rest = '';
  let isData = false;
  const take = (): string | null => {
    const end = rest.indexOf(isData ? END : '\r\n');
    if (end < 0) return null;
    const taken = rest.slice(0, end);
    rest = rest.slice(end + (isData ? END.length : 2));
    return taken;
  };
  socket.setNoDelay();
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.write('220 sink ESMTP\r\n');
  socket.on('data', (piece: string) => {
    rest += piece;
    for (let line = take(); line !== null; line = take()) {
      if (isData) {
        isData = false;
        onMessage();
        socket.write('250 taken\r\n');
      } else {
        isData = /^data$/i.test(line);
        socket.write(isData ? '354 go on\r\n' : /^quit$/i.test(line) ? '221 bye\r\n' : '250 sink\r\n');
      }
    }
  });
}

/** Listens on a free loopback port. */
export async function openSmtpSink(): Promise<SmtpSink> {
  let count = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    serve(socket, () => count++);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the sink has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    accepted: () => count,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
