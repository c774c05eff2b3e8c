/** jsdom has the dialog element but not its modal behaviour: enough of it for tests. */
if (typeof HTMLDialogElement !== 'undefined' && !('showModal' in HTMLDialogElement.prototype)) {
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.setAttribute('open', '');
    },
    close(this: HTMLDialogElement) {
      this.removeAttribute('open');
      this.dispatchEvent(new Event('close'));
    },
  });
}

/** jsdom has files but cannot read one as text by promise. */
if (typeof Blob !== 'undefined' && !('text' in Blob.prototype)) {
  Object.assign(Blob.prototype, {
    text(this: Blob): Promise<string> {
      return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
        reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
        reader.readAsText(this);
      });
    },
  });
}

export {};

/** Nothing scrolls in jsdom. */
Element.prototype.scrollIntoView ??= (): void => undefined;
