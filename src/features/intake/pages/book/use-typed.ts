import { useEffect, useState } from 'react'
import { typedOf, type Values } from './draft.ts'
import { KEPT_BOOKING } from './kept.ts'

interface Typed {
  values: Values
  /** Rises when kept values were brought back: fields read their first value anew. */
  revision: number
  keep: (form: HTMLFormElement) => void
}

/** What was typed: as the server has it, else as this tab kept it. */
export function useTyped(shop: string, answered: Values | undefined): Typed {
  const [kept, setKept] = useState<{ values: Values; revision: number }>({ values: {}, revision: 0 })
  useEffect(() => {
    if (answered) setKept(({ revision }) => ({ values: answered, revision }))
  }, [answered])
  useEffect(() => {
    const before = answered ? undefined : readKept(shop)
    if (before) setKept({ values: before, revision: 1 })
    // Once, when the page comes to life.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  return {
    values: answered ?? kept.values,
    revision: kept.revision,
    keep(form) {
      const values: Record<string, string[]> = {}
      for (const [name, value] of new FormData(form)) {
        if (typeof value === 'string') values[name] = [...(values[name] ?? []), value]
      }
      writeKept(shop, typedOf(values))
    },
  }
}

function readKept(shop: string): Values | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT_BOOKING) ?? 'null') as {
      shop: string
      values: Record<string, string[]>
    } | null
    if (kept?.shop !== shop) return undefined
    return Object.fromEntries(
      Object.entries(kept.values).map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]),
    )
  } catch {
    return undefined
  }
}

function writeKept(shop: string, values: Values): void {
  try {
    sessionStorage.setItem(KEPT_BOOKING, JSON.stringify({ shop, values }))
  } catch {
    // A browser that keeps nothing: the form still holds it.
  }
}
