import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { anImpersonatedSession, aProblem, aSession } from '../testing/page-harness';
import { APP_CLIENT } from './app-client';
import { authInterceptor } from './auth.interceptor';
import { SessionStore } from './session.store';

const UNAUTHENTICATED = { status: 401, statusText: 'Unauthorized' };
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('authInterceptor', () => {
  let http: HttpClient;
  let server: HttpTestingController;
  let session: SessionStore;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        { provide: APP_CLIENT, useValue: 'console' },
        provideHttpClient(withInterceptors([authInterceptor])),
        provideHttpClientTesting(),
        provideRouter([{ path: '**', children: [] }]),
      ],
    });
    http = TestBed.inject(HttpClient);
    server = TestBed.inject(HttpTestingController);
    session = TestBed.inject(SessionStore);
  });
  afterEach(() => server.verify());

  it('says who is calling, to the API only', () => {
    session.start(aSession());
    void firstValueFrom(http.get('/api/agents'));
    const { headers } = server.expectOne('/api/agents').request;
    expect(headers.get('authorization')).toBe('Bearer access-token');
    expect(headers.get('x-orbis-client')).toBe('console');

    void firstValueFrom(http.get('https://elsewhere.example/x'));
    expect(server.expectOne('https://elsewhere.example/x').request.headers.has('authorization')).toBe(false);
  });

  it('refreshes once for many expired calls and sends each again', async () => {
    session.start(aSession());
    const answers = Promise.all([firstValueFrom(http.get('/api/agents')), firstValueFrom(http.get('/api/stats'))]);
    const expired = aProblem('access.unauthenticated', 401);
    server.expectOne('/api/agents').flush(expired, UNAUTHENTICATED);
    server.expectOne('/api/stats').flush(expired, UNAUTHENTICATED);
    server.expectOne('/api/auth/refresh').flush({ ...aSession(), accessToken: 'new-token' });
    await tick();
    const again = server.expectOne('/api/agents');
    expect(again.request.headers.get('authorization')).toBe('Bearer new-token');
    again.flush({ items: [] });
    server.expectOne('/api/stats').flush({ tier: 'free' });
    expect(await answers).toEqual([{ items: [] }, { tier: 'free' }]);
  });

  it('does not renew acting as somebody: it goes where that is said to be over', async () => {
    session.startImpersonation(anImpersonatedSession());
    const call = firstValueFrom(http.get('/api/agents'));
    server.expectOne('/api/agents').flush(aProblem('access.unauthenticated', 401), UNAUTHENTICATED);
    await expect(call).rejects.toMatchObject({ status: 401 });
    await tick();
    expect(TestBed.inject(Router).url).toBe('/impersonate?over=1');
  });

  it('asks anew who is signed in when the workspace turns out to be suspended', async () => {
    session.start(aSession());
    const call = firstValueFrom(http.post('/api/agents', {}));
    server.expectOne('/api/agents').flush(aProblem('tenants.suspended', 403), { status: 403, statusText: 'Forbidden' });
    await expect(call).rejects.toMatchObject({ status: 403 });
    const suspension = { reason: 'Unpaid', since: '2026-05-04T10:00:00.000Z', contact: 'support@example.com' };
    const { tenant } = aSession().me;
    server.expectOne('/api/auth/refresh').flush(aSession('owner', { tenant: { ...tenant, status: 'suspended', suspension } }));
    await tick();
    expect(session.me()?.tenant.suspension?.reason).toBe('Unpaid');
  });

  it('leaves the refusal to the page when it cannot be asked who is signed in', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    session.start(aSession());
    const call = firstValueFrom(http.post('/api/agents', {}));
    server.expectOne('/api/agents').flush(aProblem('tenants.suspended', 403), { status: 403, statusText: 'Forbidden' });
    await expect(call).rejects.toMatchObject({ status: 403 });
    server.expectOne('/api/auth/refresh').error(new ProgressEvent('error'));
    await tick();
    await tick();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(session.isSignedIn()).toBe(true);
  });

  it('goes to log-in when the refresh is refused', async () => {
    session.start(aSession());
    const answer = firstValueFrom(http.get('/api/agents'));
    server.expectOne('/api/agents').flush(aProblem('access.unauthenticated', 401), UNAUTHENTICATED);
    server.expectOne('/api/auth/refresh').flush(aProblem('auth.refresh_invalid', 401), UNAUTHENTICATED);
    await expect(answer).rejects.toMatchObject({ status: 401 });
    await tick();
    expect(session.isSignedIn()).toBe(false);
    expect(TestBed.inject(Router).url).toContain('/log-in?');
  });

  it('does not refresh on a 401 that is about something else', async () => {
    session.start(aSession());
    const answer = firstValueFrom(http.post('/api/auth/me/password', {}));
    server.expectOne('/api/auth/me/password').flush(aProblem('auth.invalid_credentials', 401), UNAUTHENTICATED);
    await expect(answer).rejects.toMatchObject({ status: 401 });
  });
});
