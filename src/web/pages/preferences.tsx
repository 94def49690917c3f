import { useTranslations } from 'use-intl'
import { safePath } from '../../kit/http/safe-path.ts'
import { inLocale } from '../../kit/i18n/locale.ts'
import { useDocument, usePaths } from '../document.ts'
import { Head } from '../head.tsx'
import { Check } from '../icons.tsx'
import { choicePath } from '../paths.ts'
import { PageHeader } from '../ui/page.tsx'
import type { Route } from './+types/preferences.ts'

export const handle = { noScripts: true, width: 'narrow' }

/** Where the person came from. */
export function loader({ url }: Route.LoaderArgs) {
  return { back: safePath(url.searchParams.get('to'), '') }
}

/** Language, calendar and appearance, each as a row of links: they work without JavaScript. */
export default function Preferences({ loaderData: { back } }: Route.ComponentProps) {
  const t = useTranslations('common')
  const { locale, calendar, theme } = useDocument()
  const here = usePaths().preferences(back || undefined)
  const choices = [
    {
      name: 'locale',
      title: t('preferences.language'),
      now: locale,
      options: { en: t('language.en'), fa: t('language.fa') },
    },
    {
      name: 'calendar',
      title: t('preferences.calendar'),
      now: calendar,
      options: { gregory: t('calendar.gregory'), persian: t('calendar.persian') },
    },
    {
      name: 'theme',
      title: t('preferences.theme'),
      now: theme,
      options: { light: t('theme.light'), dark: t('theme.dark'), system: t('theme.system') },
    },
  ] as const
  return (
    <>
      <Head title={t('preferences.title')} hidden />
      <PageHeader title={t('preferences.title')} lead={t('preferences.lead')} />
      {choices.map(({ name, title, now, options }) => (
        <section key={name} className="mt-6">
          <h2>{title}</h2>
          <ul className="mt-2 flex flex-wrap gap-2">
            {Object.entries(options).map(([value, label]) => (
              <li key={value}>
                <a
                  className="btn btn-quiet"
                  href={choicePath(name, value, here)}
                  aria-current={value === now ? 'true' : undefined}
                >
                  {value === now ? <Check /> : null}
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {back ? (
        <p className="mt-8">
          <a className="link" href={inLocale(back, locale)}>
            {t('preferences.back')}
          </a>
        </p>
      ) : null}
    </>
  )
}
