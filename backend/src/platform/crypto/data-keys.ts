import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { KeyRing } from './key-ring.js';

/**
 * Seals, hashes and signs data that is kept, with keys derived from `DATA_SECRET`. A purpose is a fixed text of the caller, such as
 * `unsubscribe link`.
 */
@Injectable()
export class DataKeys extends KeyRing {
  constructor(config: Config) {
    super(config.data.secret);
  }
}
