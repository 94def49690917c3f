import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { AdapterFailure } from '../failure.ts'
import type { StorageAdapter } from './port.ts'
import { checkedType } from './keys.ts'

export interface S3Settings {
  /** The bucket's own address, with or without a folder: `https://s3.example.com/bucket/fixbay`. */
  bucketUrl: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  timeoutMs?: number
}

/**
 * Files in an S3-compatible store (signature version 4). A stream is collected first, because the store wants the
 * length and a signed checksum before the bytes: meant for photos and papers, not for films.
 */
export function createS3Storage(settings: S3Settings): StorageAdapter {
  const { region, accessKeyId, secretAccessKey, timeoutMs = 60_000 } = settings
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: 's3',
    retries: 2,
    initRetryMs: 100,
  })
  const address = (key: string) => `${settings.bucketUrl.replace(/\/+$/, '')}/${key}`
  const ask = async (method: string, key: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await client.fetch(address(key), { method, signal: AbortSignal.timeout(timeoutMs), ...init })
    } catch {
      throw new AdapterFailure('s3', 'unavailable', 'no answer')
    }
  }
  return {
    name: 's3',
    async put(key, content, meta) {
      const type = checkedType(key, meta.type)
      const bytes = content instanceof Uint8Array ? content : await buffer(content)
      // Signed with the rest, so that a byte changed on the way is refused.
      const checksum = createHash('sha256').update(bytes).digest('hex')
      const headers = { 'content-type': type, 'x-amz-content-sha256': checksum }
      const answer = await ask('PUT', key, { body: new Uint8Array(bytes), headers })
      await finished(answer, [200])
      return { type, size: bytes.byteLength }
    },
    async get(key) {
      const type = checkedType(key)
      const answer = await ask('GET', key)
      if (answer.status !== 200 || !answer.body) {
        await finished(answer, [404])
        return null
      }
      const size = Number(answer.headers.get('content-length'))
      return { type, size, stream: Readable.fromWeb(answer.body as ReadableStream) }
    },
    async stat(key) {
      const type = checkedType(key)
      const answer = await ask('HEAD', key)
      await finished(answer, [200, 404])
      return answer.status === 404 ? null : { type, size: Number(answer.headers.get('content-length')) }
    },
    async delete(key) {
      checkedType(key)
      await finished(await ask('DELETE', key), [200, 204, 404])
    },
    async signedUrl(key, seconds) {
      checkedType(key)
      const url = new URL(address(key))
      url.searchParams.set('X-Amz-Expires', String(seconds))
      return (await client.sign(url.href, { aws: { signQuery: true } })).url
    },
  }
}

/** Reads an answer to its end so that the connection is free, and throws for any status but these. */
async function finished(answer: Response, good: number[]): Promise<void> {
  const text = await answer.text()
  if (good.includes(answer.status)) return
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? String(answer.status)
  const kind = answer.status >= 500 || answer.status === 429 ? 'unavailable' : 'misconfigured'
  throw new AdapterFailure('s3', kind, `answer ${answer.status}, ${code}`, { code })
}
