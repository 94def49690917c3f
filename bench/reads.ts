import type { Installation } from './support/installation.ts'
import { interleave, milliseconds, type Rounds } from './support/rounds.ts'
import { slotsPath } from './slots.ts'
import { ms, type Sheet, times } from './support/sheet.ts'

// The middle of so many questions, asked one after another, is one measurement.
const QUESTIONS = 15

/** What people look at all day, in a shop of a thousand orders and in one of a hundred thousand: it must take as long. */
export async function benchReads(
  sheet: Sheet,
  rounds: number,
  [young, old]: readonly [Installation, Installation],
  betweenRounds: () => void,
): Promise<void> {
  sheet.heading(`Reads, one at a time: ${young.orders} → ${old.orders} orders`)
  for (const [what, path] of Object.entries(pathsOf(young))) {
    const oldPath = pathsOf(old)[what] ?? path
    const result = await interleave(
      rounds,
      {
        young: () => milliseconds(QUESTIONS, () => young.ask(path)),
        old: () => milliseconds(QUESTIONS, () => old.ask(oldPath)),
      },
      betweenRounds,
    )
    grown(sheet, what, result)
  }
}

function grown(sheet: Sheet, what: string, result: Rounds<'young' | 'old'>): void {
  const growth = result.ratio('old', 'young')
  const figures = `${ms(result.median('young'))} → ${ms(result.median('old'))}: ${times(growth)}`
  sheet.line(what, figures, growth, what.startsWith('list') ? { atMost: 1.3 } : {})
}

function pathsOf({ shop }: Installation): Record<string, string> {
  const list = `/api/service-request?shop=${shop.slug}&limit=50`
  return {
    'list of 50 orders': list,
    'list of 50 orders in progress': `${list}&status=in_progress`,
    'list of 50 orders that are closed': `${list}&status=closed`,
    'orders by a device’s number': `${list}&q=SN321`,
    'customers by phone': `/api/shops/${shop.slug}/customers?q=5550123`,
    'customers by a common name': `/api/shops/${shop.slug}/customers?q=grace`,
    'the board': `/api/shops/${shop.slug}/board`,
    'the dashboard': `/api/shops/${shop.slug}/dashboard`,
    'free times of 30 days': slotsPath(shop),
  }
}
