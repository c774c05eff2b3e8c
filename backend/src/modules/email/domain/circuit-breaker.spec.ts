import { CircuitBreaker } from './circuit-breaker.js';

const at = (seconds: number): Date => new Date(1_800_000_000_000 + seconds * 1000);

function opened(): CircuitBreaker {
  const breaker = new CircuitBreaker();
  for (let i = 0; i < 5; i++) {
    expect(breaker.admit(at(0))).toBe(true);
    breaker.record('outage', at(0));
  }
  return breaker;
}

it('stays closed while outages are broken by answers', () => {
  const breaker = new CircuitBreaker();
  for (let i = 0; i < 20; i++) breaker.record(i % 5 === 4 ? 'answered' : 'outage', at(0));
  expect(breaker.state(at(0))).toBe('closed');
});

it('opens after five outages in a row, for half a minute', () => {
  const breaker = opened();
  expect(breaker.state(at(0))).toBe('open');
  expect(breaker.admit(at(29))).toBe(false);
  expect(breaker.wait(at(10))).toBe(20_000);
  expect(breaker.state(at(30))).toBe('half_open');
});

it('lets one mail try, and closes when it is answered', () => {
  const breaker = opened();
  expect(breaker.admit(at(30))).toBe(true);
  expect(breaker.admit(at(30))).toBe(false);
  breaker.record('answered', at(31));
  expect(breaker.state(at(31))).toBe('closed');
  expect(breaker.admit(at(31))).toBe(true);
});

it('doubles the pause with every trial that fails, up to five minutes', () => {
  const breaker = opened();
  let now = 0;
  for (const pause of [30, 60, 120, 240, 300, 300]) {
    expect(breaker.admit(at(now + pause - 1))).toBe(false);
    now += pause;
    expect(breaker.admit(at(now))).toBe(true);
    breaker.record('outage', at(now));
  }
});

it('is not kept open by mails that were under way', () => {
  const breaker = opened();
  breaker.record('outage', at(20));
  expect(breaker.admit(at(30))).toBe(true);
});
