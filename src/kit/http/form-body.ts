import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import type { FormProof } from '../context.ts'
import { type FieldError, Problem } from '../errors.ts'
import { COOKIE_FIELD, FORM_KEY, HAND_FIELD, PROOF_FIELD, PROOF_REQUEST, PROOF_SEND } from './form-key.ts'

/** What a form sent: as nested values for a schema, and flat, as typed, to fill the form again. */
export interface FormBody {
  /** `asset.make` and `lines.0.text` unfolded; empty fields left out, unless `cleared` names them. Strings and lists only. */
  nested: Record<string, unknown>
  /** By field name: text, or a list where a name was sent several times. Passwords and files are not in it. */
  values: Record<string, string | string[]>
  /** Every field name that was sent empty. */
  cleared: ReadonlySet<string>
  /** The hidden key of a form that creates something. */
  key: string | undefined
  /** For whose hand the form was made, where that matters. */
  hand: string | undefined
  /** Whether its page sent a cookie beside it. */
  cookieSent: boolean
  /** By what it shows once more who sends it, where it was asked to. */
  proof: FormProof | undefined
  /** What was wrong with the files; the fields have been read all the same. */
  problem: Problem | undefined
}

/** Takes one file in (at most 10 MB) and gives the value that stands for it in the form: an upload's id. */
export type TakeFile = (bytes: Uint8Array, field: string) => Promise<string>

const MEGABYTE = 1024 * 1024
const MOST_FIELDS = 1000
const LIMITS = {
  fieldSize: MEGABYTE,
  fieldNameSize: 200,
  fields: MOST_FIELDS + 1,
  fileSize: 10 * MEGABYTE,
  files: 20,
  parts: MOST_FIELDS + 21,
}
const LARGEST_TEXT = 2 * MEGABYTE
const LARGEST_WITH_FILES = 110 * MEGABYTE

/**
 * Reads a form, of either encoding, as a stream: files are taken one after the other, so that ten photos need the
 * memory of one. Throws `too-large` past the limits and `unsupported` for a body that is no form.
 */
export async function readForm(request: Request, takeFile?: TakeFile): Promise<FormBody> {
  const pairs: Pair[] = []
  const refused: Problem[] = []
  if (request.body) await parse(request, pairs, refused, takeFile)
  return { ...unfold(pairs), problem: refused[0] }
}

type Pair = [name: string, value: string]

async function parse(
  request: Request,
  pairs: Pair[],
  refused: Problem[],
  takeFile: TakeFile | undefined,
): Promise<void> {
  const parser = parserFor(request)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let files = Promise.resolve()
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut || pairs.length === MOST_FIELDS) reject(new Problem('too-large'))
    else pairs.push([name, value])
  })
  parser.on('file', (name, stream, filename) => {
    if (!takeFile || !filename) stream.resume()
    else {
      // One at a time: the next file's bytes wait in the socket until this one is done.
      files = files.then(async () => takeOne(name, stream, takeFile, pairs, refused))
      files.catch(reject)
    }
  })
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    parser.on(limit, () => reject(new Problem('too-large')))
  }
  parser.on('error', () => reject(new Problem('invalid')))
  parser.on('finish', () => resolve(files))
  const body = Readable.from(limited(request, takeFile ? LARGEST_WITH_FILES : LARGEST_TEXT))
  body.on('error', reject)
  body.pipe(parser)
  try {
    await promise
  } finally {
    body.destroy()
  }
}

function parserFor(request: Request) {
  try {
    return new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: LIMITS,
    })
  } catch {
    throw new Problem('unsupported')
  }
}

async function takeOne(
  name: string,
  stream: BusboyFileStream,
  take: TakeFile,
  pairs: Pair[],
  refused: Problem[],
) {
  const bytes = await buffer(stream)
  try {
    if (stream.truncated) throw new Problem('too-large')
    if (bytes.length > 0) pairs.push([name, await take(bytes, nameOf(name))])
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    refused.push(new Problem('invalid', { errors: [fileError(error, nameOf(name))] }))
  }
}

function fileError({ code, reason }: Problem, name: string): FieldError {
  const key = FILE_KEYS[reason ?? ''] ?? (code === 'too-large' ? 'fileTooLarge' : 'notPhoto')
  return { pointer: `/${name.replaceAll('.', '/')}`, key }
}

const FILE_KEYS: Readonly<Record<string, string>> = {
  damaged: 'photoDamaged',
  busy: 'photoBusy',
  'photo-not-kept': 'photoNotKept',
}

async function* limited(request: Request, most: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > most) throw new Problem('too-large')
    yield chunk
  }
}

/** `serviceIds[]` and `serviceIds` are one name. */
const nameOf = (name: string): string => name.replace(/\[\]$/, '')

function unfold(pairs: readonly Pair[]): Omit<FormBody, 'problem'> {
  const nested: Record<string, unknown> = {}
  const values: FormBody['values'] = {}
  const cleared = new Set<string>()
  const hidden = (field: string) => pairs.findLast(([name]) => name === field)?.[1] || undefined
  for (const [sent, value] of pairs) {
    const name = nameOf(sent)
    if (!isSafeName(name)) continue
    if (!/password|^pin$/i.test(name) && !name.startsWith('_')) values[name] = added(values[name], value)
    if (name.startsWith('_')) continue
    if (value.trim() === '') cleared.add(name)
    else place(nested, name.split('.'), value)
  }
  return {
    nested,
    values,
    cleared,
    key: hidden(FORM_KEY),
    hand: hidden(HAND_FIELD),
    proof: proofIn(pairs, hidden),
    cookieSent: hidden(COOKIE_FIELD) !== undefined,
  }
}

function proofIn(
  pairs: readonly Pair[],
  hidden: (field: string) => string | undefined,
): FormProof | undefined {
  const send = hidden(PROOF_SEND) !== undefined
  if (!send && !pairs.some(([name]) => name === PROOF_FIELD)) return undefined
  return { typed: hidden(PROOF_FIELD), request: hidden(PROOF_REQUEST), send }
}

// A name that would reach the prototype of an object is nobody's honest field.
const isSafeName = (name: string): boolean =>
  name !== '' &&
  !name
    .split('.')
    .some((part) => part === '' || part === '__proto__' || part === 'constructor' || part === 'prototype')

function added(earlier: string | string[] | undefined, value: string): string | string[] {
  return earlier === undefined ? value : [earlier, value].flat()
}

function place(
  target: Record<string, unknown>,
  [head = '', ...rest]: readonly string[],
  value: string,
): void {
  const earlier = target[head]
  if (rest.length === 0) {
    if (earlier === undefined || typeof earlier === 'string' || Array.isArray(earlier)) {
      target[head] = added(earlier as string | string[] | undefined, value)
    }
    return
  }
  if (earlier === undefined) target[head] = {}
  const inner = target[head]
  if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
    place(inner as Record<string, unknown>, rest, value)
}
