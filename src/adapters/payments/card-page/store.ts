import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { link, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PaymentState, StartPayment } from '../port.ts'

export interface CardSession extends StartPayment {
  ref: string
  /** RFC 3339. */
  expiresAt: string
}

export interface CardOutcome {
  status: Exclude<PaymentState, 'pending'>
  at: string
  maskedCard?: string
  bankReference?: string
}

export interface CardRefund {
  ref: string
  amount: number
  idempotencyKey: string
}

/**
 * The test bank's books: a folder per payment, each fact a file that is written once and never changed, so that any
 * number of processes can share them and a crash leaves nothing half written.
 */
export interface CardStore {
  /** The same key gives the same name in every process. */
  refOf(idempotencyKey: string): Promise<string>
  sign(text: string): Promise<string>
  verify(text: string, signature: string): Promise<boolean>
  /** Writes the session unless there is one; gives the one that stands. */
  open(session: CardSession): Promise<CardSession>
  session(ref: string): Promise<CardSession | null>
  /** Writes the outcome unless there is one; gives the one that stands. */
  settle(ref: string, outcome: CardOutcome): Promise<CardOutcome>
  outcome(ref: string): Promise<CardOutcome | null>
  /** Notes that the shop has asked about this payment and heard the outcome. */
  confirmed(ref: string): Promise<void>
  refunds(ref: string): Promise<CardRefund[]>
  /** Adds as the refund number `position`; false when another one took that number. */
  addRefund(ref: string, position: number, refund: CardRefund): Promise<boolean>
  /** Paid, and nobody has asked yet. */
  unconfirmed(): Promise<string[]>
  /** True while the file `out-of-order` lies in the folder: the bank answers nothing. */
  outOfOrder(): Promise<boolean>
}

const REF = /^card_[0-9a-f]{32}$/

export function createCardStore(folder: string): CardStore {
  const place = (ref: string, ...names: string[]) => join(folder, 'payments', checked(ref), ...names)
  const secret = once(() => readOrMakeSecret(folder))
  const hmac = async (text: string) =>
    createHmac('sha256', await secret())
      .update(text)
      .digest('hex')
  const read = <T>(path: string) => readJson<T>(path)

  const refunds = async (ref: string): Promise<CardRefund[]> => {
    const names = await list(place(ref, 'refunds'))
    const all = await Promise.all(
      names.toSorted().map((name) => read<CardRefund>(place(ref, 'refunds', name))),
    )
    return all.filter((refund) => refund !== null)
  }

  return {
    refOf: async (key) => `card_${(await hmac(`ref ${key}`)).slice(0, 32)}`,
    sign: hmac,
    async verify(text, signature) {
      const expected = Buffer.from(await hmac(text))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
    async open(session) {
      await mkdir(place(session.ref, 'refunds'), { recursive: true, mode: 0o700 })
      await writeOnce(folder, place(session.ref, 'session.json'), session)
      return (await read<CardSession>(place(session.ref, 'session.json'))) ?? session
    },
    session: async (ref) => (REF.test(ref) ? read<CardSession>(place(ref, 'session.json')) : null),
    async settle(ref, outcome) {
      await writeOnce(folder, place(ref, 'outcome.json'), outcome)
      return (await read<CardOutcome>(place(ref, 'outcome.json'))) ?? outcome
    },
    outcome: (ref) => read<CardOutcome>(place(ref, 'outcome.json')),
    async confirmed(ref) {
      await writeOnce(folder, place(ref, 'confirmed.json'), {})
    },
    refunds,
    addRefund: (ref, position, refund) => {
      return writeOnce(folder, place(ref, 'refunds', `${String(position).padStart(4, '0')}.json`), refund)
    },
    async unconfirmed() {
      const found: string[] = []
      for (const ref of (await list(join(folder, 'payments'))).filter((name) => REF.test(name))) {
        const names = await list(place(ref))
        if (!names.includes('outcome.json') || names.includes('confirmed.json')) continue
        if ((await read<CardOutcome>(place(ref, 'outcome.json')))?.status === 'paid') found.push(ref)
      }
      return found
    },
    outOfOrder: async () => (await list(folder)).includes('out-of-order'),
  }
}

function checked(ref: string): string {
  if (!REF.test(ref)) throw new TypeError('not a card page reference')
  return ref
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

async function list(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

async function readJson<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Writes a file that must not exist yet; false when it does. A link appears whole, unlike an exclusive create. */
async function writeOnce(folder: string, path: string, value: unknown): Promise<boolean> {
  const temporary = join(folder, `.${randomUUID()}`)
  await writeFile(temporary, typeof value === 'string' ? value : JSON.stringify(value), {
    mode: 0o600,
    flush: true,
  })
  try {
    await link(temporary, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(temporary)
  }
}

async function readOrMakeSecret(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'secret')
  await writeOnce(folder, path, randomBytes(32).toString('hex'))
  return await readFile(path, 'utf8')
}
