export default async function teardown() {
  await globalThis.orbisTestServer?.stop();
}
