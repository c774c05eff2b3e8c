import './dom-polyfills';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { type Provider, type EnvironmentProviders, type Type } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding, type Routes } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ImpersonatedSession, Me, Problem, Session } from '@orbisvoice/shared-dto';
import { ROLE_PERMISSIONS, type ErrorCode, type Role } from '@orbisvoice/shared-dto/values';
import { provideCharts } from '../charts/provide-charts';
import { APP_CLIENT, APP_NAME } from '../core/app-client';
import { authInterceptor } from '../core/auth.interceptor';
import { SessionStore } from '../core/session.store';

/** Who is signed in, for tests. */
export function aSession(role: Role = 'owner', change: Partial<Me> = {}): Session {
  return {
    accessToken: 'access-token',
    expiresAt: '2026-05-04T10:15:00.000Z',
    me: {
      id: '018f0000-0000-7000-8000-000000000001',
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      role,
      isAdmin: false,
      permissions: [...ROLE_PERMISSIONS[role]],
      emailVerifiedAt: '2026-01-01T00:00:00.000Z',
      tenant: {
        id: '018f0000-0000-7000-8000-000000000002',
        name: 'Analytical Engines',
        slug: 'analytical-engines',
        status: 'active',
        subscriptionTier: 'starter',
        timeZone: 'Europe/Berlin',
        locale: 'en',
        suspension: null,
      },
      ...change,
    },
  };
}

/** A session of staff acting as the person. */
export function anImpersonatedSession(change: Partial<ImpersonatedSession['impersonation']> = {}): ImpersonatedSession {
  return {
    ...aSession(),
    impersonation: {
      id: '018f0000-0000-7000-8000-000000000003',
      mode: 'read',
      staffName: 'Sam Staff',
      reason: 'They asked why it is silent.',
      ...change,
    },
  };
}

/** A problem+json body as the API sends it. */
export function aProblem(code: ErrorCode, status: number, change: Partial<Problem> = {}): Problem {
  return { type: 'about:blank', title: code, status, code, traceId: 'trace-1', ...change };
}

export interface PageOptions {
  /** The address to open; the page is routed at its path. */
  url?: string;
  path?: string;
  routes?: Routes;
  role?: Role | null;
  me?: Partial<Me>;
  providers?: (Provider | EnvironmentProviders)[];
}

/** Opens one page on a fake API and reads it the way a person does: by text, role and label. */
export class PageHarness<T> {
  private constructor(
    readonly fixture: ComponentFixture<unknown>,
    readonly page: T,
    private readonly http: HttpTestingController,
  ) {}

  static async open<T>(page: Type<T>, options: PageOptions = {}): Promise<PageHarness<T>> {
    const path = options.path ?? 'page';
    TestBed.configureTestingModule({
      providers: [
        provideCharts(),
        { provide: APP_CLIENT, useValue: 'portal' },
        { provide: APP_NAME, useValue: 'OrbisVoice' },
        provideHttpClient(withInterceptors([authInterceptor])),
        provideHttpClientTesting(),
        provideRouter([{ path, component: page }, ...(options.routes ?? []), { path: '**', children: [] }], withComponentInputBinding()),
        ...(options.providers ?? []),
      ],
    });
    const role = options.role === undefined ? 'owner' : options.role;
    if (role) TestBed.inject(SessionStore).start(aSession(role, options.me));
    const router = await RouterTestingHarness.create();
    const instance = await router.navigateByUrl(options.url ?? `/${path}`, page);
    const harness = new PageHarness(router.fixture, instance, TestBed.inject(HttpTestingController));
    await harness.settle();
    return harness;
  }

  get element(): HTMLElement {
    return this.fixture.nativeElement as HTMLElement;
  }

  /** Everything readable, with single spaces. */
  get text(): string {
    return (this.element.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  /** Lets promises, navigation and drawing catch up. Not `whenStable`: that would wait for the calls a test wants to see pending. */
  async settle(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  }

  /** The one pending call of this method and path (without `/api/`), whatever its query. */
  request(method: string, path: string): TestRequest {
    return this.http.expectOne((request) => request.method === method && request.url.split('?')[0] === `/api/${path}`);
  }

  /** All pending calls of this method and path. */
  requests(method: string, path: string): TestRequest[] {
    return this.http.match((request) => request.method === method && request.url.split('?')[0] === `/api/${path}`);
  }

  async answer(method: string, path: string, body: object | null): Promise<TestRequest> {
    const request = this.request(method, path);
    request.flush(body);
    await this.settle();
    return request;
  }

  async refuse(method: string, path: string, problem: Problem): Promise<void> {
    const request = this.request(method, path);
    const isFile = request.request.responseType === 'blob';
    const body = isFile ? new Blob([JSON.stringify(problem)], { type: 'application/problem+json' }) : problem;
    request.flush(body, { status: problem.status, statusText: problem.title });
    await this.settle();
  }

  find<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = this.element.querySelector<E>(selector);
    if (!found) throw new Error(`no ${selector} in: ${this.text}`);
    return found;
  }

  has(selector: string): boolean {
    return this.element.querySelector(selector) !== null;
  }

  /** The button or link that reads (or is labelled) like this. */
  control(name: string | RegExp): HTMLElement {
    const matches = (label: string): boolean => (typeof name === 'string' ? label === name : name.test(label));
    const found = Array.from(this.element.querySelectorAll<HTMLElement>('button, a')).find((element) =>
      matches((element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim()),
    );
    if (!found) throw new Error(`no control named ${name} in: ${this.text}`);
    return found;
  }

  async click(name: string | RegExp): Promise<void> {
    this.control(name).click();
    await this.settle();
  }

  /** Types into the control of this `name` attribute (or selector). */
  async type(name: string, value: string): Promise<void> {
    const control = this.find<HTMLInputElement>(/^[\w.]+$/.test(name) ? `:is(input, select, textarea)[name="${name}"]` : name);
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settle();
  }

  async submit(): Promise<void> {
    this.find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await this.settle();
  }

  /** Fails when a call is still unanswered. */
  verify(): void {
    this.http.verify();
  }
}
