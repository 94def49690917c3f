import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Select, TextInput } from '../../../web/ui/inputs.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { ProofFields } from '../../accounts/pages/proof-fields.tsx'
import { readSecurity } from '../../accounts/read-security.ts'
import { ownDevicePins, setDevicePin, SetDevicePinInput } from '../set-device-pin.ts'
import type { Route } from './+types/my-pin.ts'
import { PinInput } from './pin-input.tsx'

export { headers } from '../../accounts/pages/no-store.ts'

export const handle = { noScripts: true }

/** Where the caller works, and whether they have a PIN there. */
export async function loader({ context, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { hasPassword } = await readSecurity(ctx)
  return { hasPassword, shops: await ownDevicePins(ctx), saved: url.searchParams.has('saved') }
}

/** Sets it. */
export function action(args: Route.ActionArgs) {
  return formAction(args, SetDevicePinInput, async (ctx, input) => {
    await setDevicePin(ctx, input)
    return paths(ctx.locale).securityPart('pin', { saved: '1' })
  })
}

/** The own PIN for shared devices. */
export default function MyPin({
  loaderData: { hasPassword, shops, saved },
  actionData,
}: Route.ComponentProps) {
  const t = useTranslations('devices.mine')
  const words = useTranslations('devices.set')
  const security = useTranslations('security')
  const having = shops.filter(({ hasPin }) => hasPin).map(({ name }) => name)
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        above={<Breadcrumb items={[{ to: usePaths().security(), label: security('title') }]} />}
        title={t('title')}
        lead={t('lead')}
      />
      <div className="measure grid gap-6">
        {saved && !actionData ? <Notice kind="ready">{t('saved')}</Notice> : null}
        {having.length > 0 ? <p>{t('has', { shops: having.join(' · ') })}</p> : null}
        {shops.length === 0 ? (
          <p>{t('noShop')}</p>
        ) : (
          <Form
            method="post"
            problem={actionData?.problem}
            values={actionData?.values}
            labels={{ shop: t('shop'), pin: words('pin'), presentPassword: words('password') }}
          >
            <ProofFields problem={actionData?.problem} />
            <Select
              name="shop"
              label={t('shop')}
              options={shops.map(({ slug, name }) => ({ value: slug, label: name }))}
            />
            <PinInput label={words('pin')} hint={words('pinHint')} fresh />
            {hasPassword ? (
              <TextInput
                name="presentPassword"
                type="password"
                label={words('password')}
                autoComplete="current-password"
                required
              />
            ) : null}
            <SubmitButton className="justify-self-start">{t('submit')}</SubmitButton>
          </Form>
        )}
      </div>
    </>
  )
}
