// Jest global setup of the suites on real PostgreSQL. Jest's module mapping does not reach here: plain node runs our TypeScript.
import '../../../tools/typescript.mjs';

export default async function setup() {
  const { startTestServer } = await import('./test-server.ts');
  globalThis.orbisTestServer = await startTestServer();
}
