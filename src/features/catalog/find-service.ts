import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { conflict, explainConstraint, notFound, Problem } from '../../kit/errors.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import { keepOffers } from '../shops/offers.ts'
import type { Service } from './service.ts'
import { selectServices, selectServicesById } from './store.ts'

explainConstraint(
  'services_live_name_key',
  () =>
    new Problem('illegal-move', {
      reason: 'service_name_taken',
      errors: [{ pointer: '/name', key: 'taken' }],
    }),
)

/** A service of the shop, archived ones too; 404 for any other. */
export async function findService(ctx: Ctx, shopId: string, id: string, pointer?: string): Promise<Service> {
  const found = isId(id) ? await selectServicesById(ctx, shopId, [id]) : undefined
  const service = found?.get(id)
  if (!service) throw notFound(pointer)
  return service
}

/** The service to be changed, read under the calendar's lock; 409 where it is no longer at the version seen. */
export async function serviceToChange(
  tx: Ctx,
  shopId: string,
  id: string,
  version: number | undefined,
): Promise<Service> {
  await bumpCalendarRules(tx, shopId)
  const service = await findService(tx, shopId, id)
  if (version !== undefined && version !== service.version) throw conflict()
  return service
}

/** After a change of what is offered: the words by which the shop is found. */
export async function refreshOffers(tx: Ctx, shopId: string): Promise<void> {
  const services = await selectServices(tx, shopId)
  const names = services.flatMap(({ name, category, translations }) => [
    name,
    category,
    ...Object.values(translations).map((words) => words.name),
  ])
  await keepOffers(tx, shopId, names)
}
