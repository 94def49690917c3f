import { data } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { paths } from '../../../web/paths.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { ProofFields } from '../../accounts/pages/proof-fields.tsx'
import { findShop } from '../../shops/find.ts'
import { DateField } from '../../shops/pages/settings/date-field.tsx'
import { SettingsPage } from '../../shops/pages/settings/settings-page.tsx'
import { settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { typedDate } from '../../shops/pages/settings/typed-date.ts'
import { PermissionPicker } from '../../staff/pages/permission-picker.tsx'
import { rightsForKeys } from '../api-keys.ts'
import { KEY_RIGHTS } from '../key-rights.ts'
import { makeKey, MakeKey } from '../make-key.ts'
import type { Route } from './+types/new-api-key.ts'
import { NewKeyNotice } from './new-key-notice.tsx'

export { headers } from '../../accounts/pages/no-store.ts'

/** What the caller may give to a key. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'apiKeys.edit', 'apiKeys.edit')
  return { ...page, slug: shop.slug, may: rightsForKeys(ctx, shop.id), offered: [...KEY_RIGHTS] }
}

const Filled = MakeKey.extend({ expiresOn: typedDate().optional() })

/** Makes it, and shows it in the answer itself: it is kept nowhere. */
export async function action(args: Route.ActionArgs) {
  let made: { name: string; text: string } | undefined
  const done = await formAction(args, Filled, async (ctx, input) => {
    const { key, text } = await makeKey(ctx, await findShop(ctx, args.params.shop), input)
    made = { name: key.name, text }
    return paths(ctx.locale).settings(args.params.shop, 'api-keys')
  })
  if (made) return { made }
  return done instanceof Response ? done : data({ refused: done.data }, done.init ?? {})
}

/** Which program is it for, and what may it do? */
export default function NewApiKey({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('apiKeys')
  const to = usePaths()
  const { slug, may, offered } = loaderData
  const made = actionData && 'made' in actionData ? actionData.made : undefined
  const refused = actionData && 'refused' in actionData ? actionData.refused : undefined
  const list = to.settings(slug, 'api-keys')
  return (
    <SettingsPage
      title={t('make')}
      lead={made ? undefined : t('makeLead')}
      above={[{ to: list, label: t('title') }]}
      saved={null}
      mayEdit
    >
      {made ? (
        <>
          <NewKeyNotice made={made} />
          <LinkButton to={list} className="justify-self-start">
            {t('toList')}
          </LinkButton>
        </>
      ) : (
        <Form method="post" problem={refused?.problem} values={refused?.values}>
          <ProofFields problem={refused?.problem} />
          <TextInput
            name="name"
            label={t('name')}
            hint={t('nameHint')}
            maxLength={60}
            autoComplete="off"
            required
          />
          <DateField name="expiresOn" label={t('expiresOn')} hint={t('expiresOnHint')} optional />
          <PermissionPicker label={t('question')} hint={t('questionHint')} may={may} only={offered} />
          <SubmitButton className="sm:justify-self-start">{t('submit')}</SubmitButton>
        </Form>
      )}
    </SettingsPage>
  )
}
