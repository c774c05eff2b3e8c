import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { ApiProblem } from '../core/api-problem';
import type { ApiResource } from '../core/api-resource';
import { draw, one } from '../testing/component-harness';
import { OvAsync, OvReady } from './async';
import { OvConfirm } from './confirm';
import { ConfirmService } from './confirm.service';
import { ToastService } from './toast.service';
import { OvToasts } from './toasts';

const value = signal<{ name: string } | undefined>(undefined);
const problem = signal<ApiProblem | null>(null);
const reload = jest.fn();
const resource: ApiResource<{ name: string }> = { value, problem, isLoading: signal(false), reload, set: (next) => value.set(next) };

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvAsync, OvConfirm, OvReady, OvToasts],
  template: `
    <main tabindex="-1">
      <ov-async [of]="resource"
        ><ng-template [ovReady]="resource" let-data>Hello {{ data.name }}</ng-template></ov-async
      >
    </main>
    <ov-toasts /><ov-confirm />
  `,
})
class Host {
  resource = resource;
  toasts = inject(ToastService);
  confirm = inject(ConfirmService);
}

describe('ov-async', () => {
  beforeEach(() => {
    value.set(undefined);
    problem.set(null);
  });

  it('shows loading, then data, then why not', async () => {
    const fixture = await draw(Host);
    const text = (): string => one(fixture, 'ov-async').textContent ?? '';
    expect(one(fixture, 'ov-skeleton').getAttribute('aria-busy')).toBe('true');

    value.set({ name: 'Ada' });
    await fixture.whenStable();
    expect(text()).toContain('Hello Ada');

    problem.set(new ApiProblem({ code: 'service.internal', status: 500, traceId: 'trace-9' }));
    await fixture.whenStable();
    expect(text()).toContain('trace-9');
    one(fixture, 'ov-error button').click();
    expect(reload).toHaveBeenCalledTimes(1);
    // the button goes away with the error
    expect(document.activeElement).toBe(one(fixture, 'main'));

    problem.set(new ApiProblem({ code: 'access.forbidden', status: 403 }));
    await fixture.whenStable();
    expect(one(fixture, 'ov-denied').textContent).toContain('do not have access');
  });
});

describe('toasts', () => {
  it('are announced, can be undone and go away', async () => {
    const fixture = await draw(Host);
    const undo = jest.fn();
    fixture.componentInstance.toasts.show({ text: 'Deleted.', undo });
    await fixture.whenStable();
    expect(one(fixture, 'ov-toasts').getAttribute('aria-live')).toBe('polite');
    expect(one(fixture, '.ov-toast').textContent).toContain('Deleted.');
    one(fixture, '.ov-toast button').click();
    await fixture.whenStable();
    expect(undo).toHaveBeenCalledTimes(1);
    expect((fixture.nativeElement as HTMLElement).querySelector('.ov-toast')).toBeNull();
  });
});

describe('ov-confirm', () => {
  it('asks for the typed word before a grave deed', async () => {
    const fixture = await draw(Host);
    const answer = fixture.componentInstance.confirm.ask({ heading: 'Delete?', text: 'Gone.', confirmLabel: 'Delete', typed: 'Reception' });
    await fixture.whenStable();
    const [, , yes] = Array.from((fixture.nativeElement as HTMLElement).querySelectorAll<HTMLButtonElement>('dialog button'));
    expect(yes?.disabled).toBe(true);
    const input = one<HTMLInputElement>(fixture, 'dialog input');
    input.value = 'Reception';
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    yes?.click();
    expect(await answer).toBe(true);
  });

  it('takes closing as no', async () => {
    const fixture = await draw(Host);
    const answer = fixture.componentInstance.confirm.ask({ heading: 'Delete?', text: 'Gone.', confirmLabel: 'Delete' });
    await fixture.whenStable();
    one<HTMLDialogElement>(fixture, 'dialog').close();
    expect(await answer).toBe(false);
  });
});
