import { stepsOf, windowBack, windowOf } from './history-window.js';

const at = (time: string): Date => new Date(`2026-03-04T${time}Z`);

describe('a window of the history', () => {
  it('has steps at whole multiples, so that two looks show the same ones', () => {
    const [first, second] = [at('10:00:30'), at('10:00:50')].map((now) => stepsOf(windowOf('1h', now)));
    expect(first).toEqual(second);
    expect([first?.length, first?.[0], first?.at(-1)]).toEqual([60, at('09:00:00'), at('09:59:00')]);
    expect(stepsOf(windowOf('24h', at('10:07:00'))).at(-1)).toEqual(at('10:00:00'));
  });

  it('says nothing of a step of which no minute can be written yet', () => {
    expect(stepsOf(windowBack(180, 60, at('10:00:04'))).at(-1)).toEqual(at('09:58:00'));
    expect(stepsOf(windowBack(180, 60, at('10:00:05'))).at(-1)).toEqual(at('09:59:00'));
    expect(stepsOf(windowBack(600, 300, at('10:01:00'))).at(-1)).toEqual(at('09:55:00'));
  });

  it('may be too short to know anything of', () => expect(stepsOf(windowBack(0, 60, at('10:00:30')))).toEqual([]));
});
