import type { Ctx } from '../../kit/context.ts'
import { raiseCalendar, raiseCalendarRules } from './store.ts'

/**
 * Locks the shop's calendar and raises `version` and `rules_version`. Call it first in every transaction that
 * changes hours, closures, shifts, time off, services and their taxes, resources or booking policies.
 */
export async function bumpCalendarRules(tx: Ctx, shopId: string): Promise<void> {
  await raiseCalendarRules(tx, shopId)
}

/** Makes kept pages of the shop stale where nothing about what it offers changed (its texts, the order of services). */
export async function bumpKeptPages(tx: Ctx, shopId: string): Promise<void> {
  await raiseCalendar(tx, shopId)
}
