import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ensureBuilt } from '../e2e/support/fixbay.ts'
import { root } from './folders.ts'

/** How often a text stands in the JavaScript of a folder. */
function occurrences(folder: string, text: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.js'),
  )
  const sources = files.map((file) => readFileSync(path.join(folder, file), 'utf8'))
  return sources.reduce((sum, source) => sum + source.split(text).length - 1, 0)
}

test('the built server is one module graph: one pool, one list of reactions', () => {
  ensureBuilt()
  const server = path.join(root, 'build', 'server')
  expect(occurrences(server, 'new pg.Pool(')).toBe(1)
  expect(occurrences(server, 'function createReactionTable(')).toBe(1)
})

test('nothing of the server goes to the browser', () => {
  ensureBuilt()
  const client = path.join(root, 'build', 'client')
  expect(occurrences(client, 'react')).toBeGreaterThan(0)
  for (const secret of ['pg.Pool', 'fixbay_app', 'selectFrom', 'argon2', 'createDecipheriv']) {
    expect(occurrences(client, secret), secret).toBe(0)
  }
})
