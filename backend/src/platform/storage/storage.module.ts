import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { type BucketSettings } from '../config/files-settings.js';
import { FileStorage } from './file-storage.js';
import { FolderStorage } from './folder-storage.js';
import { StorageIntegration } from './storage-integration.js';

/** The SDK is loaded where there is a bucket only: it costs a fifth of a second of every start. */
async function bucketStorage(bucket: BucketSettings): Promise<FileStorage> {
  const { BucketStorage } = await import('./bucket-storage.js');
  return new BucketStorage(bucket);
}

/** Where files are kept, in every process: the bucket of the configuration, or a folder. */
@Global()
@Module({
  providers: [
    {
      provide: FileStorage,
      inject: [Config],
      useFactory: ({ files }: Config): Promise<FileStorage> | FileStorage =>
        files.bucket ? bucketStorage(files.bucket) : new FolderStorage(files.exportDir),
    },
    StorageIntegration,
  ],
  exports: [FileStorage],
})
export class StorageModule {}
