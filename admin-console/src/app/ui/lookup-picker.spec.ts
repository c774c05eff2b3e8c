import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LookupPicker } from './lookup-picker';

describe('LookupPicker', () => {
  afterEach(() => jest.useRealTimers());

  const open = () => {
    jest.useFakeTimers();
    const search = jest.fn<void, [string]>();
    const fixture = TestBed.createComponent(LookupPicker);
    fixture.componentRef.setInput('words', { label: 'Tenant', placeholder: '', none: '', found: '', clear: '' });
    fixture.componentRef.setInput('lookup', { name: signal(null), options: signal([]), isSearching: signal(false), search });
    fixture.detectChanges();
    const field = (fixture.nativeElement as HTMLElement).querySelector('input');
    if (!field) throw new Error('there is no field');
    field.value = ' north ';
    field.dispatchEvent(new Event('input'));
    return { fixture, search };
  };

  it('looks for what was typed once nobody types any more', () => {
    const { search } = open();
    expect(search).not.toHaveBeenCalled();
    jest.runAllTimers();
    expect(search.mock.calls).toEqual([['north']]);
  });

  it('looks for nothing once it is gone', () => {
    const { fixture, search } = open();
    fixture.destroy();
    jest.runAllTimers();
    expect(search).not.toHaveBeenCalled();
  });
});
