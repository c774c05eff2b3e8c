import { signal } from '@angular/core';
import { optimistically } from './optimistically';

/** A read of a list of words. */
function aRead(first?: readonly string[]) {
  const [value, isLoading] = [signal<readonly string[] | undefined>(first), signal(false)];
  const put = (next: readonly string[]) => {
    value.set(next);
    isLoading.set(false);
  };
  // as a resource does it: what is put in ends a look that is under way
  return {
    value: value.asReadonly(),
    isLoading: isLoading.asReadonly(),
    set: put,
    reload: jest.fn(() => isLoading.set(true)),
    answer: put,
  };
}

/** A write that is answered when the test says so. */
function aWrite() {
  const answers: { yes: (word: string) => void; no: (reason: Error) => void }[] = [];
  const send = () => new Promise<string>((yes, no) => answers.push({ yes, no }));
  const word = (text: string) => ({
    send,
    expect: (now: readonly string[]) => [...now, `${text}?`],
    settle: (now: readonly string[], answer: string) => now.map((one) => (one === `${text}?` ? answer : one)),
  });
  return { word, answers };
}

describe('optimistically', () => {
  it('shows what is hoped for, then what was answered', async () => {
    const [read, { word, answers }] = [aRead(['a']), aWrite()];
    const done = optimistically(read, word('b'));
    expect(read.value()).toEqual(['a', 'b?']);
    answers[0]?.yes('B');
    await expect(done).resolves.toBe('B');
    expect(read.value()).toEqual(['a', 'B']);
    expect(read.reload).not.toHaveBeenCalled();
  });

  it('takes it back when it is refused, looks again and passes the refusal on', async () => {
    const [read, { word, answers }] = [aRead(['a']), aWrite()];
    const done = optimistically(read, word('b'));
    answers[0]?.no(new Error('no'));
    await expect(done).rejects.toThrow('no');
    expect(read.value()).toEqual(['a']);
    expect(read.reload).toHaveBeenCalledTimes(1);
  });

  it('leaves alone what another write has changed meanwhile, whichever is answered first', async () => {
    const [read, { word, answers }] = [aRead(['a']), aWrite()];
    const [first, second] = [optimistically(read, word('b')), optimistically(read, word('c'))];
    answers[1]?.yes('C');
    await second;
    answers[0]?.no(new Error('no'));
    await expect(first).rejects.toThrow('no');
    expect(read.value()).toEqual(['a', 'b?', 'C']);
    expect(read.reload).toHaveBeenCalledTimes(1);
  });

  it('leaves a look that is under way to find out what is left of a refused write', async () => {
    const [read, { word, answers }] = [aRead(['a']), aWrite()];
    const [first, second] = [optimistically(read, word('b')), optimistically(read, word('c'))];
    answers[0]?.no(new Error('no'));
    await expect(first).rejects.toThrow('no');
    answers[1]?.yes('C');
    await second;
    expect([read.isLoading(), read.reload.mock.calls.length]).toEqual([true, 2]);
    read.answer(['a', 'C']);
    expect(read.value()).toEqual(['a', 'C']);
  });

  it('looks again once it is done where it ended such a look itself', async () => {
    const [read, { word, answers }] = [aRead(['a', 'b?']), aWrite()];
    read.reload();
    const done = optimistically(read, word('c'));
    expect([read.isLoading(), read.value()]).toEqual([false, ['a', 'b?', 'c?']]);
    answers[0]?.yes('C');
    await done;
    expect(read.isLoading()).toBe(true);
  });

  it('just sends where there is nothing to show, and reads then', async () => {
    const [read, { word, answers }] = [aRead(), aWrite()];
    const done = optimistically(read, word('b'));
    expect(read.value()).toBeUndefined();
    answers[0]?.yes('B');
    await done;
    expect(read.reload).toHaveBeenCalledTimes(1);
  });
});
