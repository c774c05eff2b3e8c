import { ChangeDetectionStrategy, Component } from '@angular/core';
import { ApiProblem } from '../core/api-problem';
import { draw, one } from '../testing/component-harness';
import { OvControl } from './control.directive';
import { OvField } from './field';
import { FormState } from './form-state';
import { OvForm } from './form.directive';
import { readPath, writePath } from './path';

interface Draft {
  email: string;
  tools: { name: string }[];
}

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvControl, OvField, OvForm],
  template: `
    <form [ovForm]="state" (ovSubmit)="sent = sent + 1">
      <ov-field label="E-mail" hint="Yours"><input [ovControl]="state" name="email" type="email" required /></ov-field>
      <ov-field label="Tool"><input [ovControl]="state" name="tools.0.name" minlength="3" /></ov-field>
    </form>
  `,
})
class Host {
  state = new FormState<Draft>({ email: '', tools: [{ name: 'abc' }] });
  sent = 0;
}

describe('forms', () => {
  async function open() {
    const fixture = await draw(Host);
    const submit = async (): Promise<void> => {
      one(fixture, 'form').dispatchEvent(new Event('submit', { cancelable: true }));
      await fixture.whenStable();
    };
    const type = (name: string, value: string): void => {
      const input = one<HTMLInputElement>(fixture, `[name="${name}"]`);
      input.value = value;
      input.dispatchEvent(new Event('input'));
    };
    return { fixture, host: fixture.componentInstance, submit, type, email: one<HTMLInputElement>(fixture, '[name="email"]') };
  }

  it('ties label, hint and error to the control', async () => {
    const { fixture, email, submit } = await open();
    expect(one(fixture, 'label').getAttribute('for')).toBe(email.id);
    await submit();
    const described = (email.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent?.trim());
    expect(described).toEqual(['Please fill this in.', 'Yours']);
    expect(email.getAttribute('aria-invalid')).toBe('true');
  });

  it('does not send what the browser finds wrong, and focuses it', async () => {
    const { host, submit, type, email } = await open();
    type('email', 'not an address');
    await submit();
    expect(host.sent).toBe(0);
    expect(host.state.error('email')).toContain('name@example.com');
    expect(document.activeElement).toBe(email);
  });

  it('checks lengths of values nobody typed, too', async () => {
    const { fixture, host, submit, type } = await open();
    type('email', 'ada@example.com');
    host.state.patch({ tools: [{ name: 'ab' }] });
    await fixture.whenStable();
    await submit();
    expect(host.state.error('tools.0.name')).toBe('Use at least 3 characters.');
  });

  it('binds nested paths both ways and forgives an error while it is corrected', async () => {
    const { host, submit, type } = await open();
    await submit();
    type('email', 'ada@example.com');
    type('tools.0.name', 'find_slot');
    expect(host.state.value()).toEqual({ email: 'ada@example.com', tools: [{ name: 'find_slot' }] });
    expect(host.state.error('email')).toBeNull();
    await submit();
    expect(host.sent).toBe(1);
  });

  it('puts the field errors of the API at their controls', async () => {
    const { host, fixture } = await open();
    const fields = [
      { path: 'body.email', rule: 'x', message: 'is taken' },
      { path: 'tools[0].name', rule: 'x', message: 'is reserved' },
    ];
    const refuse = (): Promise<never> => Promise.reject(new ApiProblem({ code: 'request.invalid', status: 422, fields }));
    expect(await host.state.submit(refuse)).toBeNull();
    await fixture.whenStable();
    expect(host.state.fieldErrors()).toEqual({ email: 'Is taken.', 'tools.0.name': 'Is reserved.' });
    expect(host.state.problem()?.code).toBe('request.invalid');
  });

  it('sends once at a time', async () => {
    const state = new FormState({ name: 'x' });
    let answer: (value: string) => void = () => undefined;
    const first = state.submit(() => new Promise<string>((resolve) => (answer = resolve)));
    const second = jest.fn();
    expect(await state.submit(second)).toBeNull();
    expect(second).not.toHaveBeenCalled();
    answer('done');
    expect(await first).toEqual({ answer: 'done' });
    expect(state.isBusy()).toBe(false);
  });
});

describe('paths', () => {
  it('read and write without changing the original', () => {
    const before = { list: [{ a: 1 }, { a: 2 }], other: {} };
    const after = writePath(before, 'list.1.a', 9);
    expect(readPath(after, 'list.1.a')).toBe(9);
    expect(readPath(before, 'list.1.a')).toBe(2);
    expect(after.other).toBe(before.other);
    expect(Array.isArray(after.list)).toBe(true);
    expect(readPath(before, 'list.7.a')).toBeUndefined();
  });
});
