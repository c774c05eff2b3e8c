import { EventEmitter, once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMessage, type Envelope, type InboxMessage } from './message.js';

export interface MessageFilter {
  readonly to?: string;
  readonly subject?: string;
}

const includes = (text: string, part: string | undefined): boolean => !part || text.toLowerCase().includes(part.toLowerCase());

/** The newest messages, in memory and on disk; the oldest give way at the limit. */
export class MessageStore {
  private readonly messages: InboxMessage[] = [];
  private readonly arrivals = new EventEmitter().setMaxListeners(0);
  private sequence = 0;

  private constructor(
    private readonly folder: string,
    private readonly limit: number,
  ) {}

  /** Opens the folder and reads what an earlier run left. */
  static async open(folder: string, limit: number): Promise<MessageStore> {
    mkdirSync(folder, { recursive: true });
    const store = new MessageStore(folder, limit);
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    for (const name of names.sort()) {
      const envelope = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Envelope;
      store.messages.push(await parseMessage(envelope, readFileSync(join(folder, `${envelope.id}.eml`))));
      store.sequence = Number(envelope.id);
    }
    return store;
  }

  /** Keeps a mail; it is on disk when the promise resolves. */
  async add(delivery: Omit<Envelope, 'id'>, raw: Buffer): Promise<InboxMessage> {
    const id = String(++this.sequence).padStart(8, '0');
    const envelope: Envelope = { id, ...delivery };
    const message = await parseMessage(envelope, raw);
    // the description comes last: without it the mail does not count
    await writeFile(join(this.folder, `${id}.eml`), raw);
    await writeFile(join(this.folder, `${id}.json`), JSON.stringify(envelope));
    this.messages.push(message);
    await this.forget(this.messages.splice(0, Math.max(0, this.messages.length - this.limit)));
    this.arrivals.emit('message', message);
    return message;
  }

  /** Newest first. */
  list(filter: MessageFilter = {}): InboxMessage[] {
    return this.messages
      .filter(({ to, subject }) => includes(to.join(' '), filter.to) && includes(subject, filter.subject))
      .sort((a, b) => b.id.localeCompare(a.id));
  }

  find(id: string): InboxMessage | undefined {
    return this.messages.find((message) => message.id === id);
  }

  async clear(): Promise<void> {
    await this.forget(this.messages.splice(0));
  }

  /** The first message, kept or coming, that fits. */
  async waitFor(fits: (message: InboxMessage) => boolean, milliseconds: number): Promise<InboxMessage> {
    const present = this.messages.find(fits);
    if (present) return present;
    const signal = AbortSignal.timeout(milliseconds);
    try {
      for (;;) {
        const [message] = (await once(this.arrivals, 'message', { signal })) as [InboxMessage];
        if (fits(message)) return message;
        const missed = this.messages.find(fits);
        if (missed) return missed;
      }
    } catch (cause) {
      const seen = this.list().map(({ to, subject }) => `  ${to.join(', ')}: ${subject}`);
      throw new Error(`No such mail within ${milliseconds} ms. The inbox holds:\n${seen.join('\n') || '  nothing'}`, { cause });
    }
  }

  private async forget(messages: readonly InboxMessage[]): Promise<void> {
    for (const { id } of messages) {
      await rm(join(this.folder, `${id}.json`), { force: true });
      await rm(join(this.folder, `${id}.eml`), { force: true });
    }
  }
}
