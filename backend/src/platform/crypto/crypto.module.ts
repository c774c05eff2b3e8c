import { Global, Module } from '@nestjs/common';
import { DataKeys } from './data-keys.js';
import { PasswordHasher } from './passwords.js';

@Global()
@Module({ providers: [DataKeys, PasswordHasher], exports: [DataKeys, PasswordHasher] })
export class CryptoModule {}
