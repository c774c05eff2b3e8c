import { join } from 'node:path';
import * as z from 'zod';

const onOff = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Where files are kept, and for how long. */
export const filesVariables = {
  ORBIS_DATA_DIR: z.string().default('.data'),
  EXPORT_DIR: z.string().optional(),
  EXPORT_RETENTION_DAYS: z.coerce.number().int().min(1).max(90).default(7),
  EXPORT_MAX_UNFINISHED: z.coerce.number().int().min(1).max(100).default(5),
  S3_BUCKET: z.string().min(3).max(63).optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: onOff.optional(),
} as const;

type FilesEnvironment = z.infer<z.ZodObject<typeof filesVariables>>;

/** What says half of a bucket: the name of a variable, and why. */
export function incompleteBucket(env: FilesEnvironment): [variable: string, complaint: string][] {
  const complaints: [string, string][] = [];
  const isStray = env.S3_BUCKET === undefined && env.S3_ENDPOINT !== undefined;
  if (isStray) complaints.push(['S3_BUCKET', 'is missing: S3_ENDPOINT alone names no bucket']);
  if ((env.S3_ACCESS_KEY_ID === undefined) !== (env.S3_SECRET_ACCESS_KEY === undefined)) {
    const missing = env.S3_ACCESS_KEY_ID === undefined ? 'S3_ACCESS_KEY_ID' : 'S3_SECRET_ACCESS_KEY';
    complaints.push([missing, 'goes with the other half of the key; leave both out for the role of the machine']);
  }
  return complaints;
}

/** An S3-compatible bucket. */
export interface BucketSettings {
  readonly name: string;
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Undefined: the machine's own role, as the SDK finds it. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly isPathStyle: boolean;
}

export const filesSection = (env: FilesEnvironment) => ({
  exportDir: env.EXPORT_DIR ?? join(env.ORBIS_DATA_DIR, 'exports'),
  retentionDays: env.EXPORT_RETENTION_DAYS,
  maxUnfinished: env.EXPORT_MAX_UNFINISHED,
  /** Null: the folder. */
  bucket: bucketOf(env),
});

function bucketOf(env: FilesEnvironment): BucketSettings | null {
  if (env.S3_BUCKET === undefined) return null;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  return {
    name: env.S3_BUCKET,
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    credentials: accessKeyId === undefined || secretAccessKey === undefined ? undefined : { accessKeyId, secretAccessKey },
    // what is not AWS seldom has a host name per bucket
    isPathStyle: env.S3_FORCE_PATH_STYLE ?? env.S3_ENDPOINT !== undefined,
  };
}
