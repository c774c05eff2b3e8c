import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { keepLast } from './keep-last';
import { keysetList } from './keyset-list';

interface Row {
  readonly id: string;
}

/** Lets promises and effects catch up. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  TestBed.tick();
}

describe('keysetList', () => {
  async function open() {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    const tenant = signal('a');
    const { list, kept } = TestBed.runInInjectionContext(() => {
      const list = keysetList<Row>(() => ({ path: 'rows', query: { tenant: tenant() } }));
      return { list, kept: keepLast(list, tenant) };
    });
    TestBed.tick();
    const call = (part: string): TestRequest =>
      TestBed.inject(HttpTestingController).expectOne(({ urlWithParams }) => urlWithParams.includes(part));
    const answer = async (request: TestRequest, id: string, next: string | null) => {
      request.flush({ items: [{ id }], next });
      await settle();
    };
    await answer(call('tenant=a'), 'a1', 'more');
    return { list, kept, tenant, call, answer, ids: () => kept.value()?.items.map(({ id }) => id) };
  }

  it('appends what follows, with the cursor and the same filters', async () => {
    const { list, call, answer, ids } = await open();
    void list.loadMore();
    expect(list.isLoadingMore()).toBe(true);
    await answer(call('tenant=a&cursor=more'), 'a2', null);
    expect([ids(), list.isLoadingMore()]).toEqual([['a1', 'a2'], false]);
  });

  it('drops what follows of a list that is no longer asked for, before the next one is answered', async () => {
    const { list, kept, tenant, call, answer, ids } = await open();
    expect(ids()).toEqual(['a1']);
    void list.loadMore();
    const more = call('cursor=more');
    tenant.set('b');
    TestBed.tick();
    const other = call('tenant=b');
    await answer(more, 'a2', null);
    expect(ids()).toBeUndefined();
    other.flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect([ids(), kept.stale()]).toEqual([undefined, null]);
    expect(kept.problem()).not.toBeNull();
  });

  it('says nothing about more of a list that is no longer asked for', async () => {
    const { list, tenant, call } = await open();
    void list.loadMore();
    tenant.set('b');
    TestBed.tick();
    call('cursor=more').flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect([list.moreProblem(), list.isLoadingMore()]).toEqual([null, false]);
  });
});
