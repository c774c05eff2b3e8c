import { scriptsFirst } from '../../../tools/jest-long-first.mjs';

const paths = (tests: readonly { readonly path: string }[]): string[] => tests.map(({ path }) => path);

describe('the order of test files', () => {
  it('begins with kill tests that were never timed, and keeps the rest as it was', () => {
    const tests = [
      { path: '/test/a.e2e.ts' },
      { path: '/test/chaos/b.e2e.ts' },
      { path: '/test/c.e2e.ts' },
      { path: '/test/chaos/d.e2e.ts' },
    ];
    expect(paths(scriptsFirst(tests))).toEqual(['/test/chaos/b.e2e.ts', '/test/chaos/d.e2e.ts', '/test/a.e2e.ts', '/test/c.e2e.ts']);
  });

  it('leaves alone what has been timed', () => {
    const tests = [
      { path: '/test/a.e2e.ts', duration: 9 },
      { path: '/test/chaos/b.e2e.ts', duration: 5 },
    ];
    expect(scriptsFirst(tests)).toEqual(tests);
  });
});
