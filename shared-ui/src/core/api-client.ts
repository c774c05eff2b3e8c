import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { ApiProblem } from './api-problem';

/** Where the API lives, for both apps. */
export const API = '/api';

/** Writes to the API: promises that reject with an `ApiProblem` and nothing else. Reads go through `apiResource`. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);

  get<T>(path: string): Promise<T> {
    return answer(this.http.get<T>(`${API}/${path}`));
  }
  post<T>(path: string, body: object = {}): Promise<T> {
    return answer(this.http.post<T>(`${API}/${path}`, body));
  }
  /** A file that the server makes of what is asked. */
  postForFile(path: string, body: object): Promise<Blob> {
    return answerFile(this.http.post(`${API}/${path}`, body, { responseType: 'blob' }));
  }
  getFile(path: string): Promise<Blob> {
    return answerFile(this.http.get(`${API}/${path}`, { responseType: 'blob' }));
  }
  put<T>(path: string, body: object): Promise<T> {
    return answer(this.http.put<T>(`${API}/${path}`, body));
  }
  patch<T>(path: string, body: object): Promise<T> {
    return answer(this.http.patch<T>(`${API}/${path}`, body));
  }
  delete<T = void>(path: string, body?: object): Promise<T> {
    return answer(this.http.delete<T>(`${API}/${path}`, body ? { body } : {}));
  }
}

async function answer<T>(call: Observable<T>): Promise<T> {
  try {
    return await firstValueFrom(call);
  } catch (error) {
    throw ApiProblem.from(error);
  }
}

/** Who asks for a file gets the refusal as a file too. */
async function answerFile(call: Observable<Blob>): Promise<Blob> {
  try {
    return await firstValueFrom(call);
  } catch (error) {
    throw ApiProblem.from(await unpacked(error));
  }
}

async function unpacked(error: unknown): Promise<unknown> {
  if (!(error instanceof HttpErrorResponse) || !(error.error instanceof Blob) || !error.error.type.includes('json')) return error;
  const body: unknown = JSON.parse(await error.error.text());
  return new HttpErrorResponse({ error: body, status: error.status, statusText: error.statusText });
}
