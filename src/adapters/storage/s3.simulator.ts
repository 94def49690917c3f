import { createHash, createHmac } from 'node:crypto'
import { simulate, type Answered, type Asked, type Simulator } from '../testing/simulator.ts'

export interface S3Credentials {
  region: string
  accessKeyId: string
  secretAccessKey: string
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
// RFC 3986: what encodeURIComponent leaves, the signature does not.
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * A store that checks AWS signature version 4 by its own reading of the rules (headers and presigned addresses, dates
 * and body checksums included), and keeps objects in memory.
 */
export async function simulateS3(credentials: S3Credentials, now: () => number): Promise<Simulator> {
  const objects = new Map<string, { body: Buffer; type: string }>()
  return await simulate((asked) => {
    const fault = signatureFault(asked, credentials, now())
    if (fault) return { status: 403, body: `<?xml version="1.0"?><Error><Code>${fault}</Code></Error>` }
    return store(asked, objects)
  })
}

function store(
  { method, path, headers, body }: Asked,
  objects: Map<string, { body: Buffer; type: string }>,
): Answered {
  const found = objects.get(path)
  if (method === 'PUT') {
    // As the real ones: without a length there is nothing to wait for.
    if (headers['content-length'] !== String(body.length))
      return { status: 411, body: '<Code>MissingContentLength</Code>' }
    objects.set(path, { body, type: headers['content-type'] ?? '' })
    return { status: 200 }
  }
  if (method === 'DELETE') {
    objects.delete(path)
    return { status: 204 }
  }
  if (!found) return { status: 404, body: method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>' }
  const about = { 'content-type': found.type, 'content-length': String(found.body.length) }
  return { status: 200, headers: about, body: method === 'HEAD' ? '' : found.body }
}

function signatureFault(asked: Asked, credentials: S3Credentials, now: number): string | null {
  const presigned = asked.query.has('X-Amz-Signature')
  const parts = presigned ? queryParts(asked.query) : headerParts(asked)
  if (!parts) return 'AccessDenied'
  const [keyId, day, region, service, end] = parts.credential.split('/')
  if (keyId !== credentials.accessKeyId) return 'InvalidAccessKeyId'
  if (region !== credentials.region || service !== 's3' || end !== 'aws4_request')
    return 'AuthorizationHeaderMalformed'
  const at = Date.parse(parts.date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  if (presigned ? now > at + parts.expires * 1000 : Math.abs(now - at) > 900_000)
    return 'RequestTimeTooSkewed'
  if (!presigned && parts.hash !== 'UNSIGNED-PAYLOAD' && parts.hash !== sha256(asked.body))
    return 'XAmzContentSHA256Mismatch'
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', parts.date, scope, sha256(canonical(asked, parts))].join('\n')
  const steps = [day ?? '', region ?? '', 's3', 'aws4_request']
  const key = steps.reduce<string | Buffer>(
    (last, step) => hmac(last, step),
    `AWS4${credentials.secretAccessKey}`,
  )
  return hmac(key, toSign).toString('hex') === parts.signature ? null : 'SignatureDoesNotMatch'
}

interface Parts {
  credential: string
  signed: string[]
  signature: string
  date: string
  hash: string
  expires: number
}

function queryParts(query: URLSearchParams): Parts {
  return {
    credential: query.get('X-Amz-Credential') ?? '',
    signed: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    date: query.get('X-Amz-Date') ?? '',
    hash: 'UNSIGNED-PAYLOAD',
    expires: Number(query.get('X-Amz-Expires')),
  }
}

function headerParts({ headers }: Asked): Parts | null {
  const shape = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/
  const [, credential, signed, signature] = shape.exec(headers.authorization ?? '') ?? []
  if (!credential || !signed || !signature) return null
  const one = (name: string) => String(headers[name] ?? '')
  return {
    credential,
    signed: signed.split(';'),
    signature,
    date: one('x-amz-date'),
    hash: one('x-amz-content-sha256'),
    expires: 0,
  }
}

function canonical({ method, path, query, headers }: Asked, { signed, hash }: Parts): string {
  const pairs = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
  const named = signed.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('')
  return [method, path, pairs.toSorted().join('&'), named, signed.join(';'), hash].join('\n')
}
