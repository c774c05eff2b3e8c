import { HttpClient } from '@angular/common/http';
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
    return answer(this.http.post(`${API}/${path}`, body, { responseType: 'blob' }));
  }
  getFile(path: string): Promise<Blob> {
    return answer(this.http.get(`${API}/${path}`, { responseType: 'blob' }));
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
