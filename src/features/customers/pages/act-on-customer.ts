import { z } from 'zod'
import type { Ctx } from '../../../kit/context.ts'
import { notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { paths } from '../../../web/paths.ts'
import { addAsset } from '../../assets/add-asset.ts'
import { archiveAsset, ArchiveAsset } from '../../assets/archive-asset.ts'
import { AssetInput } from '../../assets/asset-input.ts'
import { editAsset, EditAsset } from '../../assets/edit-asset.ts'
import { findShop } from '../../shops/find.ts'
import type { Shop } from '../../shops/shop.ts'
import { ChangeState, deactivateCustomer, reactivateCustomer } from '../deactivate-customer.ts'
import { editCustomer, EditCustomer } from '../edit-customer.ts'
import { setConsent } from '../record-consent.ts'
import { resetCustomersPassword } from '../reset-password.ts'
import { sendRecordLink, SendLink } from '../send-link.ts'
import { undoMerge } from '../undo-merge.ts'
import type { Route } from './+types/customer.ts'

// A form shows every field: one that was emptied is missing, not unchanged.
const ContactForm = EditCustomer.required({ name: true })

const [vehicle, device] = EditAsset.options
const AssetForm = z.discriminatedUnion('kind', [
  vehicle.required({ make: true, model: true }),
  device.required({ brand: true, model: true }),
])

const ConsentForm = z.strictObject({
  consent: z.enum([
    'reminders yes',
    'reminders no',
    'promotions yes',
    'promotions no',
    'reviews yes',
    'reviews no',
  ]),
})

/** The forms of a customer's page, by `?do=`; each leads back to the page. */
export function actOnCustomer(args: Route.ActionArgs) {
  const { shop: slug, id } = args.params
  const run =
    <Input>(work: (ctx: Ctx, shop: Shop, input: Input) => Promise<unknown>, saved = '1') =>
    async (ctx: Ctx, input: Input): Promise<string> => {
      const shop = await findShop(ctx, slug)
      await work(ctx, shop, input)
      return paths(ctx.locale).customer(shop.slug, id, { saved })
    }
  const asset = args.url.searchParams.get('asset') ?? ''
  switch (args.url.searchParams.get('do')) {
    case 'contact':
      return formAction(
        args,
        ContactForm,
        run((ctx, shop, input) => editCustomer(ctx, shop, id, input)),
      )
    case 'deactivate':
      return formAction(
        args,
        ChangeState,
        run((ctx, shop, input) => deactivateCustomer(ctx, shop, id, input)),
      )
    case 'reactivate':
      return formAction(
        args,
        ChangeState,
        run((ctx, shop, input) => reactivateCustomer(ctx, shop, id, input)),
      )
    case 'link':
      return formAction(
        args,
        SendLink,
        run((ctx, shop, input) => sendRecordLink(ctx, shop, id, input), 'link'),
      )
    case 'reset':
      return formAction(
        args,
        z.strictObject({}),
        run((ctx, shop) => resetCustomersPassword(ctx, shop, id), 'reset'),
      )
    case 'undo':
      return formAction(
        args,
        z.strictObject({ mergeId: z.string().max(64) }),
        run((ctx, shop, { mergeId }) => undoMerge(ctx, shop, mergeId), 'parted'),
      )
    case 'add':
      return formAction(
        args,
        AssetInput,
        run((ctx, shop, input) => addAsset(ctx, shop, id, input)),
      )
    case 'asset':
      return formAction(
        args,
        AssetForm,
        run((ctx, shop, input) => editAsset(ctx, shop, asset, input)),
      )
    case 'archive':
      return formAction(
        args,
        ArchiveAsset,
        run((ctx, shop, input) => archiveAsset(ctx, shop, asset, input)),
      )
    case 'consent':
      return formAction(
        args,
        ConsentForm,
        run((ctx, shop, { consent }) => {
          const [purpose, said] = consent.split(' ') as ['reminders' | 'promotions' | 'reviews', 'yes' | 'no']
          return setConsent(ctx, shop, id, { purpose, channel: 'any', granted: said === 'yes' })
        }),
      )
    default:
      throw notFound()
  }
}
