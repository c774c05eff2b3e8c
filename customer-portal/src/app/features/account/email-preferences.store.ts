import { Injectable, inject, signal } from '@angular/core';
import type { EmailPreference, EmailPreferences, EmailRecipient } from '@orbisvoice/shared-dto';
import type { OptionalEmailCategory } from '@orbisvoice/shared-dto/values';
import { ApiProblem, apiResource } from '@orbisvoice/shared-ui/core';
import { AccountApi } from './account.api';

/** One switch: whose mails, of which kind. */
interface EmailSwitch {
  readonly recipient: EmailRecipient;
  readonly category: OptionalEmailCategory;
}

const keyOf = ({ recipient, category }: { recipient: EmailRecipient; category: EmailPreference['category'] }): string =>
  `${recipient}/${category}`;

/** Which mails come. A switch moves at once; what the server refuses moves back and says why. */
@Injectable()
export class EmailPreferencesStore {
  private readonly api = inject(AccountApi);
  readonly preferences = apiResource<EmailPreferences>(() => this.api.emailPreferences());

  /** Where each switch was last moved to, while that is not answered yet. */
  private readonly hoped = signal<ReadonlyMap<string, { readonly isEnabled: boolean }>>(new Map());
  private readonly failed = signal<ReadonlyMap<string, string>>(new Map());
  /** One write after the other: answers that overtake each other would put back what is old. */
  private last: Promise<unknown> = Promise.resolve();

  isOn(recipient: EmailRecipient, { category, isEnabled }: EmailPreference): boolean {
    return this.hoped().get(keyOf({ recipient, category }))?.isEnabled ?? isEnabled;
  }

  /** Why the last try of this switch failed. */
  failureOf(recipient: EmailRecipient, { category }: EmailPreference): string | null {
    return this.failed().get(keyOf({ recipient, category })) ?? null;
  }

  /** True once the server has it. */
  async choose(which: EmailSwitch, isEnabled: boolean): Promise<boolean> {
    const key = keyOf(which);
    const move = { isEnabled };
    this.failed.update((now) => without(now, key));
    this.hoped.update((now) => new Map(now).set(key, move));
    try {
      this.preferences.set(await this.write(which, isEnabled));
      return true;
    } catch (error) {
      if (this.isLast(key, move)) this.failed.update((now) => new Map(now).set(key, ApiProblem.from(error).sentence));
      return false;
    } finally {
      if (this.isLast(key, move)) this.hoped.update((now) => without(now, key));
    }
  }

  /** Whether the switch was not moved again meanwhile: then that move says what it shows. */
  private isLast(key: string, move: object): boolean {
    return this.hoped().get(key) === move;
  }

  private write({ recipient, category }: EmailSwitch, isEnabled: boolean): Promise<EmailPreferences> {
    const write = this.last.then(() => this.api.chooseEmails({ recipient, choices: [{ category, isEnabled }] }));
    // the next one waits for this one, whatever becomes of it
    this.last = write.then(
      () => undefined,
      () => undefined,
    );
    return write;
  }
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
