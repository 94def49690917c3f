import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutboxItem, OutboxSink } from './sink.ts'

const SEGMENT = /^\d{8}\.jsonl$/

const nameOf = (number: number) => `${String(number).padStart(8, '0')}.jsonl`

/**
 * An outbox of JSON lines in numbered files of about `segmentBytes`; only the newest two are kept. A line is written by
 * one append, so that several processes can share the folder without a lock.
 */
export function createFileSink(folder: string, segmentBytes = 4_000_000): OutboxSink {
  const segments = async (): Promise<number[]> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const names = await readdir(folder)
    return names
      .filter((name) => SEGMENT.test(name))
      .map((name) => Number.parseInt(name, 10))
      .toSorted((a, b) => a - b)
  }

  const openSegment = async (): Promise<string> => {
    const numbers = await segments()
    const last = numbers.at(-1)
    if (last === undefined) return join(folder, nameOf(1))
    const path = join(folder, nameOf(last))
    const { size } = await stat(path)
    if (size < segmentBytes) return path
    const spent = numbers.filter((number) => number < last)
    await Promise.all(spent.map((number) => unlink(join(folder, nameOf(number))).catch(() => undefined)))
    return join(folder, nameOf(last + 1))
  }

  return {
    async append(item) {
      const kept: OutboxItem = { id: randomUUID(), ...item }
      // A line of its own even after one that a crash cut short.
      await appendFile(await openSegment(), `\n${JSON.stringify(kept)}\n`, { mode: 0o600 })
      return kept
    },
    async list(limit = 100) {
      const newest = (await segments()).slice(-2)
      const texts = await Promise.all(
        newest.map((n) => readFile(join(folder, nameOf(n)), 'utf8').catch(() => '')),
      )
      return texts.flatMap(readLines).toReversed().slice(0, limit)
    },
  }
}

/** The whole lines of a segment; one that a crash cut short is skipped. */
function readLines(text: string): OutboxItem[] {
  const items: OutboxItem[] = []
  for (const line of text.split('\n')) {
    if (line === '') continue
    try {
      items.push(JSON.parse(line) as OutboxItem)
    } catch {
      continue
    }
  }
  return items
}
