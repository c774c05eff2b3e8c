import { Injectable, signal } from '@angular/core';

export interface Toast {
  id: number;
  text: string;
  tone: 'success' | 'danger';
  undo: (() => void) | null;
}

/** Long enough to read and to reach Undo; an error stays until it is dismissed. */
const SHOWN_MS = 8_000;

/** Short notes about what has just happened, with a way back where there is one. */
@Injectable({ providedIn: 'root' })
export class ToastService {
  private readonly list = signal<readonly Toast[]>([]);
  private sequence = 0;
  readonly toasts = this.list.asReadonly();

  show(toast: { text: string; tone?: Toast['tone']; undo?: () => void }): void {
    const id = ++this.sequence;
    this.list.update((now) => [...now.slice(-2), { id, text: toast.text, tone: toast.tone ?? 'success', undo: toast.undo ?? null }]);
    if (toast.tone !== 'danger') setTimeout(() => this.dismiss(id), SHOWN_MS);
  }

  dismiss(id: number): void {
    this.list.update((now) => now.filter((toast) => toast.id !== id));
  }
}
