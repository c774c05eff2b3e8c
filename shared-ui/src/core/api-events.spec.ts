import { HttpEventType, HttpHeaders, provideHttpClient, type HttpHeaderResponse } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ApiEvents, STREAM_PATIENCE, type StreamNews } from './api-events';
import { EventText } from './event-text';

const PATIENCE = { pauseMs: 1_000, longestPauseMs: 4_000, silenceMs: 60_000 };

describe('text of events', () => {
  it('gives messages once they are whole, with their name and all their lines', () => {
    const text = new EventText();
    expect(text.take('retry: 1000\n\n: here\n\nevent: export\ndata: {"a"')).toEqual([]);
    expect(text.take('retry: 1000\n\n: here\n\nevent: export\ndata: {"a":1}\n\n')).toEqual([{ name: 'export', data: '{"a":1}' }]);
    expect(new EventText().take('data: one\r\ndata:two\r\nid: 4\r\n\r\ndata: 3\n\n')).toEqual([
      { name: 'message', data: 'one\ntwo' },
      { name: 'message', data: '3' },
    ]);
  });
});

describe('events of the API', () => {
  let news: StreamNews[];
  let http: HttpTestingController;

  beforeEach(() => {
    jest.useFakeTimers();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), { provide: STREAM_PATIENCE, useValue: PATIENCE }],
    });
    http = TestBed.inject(HttpTestingController);
    news = [];
  });
  afterEach(() => jest.useRealTimers());

  const listen = () =>
    TestBed.inject(ApiEvents)
      .of('exports/events')
      .subscribe((one) => news.push(one));
  const connection = (): TestRequest => http.expectOne('/api/exports/events');
  const open = (request: TestRequest): void =>
    request.event({ type: HttpEventType.ResponseHeader, ok: true, status: 200, headers: new HttpHeaders() } as HttpHeaderResponse);
  const say = (request: TestRequest, partialText: string, loaded = partialText.length): void =>
    request.event({ type: HttpEventType.DownloadProgress, loaded, partialText });
  const kinds = () => news.map(({ kind }) => kind);

  it('opens, and says what the server says, each once', () => {
    listen();
    const request = connection();
    expect(request.request.headers.get('accept')).toBe('text/event-stream');
    open(request);
    say(request, 'data: 1\n\n');
    say(request, 'data: 1\n\nevent: export\ndata: 2\n\n');
    expect(news).toEqual([{ kind: 'opened' }, { kind: 'said', name: 'message', data: '1' }, { kind: 'said', name: 'export', data: '2' }]);
  });

  it('comes back after a longer and longer pause, and at once quicker when it was alive', () => {
    listen();
    for (const pause of [1_000, 2_000, 4_000, 4_000]) {
      connection().error(new ProgressEvent('error'));
      jest.advanceTimersByTime(pause - 1);
      http.expectNone('/api/exports/events');
      jest.advanceTimersByTime(1);
    }
    const alive = connection();
    open(alive);
    say(alive, ': here\n\n');
    alive.flush('');
    jest.advanceTimersByTime(1_000);
    connection();
    expect(kinds()).toEqual(['lost', 'lost', 'lost', 'lost', 'opened', 'lost']);
  });

  it('takes silence for a dead connection, and begins a long one anew', () => {
    listen();
    const silent = connection();
    open(silent);
    jest.advanceTimersByTime(60_000);
    expect(kinds()).toEqual(['opened', 'lost']);
    expect(silent.cancelled).toBe(true);
    jest.advanceTimersByTime(1_000);
    const long = connection();
    say(long, 'data: 1\n\n', 1_000_001);
    expect(long.cancelled).toBe(true);
    expect(kinds()).toEqual(['opened', 'lost', 'said', 'lost']);
  });

  it('does not ask again where it is refused, and stops when nobody listens', () => {
    const listening = listen();
    connection().flush('', { status: 403, statusText: 'Forbidden' });
    jest.advanceTimersByTime(60_000);
    http.expectNone('/api/exports/events');
    expect(kinds()).toEqual(['refused']);
    expect(listening.closed).toBe(true);
    const other = listen();
    const request = connection();
    other.unsubscribe();
    expect(request.cancelled).toBe(true);
  });
});
