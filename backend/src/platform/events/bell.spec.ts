import { Logger } from '@nestjs/common';
import { Bell } from './bell.js';

/** A bell whose every ring waits until the test lets it through, or fails. */
class HeldBell extends Bell {
  rings = 0;
  private heard: () => void = () => undefined;
  private end: { readonly pass: () => void; readonly fail: (error: Error) => void } | null = null;

  protected override send(): Promise<void> {
    this.rings++;
    this.heard();
    return new Promise((pass, fail) => (this.end = { pass, fail }));
  }

  /** Resolves with the next ring. */
  next(): Promise<void> {
    return new Promise((resolve) => (this.heard = resolve));
  }

  async letThrough(): Promise<void> {
    this.end?.pass();
    await settled();
  }

  async refuse(): Promise<void> {
    this.end?.fail(new Error('nobody hears'));
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('Bell', () => {
  let bell: HeldBell;
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => (bell = new HeldBell()));

  it('rings at once, and once more, after a pause, for everything that comes meanwhile', async () => {
    for (let call = 0; call < 50; call++) bell.ring();
    expect(bell.rings).toBe(1);
    const next = bell.next();
    await bell.letThrough();
    expect(bell.rings).toBe(1);
    await next;
    expect(bell.rings).toBe(2);
    await bell.letThrough();
    bell.ring();
    expect(bell.rings).toBe(3);
  });

  it('rings at once when it has been silent', async () => {
    bell.ring();
    await bell.letThrough();
    bell.ring();
    expect(bell.rings).toBe(2);
  });

  it('goes on after a ring that failed', async () => {
    bell.ring();
    bell.ring();
    const next = bell.next();
    await bell.refuse();
    await next;
    expect(bell.rings).toBe(2);
    await bell.letThrough();
    bell.ring();
    expect(bell.rings).toBe(3);
  });
});
