/**
 * Preferences that survive a reload (theme, shortcuts, "there is a session cookie"). Never a secret.
 * A browser may forbid storage; a preference is then simply not remembered.
 */
export const preferences = {
  get(name: string): string | null {
    try {
      return localStorage.getItem(`orbis.${name}`);
    } catch {
      return null;
    }
  },
  /** Returns whether it could be remembered. */
  set(name: string, value: string | null): boolean {
    try {
      if (value === null) localStorage.removeItem(`orbis.${name}`);
      else localStorage.setItem(`orbis.${name}`, value);
      return true;
    } catch {
      return false;
    }
  },
};
