import { EventEmitter } from 'node:events';
import { type IncomingMessage } from 'node:http';
import { type Duplex } from 'node:stream';
import { Socket } from 'node:net';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Clock } from '../../../platform/clock/clock.js';
import { type OpenSocket } from '../persistence/all-tenants-process.repository.js';

const MOST_LISTED = 100;
const MAX_PATH = 200;
/** Ids, keys and one-time secrets: anything long, or with digits in it. Whose connection it is, is nobody's business here. */
const PERSONAL_SEGMENT = /^(?=.*\d)[\w~.%-]+$|^[^/]{24,}$/;

interface Entry {
  readonly path: string;
  readonly protocol: string;
  readonly since: string;
  readonly socket: Duplex;
}

/**
 * The connections of this process that left HTTP by an upgrade. It listens only while somebody else does: a server on which anybody listens
 * leaves every upgrade to its listeners, and one that has only us would leave them without an answer.
 */
@Injectable()
export class UpgradedSockets implements OnApplicationBootstrap {
  private readonly open = new Set<Entry>();
  private readonly note = (request: IncomingMessage, socket: Duplex): void => this.add(request, socket);

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const server: unknown = this.adapterHost.httpAdapter?.getHttpServer();
    if (isEmitter(server)) this.watch(server);
  }

  /** Notices upgrades of this server as soon as, and for as long as, somebody answers them. */
  watch(server: EventEmitter): void {
    const isOurs = (listener: unknown): boolean => listener === this.note;
    const join = (): void => {
      if (!server.listeners('upgrade').some(isOurs)) server.prependListener('upgrade', this.note);
    };
    if (server.listenerCount('upgrade') > 0) join();
    server.on('newListener', (event: string | symbol, listener: unknown) => {
      if (event === 'upgrade' && !isOurs(listener)) join();
    });
    server.on('removeListener', (event: string | symbol) => {
      if (event === 'upgrade' && server.listeners('upgrade').every(isOurs)) server.removeListener('upgrade', this.note);
    });
  }

  get count(): number {
    return this.open.size;
  }

  /** The oldest ones, as many as are listed. */
  list(): OpenSocket[] {
    return [...this.open].slice(0, MOST_LISTED).map(({ socket, ...entry }) => ({
      ...entry,
      bytesIn: socket instanceof Socket ? socket.bytesRead : 0,
      bytesOut: socket instanceof Socket ? socket.bytesWritten : 0,
    }));
  }

  private add(request: IncomingMessage, socket: Duplex): void {
    const entry: Entry = {
      path: pathOf(request.url ?? ''),
      protocol: (request.headers.upgrade ?? '').toLowerCase().slice(0, 20),
      since: this.clock.now().toISOString(),
      socket,
    };
    this.open.add(entry);
    socket.once('close', () => this.open.delete(entry));
  }
}

const isEmitter = (value: unknown): value is EventEmitter => value instanceof EventEmitter;

const pathOf = (url: string): string =>
  (url.split('?')[0] ?? '')
    .slice(0, MAX_PATH)
    .split('/')
    .map((segment) => (PERSONAL_SEGMENT.test(segment) ? ':id' : segment))
    .join('/');
