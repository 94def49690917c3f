import type { Messages } from '../messages.ts'

/** Namespaces by the file names of a glob. */
export function collect(files: Record<string, object>): Messages {
  const named = Object.entries(files).map(([path, words]) => [
    path.slice(path.lastIndexOf('/') + 1, -'.json'.length),
    words,
  ])
  return Object.fromEntries(named) as Messages
}
