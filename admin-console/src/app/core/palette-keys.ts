const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** As the keyboard at hand writes them. */
export const paletteKeys = (): string => (isMac() ? '⌘K' : 'Ctrl K');

/** Whether a key press asks for the palette. Either modifier does: keyboards are plugged into other machines. */
export const isPaletteKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' && event.ctrlKey !== event.metaKey && !event.shiftKey && !event.altKey;
