import { z } from 'zod'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../../kit/http/forms.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { TextArea } from '../../../../web/ui/inputs.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { findShop } from '../../find.ts'
import { textBody } from '../../input.ts'
import { setTexts } from '../../set-texts.ts'
import { TEXT_KEYS, textsOf } from '../../texts.ts'
import type { Route } from './+types/texts.ts'
import { SettingsPage } from './settings-page.tsx'
import { savedAt, settingsShop } from './settings-shop.ts'

/** What the shop has written, in both languages, its own first. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'shop.read', 'content.edit')
  const written = await textsOf(ctx, shop.id)
  const languages = shop.locale === 'fa' ? (['fa', 'en'] as const) : (['en', 'fa'] as const)
  return {
    ...page,
    slug: shop.slug,
    texts: TEXT_KEYS.map((key) => ({
      key,
      bodies: languages.map((locale) => ({
        locale,
        body: written.find((text) => text.key === key && text.locale === locale)?.body ?? '',
      })),
    })),
  }
}

const TextsForm = z.strictObject({
  texts: z
    .array(
      z.strictObject({
        key: z.enum(TEXT_KEYS),
        locale: z.enum(['en', 'fa']),
        body: textBody().default(''),
      }),
    )
    .max(TEXT_KEYS.length * 2),
})

/** Saves those that changed. */
export function action(args: Route.ActionArgs) {
  return formAction(args, TextsForm, async (ctx, input) => {
    const shop = await findShop(ctx, args.params.shop)
    const written = await textsOf(ctx, shop.id)
    const texts = input.texts.filter(({ key, locale, body }) => {
      const before = written.find((text) => text.key === key && text.locale === locale)?.body ?? ''
      return before !== body
    })
    if (texts.length > 0) await setTexts(ctx, shop, { texts })
    return savedAt(ctx, shop.slug, 'texts')
  })
}

/** What do we tell about ourselves, and what are our terms? */
export default function TextsSettings({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('settings')
  return (
    <SettingsPage
      title={t('texts.title')}
      lead={t('texts.lead')}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={
        <>
          <p>{t('texts.means')}</p>
          <PublicLinks slug={loaderData.slug} />
          <p className="text-ink-2">{t('texts.marks')}</p>
        </>
      }
    >
      <Form method="post" problem={actionData?.problem} values={actionData?.values}>
        {loaderData.texts.map(({ key, bodies }, index) => (
          <Section key={key} title={t(`texts.keys.${key}`)}>
            <p className="measure text-ink-2">{t(`texts.notes.${key}`)}</p>
            {bodies.map(({ locale, body }, place) => (
              <TextField
                key={locale}
                at={index * bodies.length + place}
                textKey={key}
                locale={locale}
                body={body}
              />
            ))}
          </Section>
        ))}
        <SubmitButton className="sm:justify-self-start">{t('save')}</SubmitButton>
      </Form>
    </SettingsPage>
  )
}

interface TextFieldProps {
  at: number
  textKey: string
  locale: 'en' | 'fa'
  body: string
}

function TextField({ at, textKey, locale, body }: TextFieldProps) {
  const document = useDocument()
  const name = `texts.${at}`
  return (
    <div>
      <input type="hidden" name={`${name}.key`} value={textKey} />
      <input type="hidden" name={`${name}.locale`} value={locale} />
      <TextArea
        name={`${name}.body`}
        label={new Intl.DisplayNames(document.locale, { type: 'language' }).of(locale)}
        lang={locale}
        dir={locale === 'fa' ? 'rtl' : 'ltr'}
        defaultValue={body}
        maxLength={20_000}
        rows={5}
      />
    </div>
  )
}

function PublicLinks({ slug }: { slug: string }) {
  const t = useTranslations('shops')
  const to = usePaths()
  const pages = [
    [to.shopAbout(slug), t('about.link')],
    [to.shopTerms(slug), t('terms.title')],
    [to.shopPrivacy(slug), t('privacy.title')],
    [to.shopImprint(slug), t('imprint.title')],
  ] as const
  return (
    <ul className="grid gap-1">
      {pages.map(([path, label]) => (
        <li key={path}>
          <Link to={path} className="link" reloadDocument>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
