import type { Ctx } from '../context.ts'
import type { Event } from './events.ts'

/**
 * What happens when something happened. `within` runs in the same transaction (a short closed list: it
 * makes drafts and cannot fail); `after` is a job of its own once committed, and is idempotent.
 */
export interface Reaction {
  name: string
  on: readonly string[]
  when: 'within' | 'after'
  run(ctx: Ctx, event: Event): Promise<void>
}

/** The reactions of all features, looked up by event type and by name. */
export interface ReactionTable {
  to(type: string, when: Reaction['when']): readonly Reaction[]
  named(name: string): Reaction | undefined
}

/** Gathers the features' reactions; a name stands once. */
export function createReactionTable(reactions: readonly Reaction[]): ReactionTable {
  const byName = new Map<string, Reaction>()
  const byType = new Map<string, Reaction[]>()
  for (const reaction of reactions) {
    if (byName.has(reaction.name)) throw new Error(`two reactions are called ${reaction.name}`)
    byName.set(reaction.name, reaction)
    for (const type of reaction.on) {
      const key = `${reaction.when} ${type}`
      byType.set(key, [...(byType.get(key) ?? []), reaction])
    }
  }
  return {
    to: (type, when) => byType.get(`${when} ${type}`) ?? [],
    named: (name) => byName.get(name),
  }
}
