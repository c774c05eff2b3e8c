import { HttpClient, HttpErrorResponse, HttpEventType, HttpHeaders, type HttpEvent } from '@angular/common/http';
import { Injectable, InjectionToken, inject } from '@angular/core';
import { catchError, concat, concatMap, defer, from, of, repeat, takeWhile, timeout, timer, type Observable } from 'rxjs';
import { API } from './api-client';
import { EventText, type ServerEvent } from './event-text';

/** What becomes of a stream: it opens, says something, is lost (and comes back by itself), or was refused for good. */
export type StreamNews =
  { readonly kind: 'opened' | 'lost' | 'refused' } | { readonly kind: 'said'; readonly name: string; readonly data: string };

interface StreamPatience {
  /** Pause before the first new try; each further one doubles it, up to the longest. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** Without a sign of life for so long, a connection is dead though nobody has closed it. */
  readonly silenceMs: number;
}

export const STREAM_PATIENCE = new InjectionToken<StreamPatience>('STREAM_PATIENCE', {
  providedIn: 'root',
  factory: () => ({ pauseMs: 1_000, longestPauseMs: 30_000, silenceMs: 60_000 }),
});

/** The text of a connection is kept by the browser as long as it lives: a long one begins anew. */
const LONGEST_TEXT = 1_000_000;

/**
 * Server-sent events of the API. Not by `EventSource`, which cannot say who is calling: through the same client as every other read, so that
 * an access token that has run out is renewed on the way.
 */
@Injectable({ providedIn: 'root' })
export class ApiEvents {
  private readonly http = inject(HttpClient);
  private readonly patience = inject(STREAM_PATIENCE);

  /** Listens for as long as somebody is subscribed. Never fails; what was said between two connections is lost: read again when it opens. */
  of(path: string): Observable<StreamNews> {
    return defer(() => {
      let failures = 0;
      const { pauseMs, longestPauseMs } = this.patience;
      return this.connect(path, () => (failures = 0)).pipe(
        repeat({ delay: () => timer(Math.min(longestPauseMs, pauseMs * 2 ** failures++)) }),
        takeWhile(({ kind }) => kind !== 'refused', true),
      );
    });
  }

  /** One connection, to its end. */
  private connect(path: string, onAlive: () => void): Observable<StreamNews> {
    return defer(() => {
      const text = new EventText();
      const headers = new HttpHeaders({ accept: 'text/event-stream' });
      const answer = this.http.get(`${API}/${path}`, { headers, observe: 'events', reportProgress: true, responseType: 'text' }).pipe(
        timeout({ each: this.patience.silenceMs }),
        takeWhile((event) => !isLong(event), true),
        concatMap((event) => {
          if (event.type === HttpEventType.DownloadProgress) onAlive();
          return from(newsOf(event, text));
        }),
      );
      return concat(answer, of<StreamNews>({ kind: 'lost' })).pipe(catchError((error: unknown) => of(endOf(error))));
    });
  }
}

function newsOf(event: HttpEvent<string>, text: EventText): readonly StreamNews[] {
  if (event.type === HttpEventType.ResponseHeader && event.ok) return [{ kind: 'opened' }];
  if (event.type !== HttpEventType.DownloadProgress || !('partialText' in event)) return [];
  return text.take(event.partialText ?? '').map(({ name, data }: ServerEvent) => ({ kind: 'said', name, data }));
}

const isLong = (event: HttpEvent<string>): boolean => event.type === HttpEventType.DownloadProgress && event.loaded > LONGEST_TEXT;

/** Who may not listen now, will not be allowed to a second later. */
function endOf(error: unknown): StreamNews {
  const isRefused = error instanceof HttpErrorResponse && error.status >= 400 && error.status < 500 && error.status !== 429;
  return { kind: isRefused ? 'refused' : 'lost' };
}
