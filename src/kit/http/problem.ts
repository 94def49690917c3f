import type { z } from 'zod'
import { AdapterFailure } from '../../adapters/failure.ts'
import { sqlState } from '../db/transaction.ts'
import { type FieldError, Problem, problemOfDatabaseError } from '../errors.ts'

/** The refusal that anything thrown stands for. What nobody expected becomes `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const fromDatabase = problemOfDatabaseError(error)
  if (fromDatabase) return fromDatabase
  if (isUnavailable(error) || isServiceAway(error))
    return new Problem('unavailable', { retryAfterSeconds: 5 })
  return fromHttp(error) ?? new Problem('internal')
}

// Connection failures, shutdown and start-up, too many clients, no room or memory, a failing disk, a standby that has
// just taken over, a statement or lock that took too long, and what lost to others each time that it was tried.
const UNAVAILABLE_STATES = /^(08|57P0|53|58|25006|57014|55P03|40001|40P01)/
const UNAVAILABLE_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])
const UNAVAILABLE_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const state = sqlState(error) ?? ''
  return (
    UNAVAILABLE_STATES.test(state) || UNAVAILABLE_CODES.has(state) || UNAVAILABLE_WORDS.test(error.message)
  )
}

/** An outside service (bank, mail, store) that may be there again in a moment. */
function isServiceAway(error: unknown): boolean {
  return error instanceof AdapterFailure && error.retryable
}

/** What Fastify itself refuses, by its status. */
function fromHttp(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return undefined
  switch (error.statusCode) {
    case 400:
      return new Problem('invalid', { errors: [{ pointer: '', key: 'notJson' }] })
    case 404:
      return new Problem('not-found')
    case 405:
      return new Problem('not-allowed')
    case 413:
      return new Problem('too-large')
    case 415:
      return jsonOnly()
    case 429:
      return new Problem('slow-down', { retryAfterSeconds: 60 })
    default:
      return undefined
  }
}

/** 415 for a body that is neither JSON nor, where photos are taken, a form with a file. */
export function jsonOnly(): Problem {
  return new Problem('unsupported', { reason: 'json-only' })
}

/**
 * Zod's findings as field errors: a JSON pointer each, the words' key and values; of several at one field the first.
 * `prefix` is put before the path.
 */
export function problemOfIssues(issues: readonly z.core.$ZodIssue[], prefix = ''): Problem {
  const byField = new Map<string, FieldError>()
  for (const error of issues.flatMap((issue) => fieldErrors(issue, prefix)))
    if (!byField.has(error.pointer)) byField.set(error.pointer, error)
  return new Problem('invalid', { errors: [...byField.values()] })
}

function fieldErrors(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const pointer = prefix + issue.path.map((part) => `/${escape(String(part))}`).join('')
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: `${pointer}/${escape(key)}`, key: 'unknownField' }))
    case 'invalid_type':
      return [{ pointer, key: issue.input === undefined ? 'missing' : typeKey(issue.expected) }]
    case 'too_small':
      return [{ pointer, ...bound(issue.origin, 'Min', Number(issue.minimum)) }]
    case 'too_big':
      return [{ pointer, ...bound(issue.origin, 'Max', Number(issue.maximum)) }]
    case 'invalid_format':
      return [{ pointer, key: FORMATS.has(issue.format) ? issue.format : 'wrongFormat' }]
    case 'invalid_value':
      return [{ pointer, key: 'notAllowed' }]
    case 'invalid_union':
      return unionErrors(issue, pointer)
    case 'custom':
      return [
        {
          pointer,
          key: typeof issue.params?.['key'] === 'string' ? issue.params['key'] : 'wrongFormat',
          ...paramsOf(issue.params),
        },
      ]
    default:
      return [{ pointer, key: 'wrongFormat' }]
  }
}

/** People are asked for a number, programs and everything else for the right form. */
function typeKey(expected: string): string {
  if (expected === 'int') return 'notWhole'
  return expected === 'number' ? 'notNumber' : 'wrongType'
}

const FORMATS = new Set(['email', 'url', 'uuid', 'date', 'datetime'])

/** A text of length 0 is missing to a person, whatever the least length is. */
function bound(
  origin: string,
  side: 'Min' | 'Max',
  limit: number,
): { key: string; params?: Record<string, number> } {
  if (origin === 'string')
    return limit <= 1 && side === 'Min' ? { key: 'missing' } : { key: `length${side}`, params: { limit } }
  if (origin === 'array') return { key: `count${side}`, params: { limit } }
  return { key: `number${side}`, params: { limit } }
}

/** Of a union, the branch that came closest: the one with the fewest findings. */
function unionErrors(issue: z.core.$ZodIssueInvalidUnion, pointer: string): FieldError[] {
  const branches = [...issue.errors].sort((a, b) => a.length - b.length)
  const closest = branches[0]
  if (!closest || closest.length === 0) return [{ pointer, key: 'notAllowed' }]
  return closest.flatMap((inner) => fieldErrors(inner, pointer))
}

function paramsOf(params: Record<string, unknown> | undefined): { params?: Record<string, string | number> } {
  if (!params) return {}
  const rest = Object.entries(params).filter(
    (entry): entry is [string, string | number] =>
      entry[0] !== 'key' && (typeof entry[1] === 'string' || typeof entry[1] === 'number'),
  )
  return rest.length > 0 ? { params: Object.fromEntries(rest) } : {}
}

function escape(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}
