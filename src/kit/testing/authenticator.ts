import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A device that keeps passkeys, in software: what a browser sends for it (WebAuthn, ES256, no attestation). */
export interface Authenticator {
  credentialId: Buffer
  /** How often it says that it was used; 0 for ever where `synced`. */
  counter: number
  /** The answer to `PublicKeyCredentialCreationOptionsJSON`. */
  make(options: Options, change?: Change): Record<string, unknown>
  /** The answer to `PublicKeyCredentialRequestOptionsJSON`. */
  prove(options: Options, change?: Change): Record<string, unknown>
}

interface Options {
  challenge: string
  user?: { id: string }
}

/** What an attacker's device or page would send otherwise. */
interface Change {
  origin?: string
  site?: string
  challenge?: string
  /** Whether the person was verified by the device's lock. */
  verified?: boolean
  userHandle?: string | null
}

/** A new device for a site, such as `https://fixbay.example`. */
export function createAuthenticator(origin: string, { synced = false } = {}): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credentialId = randomBytes(32)
  let handle: string | undefined
  const device: Authenticator = {
    credentialId,
    counter: 0,
    make(options, change = {}) {
      handle = options.user?.id
      const attested = Buffer.concat([
        Buffer.alloc(16),
        Buffer.from([0, credentialId.length]),
        credentialId,
        coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')),
      ])
      const authData = Buffer.concat([facts(0x40, change), attested])
      const attestationObject = cbor(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      return answer({
        clientDataJSON: clientData('webauthn.create', options, change),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      })
    },
    prove(options, change = {}) {
      if (!synced) device.counter += 1
      const authenticatorData = facts(0, change)
      const client = clientData('webauthn.get', options, change)
      const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(client, 'base64url'))])
      return answer({
        clientDataJSON: client,
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle: change.userHandle === undefined ? handle : change.userHandle,
      })
    },
  }
  const answer = (response: Record<string, unknown>) => ({
    id: credentialId.toString('base64url'),
    rawId: credentialId.toString('base64url'),
    type: 'public-key',
    response,
    clientExtensionResults: {},
    authenticatorAttachment: 'platform',
  })
  const clientData = (type: string, options: Options, change: Change) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: change.challenge ?? options.challenge,
        origin: change.origin ?? origin,
        crossOrigin: false,
      }),
    ).toString('base64url')
  const facts = (flags: number, { site, verified = true }: Change) => {
    const counted = Buffer.alloc(4)
    counted.writeUInt32BE(device.counter)
    const rpIdHash = sha256(Buffer.from(site ?? new URL(origin).hostname))
    return Buffer.concat([rpIdHash, Buffer.from([flags | 0x01 | (verified ? 0x04 : 0)]), counted])
  }
  return device
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

/** An ES256 key as COSE writes it (RFC 9053). */
const coseKey = (x: Buffer, y: Buffer): Buffer =>
  cbor(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, x],
      [-3, y],
    ]),
  )

type Cbor = number | string | Buffer | Map<string | number, Cbor>

/** As much of CBOR (RFC 8949) as that takes: small numbers, texts, bytes and maps. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Map) {
    const entries = [...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])
    return Buffer.concat([head(5, value.size), ...entries])
  }
  return Buffer.concat([head(2, value.length), value])
}

function head(kind: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(kind << 5) | length])
  if (length < 256) return Buffer.from([(kind << 5) | 24, length])
  return Buffer.from([(kind << 5) | 25, length >> 8, length & 0xff])
}
