import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from './config.js';
import { type Settings } from './settings.js';

@Global()
@Module({})
export class ConfigModule {
  static forRoot(settings: Settings): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: Config, useValue: new Config(settings) }], exports: [Config] };
  }
}
