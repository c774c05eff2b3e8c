import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { type EnvironmentProviders, type Provider, type Type } from '@angular/core';

/** Draws one host component and lets effects settle. */
export async function draw<T>(host: Type<T>, providers: (Provider | EnvironmentProviders)[] = []): Promise<ComponentFixture<T>> {
  TestBed.configureTestingModule({ providers });
  const fixture = TestBed.createComponent(host);
  document.body.append(fixture.nativeElement as HTMLElement);
  await fixture.whenStable();
  return fixture;
}

/** The element of a fixture, with the one that must be there. */
export function one<E extends HTMLElement = HTMLElement>(fixture: ComponentFixture<unknown>, selector: string): E {
  const found = (fixture.nativeElement as HTMLElement).querySelector<E>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}
