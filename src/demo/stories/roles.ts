import { AddOwnRole, addOwnRole } from '../../features/staff/add-own-role.ts'
import { AddPerson, addPerson } from '../../features/staff/add-person.ts'
import { EditPerson, editPerson } from '../../features/staff/edit-person.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Cast } from '../cast.ts'

/** A role of the shop's own making that one of its technicians holds, and somebody who has been asked and not joined yet. */
export async function giveRoles(ctx: Ctx, { shop, data, owner, technicians }: Cast): Promise<void> {
  const asOwner: Ctx = { ...ctx, caller: owner }
  const role = await addOwnRole(asOwner, shop, AddOwnRole.parse(data.ownRole))
  const holder = technicians.at(-1)
  if (holder) await editPerson(asOwner, shop, holder.staffId, EditPerson.parse({ ownRoles: [role.id] }))
  if (data.invited) await addPerson(asOwner, shop, AddPerson.parse(data.invited))
}
