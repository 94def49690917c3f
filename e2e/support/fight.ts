import { connectEmbedded } from './embedded.ts'
import { startFixbay } from './fixbay.ts'
import { addSmallShop, HALF_HOUR, LANES, signInOwner, visitToBook } from './small-shop.ts'

interface FightOutcome {
  got: number
  refused: number
  longestMs: number
  faults: string[]
}

/** So many clients who ask for one time at the same moment, where there is room for a few; on an installation that is there. */
export async function fight(dataFolder: string, clients: number, room: number): Promise<FightOutcome> {
  const fixbay = await startFixbay({ dataFolder, env: { FIXBAY_RATE_LIMITS: '0' } })
  const shop = await addSmallShop(fixbay, await signInOwner(fixbay), 'fight-shop')
  const db = await connectEmbedded(dataFolder)
  // The bay has room for a few.
  await db.query('UPDATE resources SET lanes = $2 WHERE shop_id = $1', [shop.id, room])
  await db.query(
    'UPDATE calendars SET version = version + 1, rules_version = rules_version + 1 WHERE shop_id = $1',
    [shop.id],
  )
  await db.end()
  let longestMs = 0
  const one = async (n: number) => {
    const begun = performance.now()
    const answer = await fetch(`${fixbay.url}/api/appointment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // All of them the same half hour, at noon of the third day.
      body: JSON.stringify(visitToBook(shop, LANES * 40 + (n % LANES))),
    })
    const body = (await answer.json()) as { alternatives?: { startsAt: string }[] }
    longestMs = Math.max(longestMs, performance.now() - begun)
    return { status: answer.status, alternatives: body.alternatives ?? [] }
  }
  const answers = await Promise.all(Array.from({ length: clients }, (_, n) => one(n)))
  const refused = answers.filter(({ status }) => status === 409)
  const faults = answers
    .filter(({ status }) => status !== 201 && status !== 409)
    .map(({ status }) => `an answer of ${status}`)
  const date = Temporal.Now.plainDateISO('UTC')
  const free = await fetch(
    `${fixbay.url}/api/shops/${shop.slug}/slots?service=${shop.serviceId}&from=${date.toString()}&to=${date.add({ days: 10 }).toString()}`,
  )
  const { slots } = (await free.json()) as { slots: { startsAt: string }[] }
  const starts = new Set(slots.map(({ startsAt }) => Date.parse(startsAt)))
  for (const { alternatives } of refused) {
    const offered = new Set(alternatives.map(({ startsAt }) => Date.parse(startsAt)))
    if (offered.size !== 3) faults.push(`${offered.size} alternatives`)
    // Nobody took another time meanwhile: what was free then is free now.
    if (!offered.isSubsetOf(starts)) faults.push('an alternative that is not free')
    const wanted = Date.parse(visitToBook(shop, LANES * 40).startsAt)
    if ([...offered].some((at) => Math.abs(at - wanted) > 2 * HALF_HOUR))
      faults.push('an alternative that is not near')
  }
  await fixbay.stop()
  return {
    got: answers.filter(({ status }) => status === 201).length,
    refused: refused.length,
    longestMs,
    faults,
  }
}
