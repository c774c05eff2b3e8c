import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiProblem } from './api-problem';
import type { ApiResource } from './api-resource';
import { Clock } from './clock';
import { keepLast } from './keep-last';

describe('keepLast', () => {
  const failed = new ApiProblem({ code: 'service.internal', status: 500 });
  const refused = new ApiProblem({ code: 'access.forbidden', status: 403 });

  function open() {
    TestBed.configureTestingModule({ providers: [{ provide: Clock, useValue: { now: () => Date.parse('2026-03-04T10:00:00.000Z') } }] });
    const value = signal<object | undefined>(undefined);
    const problem = signal<ApiProblem | null>(null);
    const subject = signal('a');
    const read: ApiResource<object> = { value, problem, isLoading: signal(false), reload: () => undefined, set: () => undefined };
    const kept = TestBed.runInInjectionContext(() => keepLast(read, subject));
    const answer = (next: object | undefined, why: ApiProblem | null = null) => {
      value.set(next);
      problem.set(why);
      return kept.value();
    };
    return { kept, subject, answer };
  }

  it('keeps what was read while a refresh fails, and says since when it is old', () => {
    const { kept, answer } = open();
    const first = {};
    expect(answer(first)).toBe(first);
    expect(kept.stale()).toBeNull();
    expect(answer(undefined, failed)).toBe(first);
    expect(kept.stale()).toEqual({ problem: failed, readAt: '2026-03-04T10:00:00.000Z' });
    expect(kept.problem()).toBeNull();
    const second = {};
    expect(answer(second)).toBe(second);
    expect(kept.stale()).toBeNull();
  });

  it('is a problem when nothing was ever read', () => {
    const { kept, answer } = open();
    expect(answer(undefined, failed)).toBeUndefined();
    expect(kept.problem()).toBe(failed);
    expect(kept.stale()).toBeNull();
  });

  it('takes away what may no longer be read, also when a later read fails otherwise', () => {
    const { kept, answer } = open();
    answer({});
    expect(answer(undefined, refused)).toBeUndefined();
    expect(kept.problem()).toBe(refused);
    expect(answer(undefined, failed)).toBeUndefined();
    expect(kept.problem()).toBe(failed);
  });

  it('never shows one subject under the name of another', () => {
    const { kept, subject, answer } = open();
    const first = {};
    answer(first);
    subject.set('b');
    // The read keeps its last value while it loads the next one.
    expect(answer(first)).toBeUndefined();
    expect(answer(undefined, failed)).toBeUndefined();
    expect(kept.problem()).toBe(failed);
    const second = {};
    expect(answer(second)).toBe(second);
  });
});
