import { Injectable } from '@nestjs/common';
import { DataKeys } from '../../../platform/crypto/data-keys.js';

const PURPOSE = 'email address';

/** Addresses as they are kept for long: hashed to be found, sealed to be shown. Case does not make another mailbox. */
@Injectable()
export class AddressKeys {
  constructor(private readonly keys: DataKeys) {}

  hash(address: string): Buffer {
    return this.keys.hash(PURPOSE, address.trim().toLowerCase());
  }

  seal(address: string): string {
    return this.keys.seal(PURPOSE, address.trim().toLowerCase());
  }

  open(sealed: string): string | null {
    return this.keys.open(PURPOSE, sealed);
  }
}
