import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { customerById } from '../customers/read.ts'
import { insertGarageAsset, isSame, selectAssetsOfCustomer, selectGarage } from './store.ts'
import { linkToGarage, selectLinkedHere } from './store-garage-links.ts'

/** What a guest brought to a shop stands in their garage once the record is theirs. */
const intoGarage: Reaction = {
  name: 'assets.into-garage',
  on: ['customer.joined'],
  when: 'after',
  run: (ctx, { shopId, subject }) =>
    transaction(ctx, async (tx) => {
      if (shopId === null) return
      const customer = await customerById(tx, shopId, subject.id)
      if (!customer?.accountId) return
      const { accountId } = customer
      const linked = new Set(await selectLinkedHere(tx, shopId, accountId))
      for (const asset of await selectAssetsOfCustomer(tx, shopId, customer.id)) {
        if (asset.garageAssetId !== null) continue
        const known = (await selectGarage(tx, accountId)).find((mine) => isSame(mine, asset))
        // The shop has a row of that thing already: one thing, one link.
        if (known && linked.has(known.id)) continue
        const { kind, make, model, year, vin, plate, odometer, imei, serial } = asset
        const facts = { kind, make, model, year, vin, plate, odometer, imei, serial }
        const mine = known ?? (await insertGarageAsset(tx, accountId, facts))
        await linkToGarage(tx, asset, { accountId, id: mine.id })
        linked.add(mine.id)
        if (!known)
          await record(tx, { type: 'garage.added', shopId: null, subject: { kind: 'asset', id: mine.id } })
      }
    }),
}

export const reactions: readonly Reaction[] = [intoGarage]
