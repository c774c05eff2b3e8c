import { Injectable, signal } from '@angular/core';

export interface Toast {
  id: number;
  text: string;
  tone: 'success' | 'danger';
  undo: (() => void) | null;
  /** Where what has just happened can be seen. */
  link: ToastLink | null;
}

interface ToastLink {
  readonly label: string;
  readonly path: string;
}

/** Long enough to read and to reach Undo; an error stays until it is dismissed. */
const SHOWN_MS = 8_000;

/** Short notes about what has just happened, with a way back where there is one. */
@Injectable({ providedIn: 'root' })
export class ToastService {
  private readonly list = signal<readonly Toast[]>([]);
  private sequence = 0;
  readonly toasts = this.list.asReadonly();

  show(toast: { text: string; tone?: Toast['tone']; undo?: () => void; link?: ToastLink }): void {
    const id = ++this.sequence;
    const { text, tone = 'success', undo = null, link = null } = toast;
    this.list.update((now) => [...now.slice(-2), { id, text, tone, undo, link }]);
    if (tone !== 'danger') setTimeout(() => this.dismiss(id), SHOWN_MS);
  }

  dismiss(id: number): void {
    this.list.update((now) => now.filter((toast) => toast.id !== id));
  }
}
