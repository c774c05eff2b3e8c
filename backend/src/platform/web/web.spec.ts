import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isImmutable, readApp, targetOf } from './app-files.js';
import { isApi, withoutAdmin } from './apps-route.js';
import { onOwnHost } from './console-page.js';
import { API_POLICY, APP_POLICY, PAGE_POLICY } from './csp.js';
import { errorsPage } from './docs-pages.js';
import { noticePage } from './notice-page.js';
import { toYaml } from './yaml.js';

describe('the files of an app', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'app-files-'));
    mkdirSync(join(folder, 'media'));
    writeFileSync(join(folder, 'index.html'), '<app></app>');
    writeFileSync(join(folder, 'main-AB12CD34.js'), '1');
    writeFileSync(join(folder, 'media', 'plex-ZZ99YY88.woff2'), '1');
    writeFileSync(join(folder, 'favicon.svg'), '1');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are a file, a page, or nothing', () => {
    const app = readApp(folder);
    if (!app) throw new Error('not read');
    expect(targetOf(app, 'main-AB12CD34.js')).toEqual({ kind: 'file', file: 'main-AB12CD34.js' });
    expect(targetOf(app, 'media/plex-ZZ99YY88.woff2').kind).toBe('file');
    for (const page of ['', 'agents', 'agents/0198', 'index.html', 'agents/']) expect(targetOf(app, page).kind).toBe('page');
    for (const missing of ['main-OLD00000.js', 'media/x.png', '../secret.txt', 'agents/..%2f..%2fetc.conf']) {
      expect(targetOf(app, missing).kind).toBe('missing');
    }
  });

  it('are read with their page', () => {
    expect(readApp(folder)?.index).toBe('<app></app>');
    expect(readApp(join(folder, 'media'))).toBeNull();
    expect(readApp(join(folder, 'nowhere'))).toBeNull();
  });

  it('are cached for ever only under a hashed name', () => {
    expect(['main-AB12CD34.js', 'media/plex-ZZ99YY88.woff2', 'chunk-1234ABCD.js.map'].every(isImmutable)).toBe(true);
    expect(['index.html', 'favicon.svg', 'main.js', 'my-component.js', 'main-ab12cd34.js'].some(isImmutable)).toBe(false);
  });

  it.each([
    ['/api', true],
    ['/api/x', true],
    ['/api?x', true],
    ['/apiary', false],
    ['/', false],
  ])('%s is API: %s', (url, expected) => expect(isApi(url)).toBe(expected));
});

describe('the console on a host of its own', () => {
  const pageWith = (index: string) => ({ folder: '/apps', files: new Set<string>(), index });

  it('is told its base and where the portal is, as text', () => {
    const page = pageWith('<meta name="orbis-base" content="/admin/" /><meta name="orbis-portal" content="/" />');
    expect(onOwnHost(page, 'https://app.example/$&"').index).toBe(
      '<meta name="orbis-base" content="/" /><meta name="orbis-portal" content="https://app.example/$&amp;&quot;/" />',
    );
    expect(() => onOwnHost(pageWith('<meta name="orbis-base" content="/admin/" />'), 'https://app.example')).toThrow(/orbis-portal/);
  });

  it.each([
    ['/admin', '/'],
    ['/admin/', '/'],
    ['/admin/tenants?a=b', '/tenants?a=b'],
    ['/admin///evil.example', '/evil.example'],
    ['/admin/\\evil.example', '/evil.example'],
  ])('leads %s on to %s', (from, to) => expect(withoutAdmin(from)).toBe(to));
});

describe('the policies', () => {
  it('start from nothing and run nothing inline', () => {
    for (const policy of [API_POLICY, PAGE_POLICY, APP_POLICY]) {
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).not.toMatch(/unsafe|nonce|\*|https?:|script-src [^;]*data:/);
      expect(policy).toContain("frame-ancestors 'none'");
    }
    expect(PAGE_POLICY).toContain("script-src 'self';");
    expect(PAGE_POLICY).toContain("object-src 'none'");
    expect(APP_POLICY).toContain("script-src 'self';");
    expect(APP_POLICY).toContain("require-trusted-types-for 'script'");
  });
});

describe('the pages', () => {
  it('escape what they are given', () => {
    expect(noticePage('<b>', `"'&`)).toContain('<h1>&lt;b&gt;</h1><p>&quot;&#39;&amp;</p>');
    expect(errorsPage([{ code: 'agents.not_found', status: 404 }])).toContain('id="agents.not_found"');
  });

  it('write YAML that cannot be misread', () => {
    const document = {
      openapi: '3.1.0',
      flag: 'no',
      n: 1,
      none: null,
      empty: [],
      list: ['a: b', { deep: ['x', {}] }],
      'k"ey': 'line\nbreak',
    };
    expect(toYaml(document)).toBe(
      [
        '"openapi": "3.1.0"',
        '"flag": "no"',
        '"n": 1',
        '"none": null',
        '"empty": []',
        '"list":',
        '  - "a: b"',
        '  -',
        '    "deep":',
        '      - "x"',
        '      - {}',
        '"k\\"ey": "line\\nbreak"',
        '',
      ].join('\n'),
    );
  });
});
