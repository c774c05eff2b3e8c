import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { anImpersonatedSession, aProblem, aSession } from '../testing/page-harness';
import { APP_CLIENT } from './app-client';
import { safeReturnTo } from './guards';
import { SessionStore } from './session.store';

describe('SessionStore', () => {
  let session: SessionStore;
  let server: HttpTestingController;

  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [{ provide: APP_CLIENT, useValue: 'portal' }, provideHttpClient(), provideHttpClientTesting()],
    });
    session = TestBed.inject(SessionStore);
    server = TestBed.inject(HttpTestingController);
  });
  afterEach(() => server.verify());

  it('asks nothing for a visitor who was never here', async () => {
    expect(await session.restore()).toBe(false);
  });

  it('resumes by the cookie after a reload, with one call for many', async () => {
    localStorage.setItem('orbis.portal.session', '1');
    const both = Promise.all([session.restore(), session.restore()]);
    server.expectOne('/api/auth/refresh').flush(aSession());
    expect(await both).toEqual([true, true]);
    expect(session.me()?.name).toBe('Ada Lovelace');
  });

  it('keeps the access token out of the storage', () => {
    session.start(aSession());
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('access-token');
  });

  it('forgets a session the server has ended, but not because the network is down', async () => {
    session.start(aSession());
    const down = session.refresh();
    server.expectOne('/api/auth/refresh').error(new ProgressEvent('error'));
    await expect(down).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(session.isSignedIn()).toBe(true);

    const over = session.refresh();
    server.expectOne('/api/auth/refresh').flush(aProblem('auth.refresh_invalid', 401), { status: 401, statusText: 'x' });
    expect(await over).toBe(false);
    expect(session.isSignedIn()).toBe(false);
    expect(await session.restore()).toBe(false);
  });

  it('logs out here even when the server cannot be reached, and says so', async () => {
    session.start(aSession());
    const out = session.logOut();
    server.expectOne('/api/auth/logout').error(new ProgressEvent('error'));
    expect(await out).toBe(false);
    expect(session.isSignedIn()).toBe(false);
  });

  it('acts as somebody in this tab alone: no hint, no cookie takes over, and the end is told to the server', async () => {
    session.startImpersonation(anImpersonatedSession());
    expect([session.isSignedIn(), session.impersonation()?.mode, localStorage.length]).toEqual([true, 'read', 0]);
    expect(await session.refresh()).toBe(false);
    expect(session.isSignedIn()).toBe(false);
    // whoever uses this browser may have a session of their own: the tab does not become theirs unnoticed
    localStorage.setItem('orbis.portal.session', '1');
    expect(await session.restore()).toBe(false);

    session.startImpersonation(anImpersonatedSession());
    const end = session.endImpersonation();
    server.expectOne({ method: 'DELETE', url: '/api/auth/impersonation' }).flush(null);
    expect(await end).toBe(true);
    expect(session.isSignedIn()).toBe(false);
    session.start(aSession());
    expect(session.impersonation()).toBeNull();
  });

  it('knows what a role may do', () => {
    session.start(aSession('member'));
    expect([session.can('agents.read'), session.can('agents.manage'), session.can('admin.read')]).toEqual([true, false, false]);
    session.start(aSession('member', { isAdmin: true }));
    expect(session.can('admin.read')).toBe(true);
  });
});

describe('safeReturnTo', () => {
  it.each([
    ['/agents?page=2', '/agents?page=2'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    [undefined, '/'],
  ])('%p leads to %p', (wanted, target) => expect(safeReturnTo(wanted)).toBe(target));
});
