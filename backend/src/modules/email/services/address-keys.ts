import { Injectable } from '@nestjs/common';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { normalAddress } from '../domain/mail-choice.js';

const PURPOSE = 'email address';

/** Addresses as they are kept for long: hashed to be found, sealed to be shown. Case does not make another mailbox. */
@Injectable()
export class AddressKeys {
  constructor(private readonly keys: DataKeys) {}

  hash(address: string): Buffer {
    return this.keys.hash(PURPOSE, normalAddress(address));
  }

  seal(address: string): string {
    return this.keys.seal(PURPOSE, normalAddress(address));
  }

  open(sealed: string): string | null {
    return this.keys.open(PURPOSE, sealed);
  }
}
