import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { wantedOrNone } from '../../accounts/pages/enter.ts'
import { shopById } from '../../shops/find.ts'
import { deviceHere } from '../devices.ts'
import { peopleAtDevice, setPinAtDevice, SetPinHere } from '../unlock-device.ts'
import type { Route } from './+types/device-pin.ts'
import { deviceTokenOf, enterDesk } from './at-device.ts'
import { PinInput } from './pin-input.tsx'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** Whose PIN is to be made at this device. */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const device = await deviceHere(ctx, deviceTokenOf(ctx, request))
  const to = wantedOrNone(url)
  if (!device) throw goTo(url, paths(ctx.locale).signIn(to, { own: '1' }))
  const people = await peopleAtDevice(ctx, device)
  const person = people.find(({ id }) => id === url.searchParams.get('person'))
  if (!person) throw notFound()
  const shop = await shopById(ctx, device.shopId)
  return { to, person: { id: person.id, name: person.name }, shop: shop.name }
}

/** Sets it by the password, and opens the desk. */
export function action(args: Route.ActionArgs) {
  return formAction(args, SetPinHere, async (ctx, input) =>
    enterDesk(ctx, args.url, await setPinAtDevice(ctx, deviceTokenOf(ctx, args.request), input)),
  )
}

/** A first PIN, or another one. */
export default function DevicePin({ loaderData: { person, shop, to }, actionData }: Route.ComponentProps) {
  const t = useTranslations('devices.set')
  const words = useTranslations('devices.enter')
  const paths = usePaths()
  const title = t('title', { name: person.name })
  return (
    <>
      <Head title={title} hidden />
      <PageHeader title={title} lead={t('lead', { shop })} />
      <div className="grid gap-6">
        <Form
          method="post"
          action={paths.devicePin({ person: person.id, to })}
          problem={actionData?.problem}
          labels={{ password: t('password'), pin: t('pin') }}
        >
          <input type="hidden" name="person" value={person.id} />
          <TextInput
            name="password"
            type="password"
            label={t('password')}
            autoComplete="off"
            maxLength={200}
            required
          />
          <PinInput label={t('pin')} hint={t('pinHint')} fresh />
          <SubmitButton wide>{t('submit')}</SubmitButton>
        </Form>
        <p>
          <Link className="link" to={paths.device({ to })}>
            {words('other')}
          </Link>
        </p>
      </div>
    </>
  )
}
