import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { POLL_MS } from '../../../core/poll-while';
import {
  aHealth,
  anEndpoint,
  anError,
  aProcess,
  aStatement,
  someEndpoints,
  someErrors,
  someStatements,
} from '../../../testing/system-fixtures';
import { EndpointsPage } from './endpoints.page';
import { ErrorsPage } from './errors.page';
import { HealthPage } from './health.page';
import { QueriesPage } from './queries.page';
import { SocketsPage } from './sockets.page';

const open = <T>(page: Type<T>, path: string, query = '', pollMs = 60_000) =>
  PageHarness.open(page, {
    path: `system/${path}`,
    url: `/system/${path}${query}`,
    me: { isAdmin: true },
    providers: [{ provide: POLL_MS, useValue: pollMs }],
  });
const url = () => TestBed.inject(Router).url;
const rows = (view: PageHarness<unknown>, table = 'ov-table') =>
  [...view.element.querySelectorAll(`${table} tbody tr`)].map((row) => row.textContent?.replace(/\s+/g, ' ') ?? '');

describe('HealthPage', () => {
  const PATH = 'admin/system/health';

  it('shows processes, charts with their gap, and PostgreSQL', async () => {
    const view = await open(HealthPage, 'health');
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aHealth());
    expect(rows(view, 'oc-process-table')[0]).toMatch(
      /API.*api-1, pid 41.*1\.2\.3, Node 20\.20\.2.*Up.*1 h 2 min.*25 %.*210 MB.*4 ms.*10:01:00 UTC/,
    );
    expect(view.element.querySelectorAll('ov-line-chart')).toHaveLength(4);
    expect(view.element.querySelectorAll('.ov-line-gap')).toHaveLength(4);
    expect(view.find('oc-postgres-facts').textContent).toMatch(
      /18\.4.*64 MB.*7 of 100.*orbis_app: 7 idle.*21, the last is SystemHistory.*99\.87 %/s,
    );
    expect(rows(view, 'oc-dead-row-table')[0]).toMatch(/outbox_events.*900.*90 %.*never/);
    expect(view.has('[role="alert"]')).toBe(false);
  });

  it('raises a silent process and missing migrations', async () => {
    const view = await open(HealthPage, 'health');
    const health = aHealth({ processes: [aProcess({ state: 'silent' })] });
    const migrations = { ...health.postgres.migrations, missing: ['NextOne'] };
    await view.answer('GET', PATH, { ...health, postgres: { ...health.postgres, migrations } });
    expect(view.text).toContain('A process fell silent');
    expect(view.text).toContain('The database lacks NextOne');
  });

  it('looks again by itself, keeps what it has when that fails, and says since when', async () => {
    const view = await open(HealthPage, 'health', '', 1);
    await view.answer('GET', PATH, aHealth());
    await new Promise((resolve) => setTimeout(resolve, 60));
    await view.settle();
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.has('oc-stale')).toBe(true);
    expect(view.text).toContain('api-1');
  });

  it('says why it cannot be read, and when no process is known', async () => {
    const view = await open(HealthPage, 'health');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
    await view.click('Refresh');
    await view.answer('GET', PATH, aHealth({ processes: [] }));
    expect(view.text).toContain('No process has been heard of');
  });
});

describe('EndpointsPage', () => {
  const PATH = 'admin/system/endpoints';

  it('asks for what the address says, sorts by it, and leads to the charts of one route', async () => {
    const view = await open(EndpointsPage, 'endpoints', '?range=24h&sort=p99');
    const asked = view.request('GET', PATH);
    expect(asked.request.params.get('range')).toBe('24h');
    asked.flush(someEndpoints([anEndpoint({ id: 'GET /b', route: '/b', p99Ms: 900 }), anEndpoint()]));
    await view.settle();
    expect(rows(view).map((text) => /\/api\/agents|\/b/.exec(text)?.[0])).toEqual(['/api/agents', '/b']);
    expect(rows(view)[0]).toMatch(/GET.*20.*1,200.*4\.5 ms.*20 ms.*140 ms.*12.*3.*0\.3 % of all/);
    expect(view.text).toContain('59 minutes recorded');
    view.find<HTMLAnchorElement>('oc-endpoint-table tbody a').click();
    await view.settle();
    expect(decodeURIComponent(url())).toContain('route=GET /api/agents/:id');
    await view.answer('GET', PATH, someEndpoints());
    expect(view.find('.oc-system-subject').textContent).toContain('GET /api/agents/:id');
    await view.click('Show all routes');
    expect(url()).not.toContain('route=');
  });

  it('says when nothing was recorded', async () => {
    const view = await open(EndpointsPage, 'endpoints');
    await view.answer('GET', PATH, someEndpoints([]));
    expect(view.text).toContain('No request was recorded in this time');
  });
});

describe('QueriesPage', () => {
  const PATH = 'admin/system/queries';

  it('shows statements with their part of the time, and the source of the address', async () => {
    const view = await open(QueriesPage, 'queries');
    await view.answer(
      'GET',
      PATH,
      someStatements({ items: [aStatement({ id: 'b', name: null, text: 'commit', totalMs: 10 }), aStatement()] }),
    );
    expect(rows(view)[0]).toMatch(
      /agents\.list.*select \* from agents.*1\.8 s.*50 % of the time.*900.*2 ms.*4\.8 ms.*130 ms.*0198c1a2.*4,000/,
    );
    await view.click('pg_stat_statements');
    expect(url()).toContain('source=server');
    await view.answer('GET', PATH, someStatements({ source: 'server', hasServer: false, items: [] }));
    expect(view.text).toContain('pg_stat_statements is not there or cannot be read');
    expect(view.has('oc-range-tabs')).toBe(false);
  });
});

describe('ErrorsPage', () => {
  const PATH = 'admin/system/errors';

  it('shows groups and refusals, sorted as the address says', async () => {
    const view = await open(ErrorsPage, 'errors', '?sort=-count');
    await view.answer(
      'GET',
      PATH,
      someErrors({ items: [anError(), anError({ id: 'f', count: 40, code: '40P01', places: ['a-job'], origin: 'job' })] }),
    );
    const [first, second] = rows(view, 'oc-error-table');
    expect(first).toMatch(/40P01.*40.*9 in all.*Job.*a-job/);
    expect(second).toMatch(
      /23505.*QueryFailedError.*duplicate key.*AgentService\.create.*Request.*POST \/api\/agents.*and 2 more.*0198c1a2/,
    );
    const trace = view.find<HTMLAnchorElement>('oc-error-table a');
    expect(trace.getAttribute('href')).toBe('/audit?traceId=0198c1a2-7d3e-7abc-8def-0123456789ab');
    expect(view.find('oc-error-table ov-copy-button button').getAttribute('aria-label')).toContain('the trace id');
    expect(rows(view, 'oc-refusal-table')[0]).toMatch(/request\.not_found.*404.*12.*0\.2/);
    expect(view.find('.ov-line-gap')).toBeTruthy();
  });

  it('says when nothing failed', async () => {
    const view = await open(ErrorsPage, 'errors');
    await view.answer('GET', PATH, someErrors({ items: [], refusals: [] }));
    expect(view.text).toContain('Nothing failed in this time');
    expect(view.text).toContain('No request was refused');
  });
});

describe('SocketsPage', () => {
  const PATH = 'admin/system/websockets';
  const process = { id: aProcess().id, kind: 'api', host: 'api-1', pid: 41, count: 0, seenAt: aProcess().seenAt } as const;

  it('says that nothing is upgraded, and by which processes', async () => {
    const view = await open(SocketsPage, 'websockets');
    await view.answer('GET', PATH, { asOf: process.seenAt, total: 0, processes: [process], items: [] });
    expect(view.text).toContain('Nothing of the product opens a WebSocket yet');
    expect(rows(view)[0]).toMatch(/api-1, pid 41.*0/);
  });

  it('lists what is open, and how many are not listed', async () => {
    const view = await open(SocketsPage, 'websockets');
    const socket = { id: 's', processId: process.id, host: 'api-1', pid: 41, path: '/api/widget/stream', protocol: 'websocket' };
    const items = [{ ...socket, since: process.seenAt, bytesIn: 1_200, bytesOut: 5_000_000 }];
    await view.answer('GET', PATH, { asOf: process.seenAt, total: 3, processes: [{ ...process, count: 3 }], items });
    expect(rows(view)[0]).toMatch(/\/api\/widget\/stream.*websocket.*1\.2 kB.*5 MB.*api-1, pid 41/);
    expect(view.text).toContain('2 connections are not listed');
  });
});
