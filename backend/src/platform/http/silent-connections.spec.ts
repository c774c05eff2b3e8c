import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { endSilentConnections } from './silent-connections.js';

describe('connections on which nothing was sent', () => {
  let instance: FastifyInstance;
  const clients: Socket[] = [];

  /** A server whose one route answers when told. */
  async function listening(answer: Promise<string>): Promise<number> {
    instance = fastify();
    endSilentConnections(instance);
    instance.get('/', () => answer);
    await instance.listen({ port: 0, host: '127.0.0.1' });
    return (instance.server.address() as AddressInfo).port;
  }

  /** Both ends of a new connection. */
  async function connected(port: number): Promise<{ readonly client: Socket; readonly server: Socket }> {
    const accepted = once(instance.server, 'connection');
    const client = connect(port, '127.0.0.1').setEncoding('utf8');
    clients.push(client);
    const [server] = (await accepted) as [Socket];
    return { client, server };
  }

  afterEach(() => clients.splice(0).forEach((client) => client.destroy()));

  it('do not hold up the end of a server', async () => {
    const port = await listening(Promise.resolve('never asked'));
    const { client } = await connected(port);
    const ended = once(client.resume(), 'close');
    await instance.close();
    await ended;
    expect(instance.server.listening).toBe(false);
  });

  it('are told from those that wait for an answer, and from those that have begun to ask', async () => {
    let answer: (text: string) => void = () => undefined;
    const port = await listening(new Promise((resolve) => (answer = resolve)));
    const { client: asking } = await connected(port);
    const { client: halfway, server: read } = await connected(port);
    const heard = { asking: '', halfway: '' };
    asking.on('data', (text: string) => (heard.asking += text));
    halfway.on('data', (text: string) => (heard.halfway += text));
    const received = once(instance.server, 'request');
    asking.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
    halfway.write('GET / HTTP/1.1\r\n');
    await received;
    while (read.bytesRead === 0) await new Promise((resolve) => setImmediate(resolve));
    const closed = instance.close();
    halfway.write('host: here\r\nconnection: close\r\n\r\n');
    answer('at last');
    await Promise.all([closed, once(asking, 'close'), once(halfway, 'close')]);
    expect(heard.asking).toContain('at last');
    // what arrives whole after the end has begun is refused in words, not cut off
    expect(heard.halfway).toMatch(/^HTTP\/1\.1 (200|503) /);
  });
});
