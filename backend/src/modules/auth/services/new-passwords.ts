import { Injectable } from '@nestjs/common';
import { isCommonPassword } from '../../../platform/crypto/common-passwords.js';
import { PasswordHasher } from '../../../platform/crypto/passwords.js';
import { DomainError } from '../../../platform/errors/domain-error.js';

/** Accepts and hashes passwords people choose. */
@Injectable()
export class NewPasswords {
  constructor(private readonly hasher: PasswordHasher) {}

  /**
   * @param context what guessers try first: the person's address, name and company
   * @throws DomainError `auth.password_compromised` on the field that holds it
   */
  async hash(password: string, { field, context }: { field: string; context: readonly string[] }): Promise<string> {
    if (isCommonPassword(password, context)) {
      throw new DomainError('auth.password_compromised', {}, [
        { path: field, rule: 'guessable', message: 'is among the first guesses; choose another' },
      ]);
    }
    return this.hasher.hash(password);
  }
}
