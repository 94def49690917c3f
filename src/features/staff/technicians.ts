import type { Ctx } from '../../kit/context.ts'
import { conflict } from '../../kit/errors.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Person } from './people.ts'
import { insertResource, selectResourceOfPerson, updateResource } from './store-resources.ts'
import { giveTimeOffPlace } from './store-time-off.ts'

/**
 * A person who works as a technician has a place in the calendar; one who does so no more, or who left, has none.
 * Brings the one into line with the other, under the calendar's lock.
 */
export async function keepTechnician(tx: Ctx, shopId: string, person: Person): Promise<void> {
  const works = person.leftAt === null && person.roles.includes('technician')
  const resource = await selectResourceOfPerson(tx, shopId, person.id)
  if (!works && !resource) return
  if (works && resource && resource.name === person.name) return
  await bumpCalendarRules(tx, shopId)
  if (!resource) {
    const place = await insertResource(tx, shopId, {
      kind: 'technician',
      name: person.name,
      staffId: person.id,
      lanes: 1,
      skills: [],
    })
    await giveTimeOffPlace(tx, shopId, person.id, place.id)
    return
  }
  const change = works ? { name: person.name } : { archivedAt: tx.now }
  if (!(await updateResource(tx, resource, change))) throw conflict()
}
