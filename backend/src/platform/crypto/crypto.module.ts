import { Global, Module } from '@nestjs/common';
import { PasswordHasher } from './passwords.js';

@Global()
@Module({ providers: [PasswordHasher], exports: [PasswordHasher] })
export class CryptoModule {}
