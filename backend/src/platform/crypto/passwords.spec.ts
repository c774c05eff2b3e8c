import { Metrics } from '../metrics/metrics.js';
import { BoundedQueue, QueueFull } from './bounded-queue.js';
import { isCommonPassword } from './common-passwords.js';
import { PasswordHasher } from './passwords.js';

const tick = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the bounded queue', () => {
  it('runs a few at once, in order, and refuses what does not fit', async () => {
    const queue = new BoundedQueue({ concurrency: 2, capacity: 2, deadlineMs: 1_000 });
    const started: number[] = [];
    const opens: (() => void)[] = [];
    const work = (n: number) => queue.run(() => new Promise<void>((resolve) => (started.push(n), opens.push(resolve))));
    const running = [work(1), work(2), work(3), work(4)];
    await expect(work(5)).rejects.toBeInstanceOf(QueueFull);
    expect([queue.running, queue.waiting]).toEqual([2, 2]);
    opens[0]?.();
    await tick();
    expect(started).toEqual([1, 2, 3]);
    for (let n = 1; n < 4; n++) {
      opens[n]?.();
      await tick();
    }
    await Promise.all(running);
    expect([queue.running, queue.waiting]).toEqual([0, 0]);
  });

  it('refuses who waited too long, and frees the place of who failed', async () => {
    const queue = new BoundedQueue({ concurrency: 1, capacity: 5, deadlineMs: 20 });
    const slow = queue.run(() => tick(60));
    await expect(queue.run(() => Promise.resolve(1))).rejects.toThrow('too long');
    await slow;
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run(() => Promise.resolve(2))).toBe(2);
  });
});

describe('password hashing', () => {
  const hasher = new PasswordHasher(new Metrics());
  beforeAll(() => hasher.onModuleInit());

  it('is argon2id with the parameters of today, and takes passwords as typed', async () => {
    const password = '  🔑 ünï-cödé with spaces  ';
    const hashed = await hasher.hash(password);
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.verify(hashed, password)).toBe(true);
    expect(await hasher.verify(hashed, password.trim())).toBe(false);
    expect(await hasher.verify(hasher.dummyHash, password)).toBe(false);
    expect(hasher.needsRehash(hashed)).toBe(false);
    expect(hasher.needsRehash(hashed.replace('t=2', 't=1'))).toBe(true);
  });

  it('answers a flood with auth.busy, and serves again after it', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => hasher.verify(hasher.dummyHash, 'x')));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(60 - 34);
    expect(refused[0]).toMatchObject({ reason: { code: 'auth.busy' } });
    expect(await hasher.verify(hasher.dummyHash, 'x')).toBe(false);
  });
});

describe('common passwords', () => {
  it.each(['password1234', 'Password12345!', 'P@ssw0rd1234', 'qwertyuiop12', '123456789012', 'aaaaaaaaaaaa', 'abcabcabcabc', 'iloveyou1234', 'Summer2026!!',
    'welcome12345', 'adminadmin12', '1q2w3e4r5t6y', 'abcdefghijkl', 'letmein12345!', 'qazwsxedcrfv', 'OrbisVoice2026!'])('refuses %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  }); // prettier-ignore

  it.each([
    'correct horse battery staple',
    'tangerine orbit canvas',
    'Vq7-mK2x-Lp9w-Zt4',
    'mein Fahrrad hat drei Räder',
    'h8#kQz!mW2$pLx',
    '我的猫喜欢在窗边晒太阳看小鸟',
  ])('takes %s', (password) => expect(isCommonPassword(password)).toBe(false));

  it('refuses what stands on the account', () => {
    const context = ['ada.lovelace@analytical.example', 'Analytical Engines', 'Ada Lovelace'];
    expect(isCommonPassword('Lovelace-2026!', context)).toBe(true);
    expect(isCommonPassword('analyticalengines1', context)).toBe(true);
    expect(isCommonPassword('tangerine orbit canvas', context)).toBe(false);
  });
});
