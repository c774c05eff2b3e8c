import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { oneOf, urlState } from './url-state';

@Component({ changeDetection: ChangeDetectionStrategy.OnPush, selector: 'ov-list', template: '' })
class ListPage {
  readonly url = urlState({ page: 1, search: '', sort: '-createdAt' });
}

describe('urlState', () => {
  async function open(url: string): Promise<ListPage> {
    TestBed.configureTestingModule({ providers: [provideRouter([{ path: 'list', component: ListPage }])] });
    return (await RouterTestingHarness.create()).navigateByUrl(url, ListPage);
  }
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('reads the address, with defaults for what is missing or nonsense', async () => {
    expect((await open('/list?page=3&search=desk')).url.value()).toEqual({ page: 3, search: 'desk', sort: '-createdAt' });
    TestBed.resetTestingModule();
    expect((await open('/list?page=-1')).url.value().page).toBe(1);
  });

  it('goes back to page 1 when a filter changes, and leaves defaults out of the address', async () => {
    const page = await open('/list?page=3');
    page.url.patch({ search: 'a' });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/list?search=a');
    expect(page.url.isFiltered()).toBe(true);
    page.url.patch({ page: 2 });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/list?search=a&page=2');
    page.url.clear();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/list');
    expect(page.url.isFiltered()).toBe(false);
  });
});

describe('oneOf', () => {
  it('lets only known words through', () => {
    expect([oneOf('name', ['name', '-name']), oneOf('drop table', ['name', '-name'])]).toEqual(['name', undefined]);
  });
});
