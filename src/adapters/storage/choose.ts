import { needed, neededUrl, oneOf, optional, type Environment, WrongSetting } from '../settings.ts'
import { createFolderStorage } from './folder.ts'
import type { StorageAdapter } from './port.ts'
import { createS3Storage } from './s3.ts'

/** `FIXBAY_STORAGE`: `folder` (inside the data folder, or `FIXBAY_FILES`), or `s3` with its bucket and keys. */
export function storageFrom(environment: Environment, folder: string): StorageAdapter {
  const choice = oneOf(environment, 'FIXBAY_STORAGE', ['folder', 's3'])
  if (choice === 'folder') return createFolderStorage(optional(environment, 'FIXBAY_FILES') ?? folder)
  const because = 'FIXBAY_STORAGE is s3'
  const bucket = neededUrl(environment, 'FIXBAY_S3_BUCKET', because, 'https://s3.example.com/my-bucket')
  if (!['http:', 'https:'].includes(bucket.protocol) || bucket.username !== '' || bucket.search !== '') {
    throw new WrongSetting(
      'FIXBAY_S3_BUCKET must be the address of a bucket, such as https://s3.example.com/my-bucket.',
    )
  }
  return createS3Storage({
    bucketUrl: bucket.href,
    region: optional(environment, 'FIXBAY_S3_REGION') ?? 'us-east-1',
    accessKeyId: needed(environment, 'FIXBAY_S3_KEY', because),
    secretAccessKey: needed(environment, 'FIXBAY_S3_SECRET', because),
  })
}
