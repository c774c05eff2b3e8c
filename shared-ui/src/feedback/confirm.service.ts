import { Injectable, signal } from '@angular/core';

/** What is asked: the deed, what follows from it, and, for the grave ones, a word to type. */
interface Question {
  heading: string;
  text: string;
  consequences?: readonly string[];
  confirmLabel: string;
  isDangerous?: boolean;
  typed?: string;
}

/** Asks before something that cannot be undone. Resolves to the answer. */
@Injectable({ providedIn: 'root' })
export class ConfirmService {
  private readonly open = signal<{ question: Question; answer: (isYes: boolean) => void } | null>(null);
  readonly current = this.open.asReadonly();

  ask(question: Question): Promise<boolean> {
    this.settle(false);
    return new Promise((resolve) => this.open.set({ question, answer: resolve }));
  }

  settle(isYes: boolean): void {
    const waiting = this.open();
    this.open.set(null);
    waiting?.answer(isYes);
  }
}
