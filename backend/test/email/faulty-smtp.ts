import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A message the server said 250 to. */
export interface AcceptedMail {
  readonly to: string;
  readonly messageId: string;
  /** As it came over the wire, dots unstuffed. */
  readonly source: string;
}

/** How the server behaves from now on; the replies are whole lines. */
export interface SmtpBehaviour {
  /** What it greets with; null says nothing, ever. */
  readonly greeting: string | null;
  readonly recipientReply: (address: string) => string;
  readonly messageReply: string;
  /** How long it takes over a message before it answers. */
  readonly thinkMs: () => number;
  /** Resets the connection after so many bytes of a message. */
  readonly cutAfter: number | null;
}

export const WELL_BEHAVED: SmtpBehaviour = {
  greeting: '220 faulty ESMTP',
  recipientReply: () => '250 ok',
  messageReply: '250 taken',
  thinkMs: () => 0,
  cutAfter: null,
};

const END = '\r\n.\r\n';

/** A mail server on loopback that misbehaves as it is told, and remembers what it accepted. */
export class FaultySmtp {
  behaviour = WELL_BEHAVED;
  readonly accepted: AcceptedMail[] = [];
  connections = 0;
  /** Heard in the moment in which the 250 is written. */
  onAccepted: (mail: AcceptedMail) => void = () => undefined;
  private readonly open = new Set<net.Socket>();
  private readonly server = net.createServer((socket) => this.serve(socket));

  private constructor(readonly port: number) {}

  static async start(): Promise<FaultySmtp> {
    const probe = net.createServer();
    const port = await listen(probe, 0);
    await new Promise((done) => probe.close(done));
    const smtp = new FaultySmtp(port);
    await smtp.comeBack();
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Refuses connections and resets those there are. */
  async goAway(): Promise<void> {
    for (const socket of this.open) socket.resetAndDestroy();
    if (this.server.listening) await new Promise((done) => this.server.close(done));
  }

  async comeBack(): Promise<void> {
    if (!this.server.listening) await listen(this.server, this.port);
  }

  private serve(socket: net.Socket): void {
    this.connections++;
    this.open.add(socket);
    socket.setNoDelay();
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.open.delete(socket));
    if (this.behaviour.greeting === null) return;
    socket.write(`${this.behaviour.greeting}\r\n`);
    new Conversation(socket, this).begin();
  }
}

/** One connection: commands one by one, a message until its end. */
class Conversation {
  private rest = '';
  private isData = false;
  private to = '';
  private turn = Promise.resolve();

  constructor(
    private readonly socket: net.Socket,
    private readonly smtp: FaultySmtp,
  ) {}

  begin(): void {
    this.socket.on('data', (piece: string) => {
      this.rest += piece;
      this.turn = this.turn.then(() => this.work());
    });
  }

  private async work(): Promise<void> {
    const { cutAfter } = this.smtp.behaviour;
    if (this.isData && cutAfter !== null && this.rest.length > cutAfter) return void this.socket.resetAndDestroy();
    for (let end = this.end(); end >= 0; end = this.end()) {
      const taken = this.rest.slice(0, end);
      this.rest = this.rest.slice(end + (this.isData ? END.length : 2));
      if (this.isData) await this.message(taken);
      else this.command(taken);
    }
  }

  private end(): number {
    return this.rest.indexOf(this.isData ? END : '\r\n');
  }

  private command(line: string): void {
    const recipient = /^rcpt to:<([^>]*)>/i.exec(line)?.[1];
    if (recipient !== undefined) {
      this.to = recipient;
      return this.say(this.smtp.behaviour.recipientReply(recipient));
    }
    if (/^quit/i.test(line)) return void this.socket.end('221 bye\r\n');
    this.isData = /^data$/i.test(line);
    this.say(this.isData ? '354 go on' : '250 ok');
  }

  private async message(source: string): Promise<void> {
    this.isData = false;
    const thinkMs = this.smtp.behaviour.thinkMs();
    if (thinkMs > 0) await sleep(thinkMs);
    if (this.socket.destroyed) return;
    const { messageReply } = this.smtp.behaviour;
    this.say(messageReply);
    if (!messageReply.startsWith('250')) return;
    const messageId = /^message-id: *(\S+)/im.exec(source)?.[1] ?? '';
    const mail = { to: this.to, messageId, source: source.replaceAll('\r\n..', '\r\n.') };
    this.smtp.accepted.push(mail);
    this.smtp.onAccepted(mail);
  }

  private say(line: string): void {
    this.socket.write(`${line}\r\n`);
  }
}

async function listen(server: net.Server, port: number): Promise<number> {
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
