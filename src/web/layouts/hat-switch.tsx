import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { usePaths } from '../document.ts'
import { Check, ChevronDown } from '../icons.tsx'
import { type Hats, useRoleWords } from './hats.ts'

/** On a customer's pages: says that the customer's hat is on, and leads to the others. Nothing for who has no other. */
export function HatSwitch({ hats: { shops, platform } }: { hats: Hats }) {
  const t = useTranslations('common')
  const to = usePaths()
  const roleWords = useRoleWords()
  if (shops.length === 0 && platform.length === 0) return null
  return (
    <details className="relative">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1 font-medium">
        <span className="sr-only">{t('hats.switch')}: </span>
        {t('hats.customer')}
        <ChevronDown className="small" />
      </summary>
      <ul className="absolute end-0 top-full z-30 grid w-64 max-w-[80vw] gap-1 rounded-lg border border-line bg-sheet p-2 whitespace-normal shadow-lift">
        <li className="small px-3 pt-1 text-ink-3">{t('hats.title')}</li>
        <li className="flex items-center gap-2 px-3 py-2" aria-current="true">
          <Check />
          {t('hats.customer')}
        </li>
        {shops.map(({ slug, name, roles, ownRoles }) => (
          <Hat key={slug} to={to.desk(slug)} name={name} roles={roleWords(roles, ownRoles)} />
        ))}
        {platform.length > 0 ? (
          <Hat to={to.platform()} name={t('hats.platform')} roles={roleWords(platform)} />
        ) : null}
      </ul>
    </details>
  )
}

function Hat({ to, name, roles }: { to: string; name: string; roles: string }) {
  return (
    <li>
      <Link to={to} reloadDocument className="flex w-full flex-col items-start px-3 py-2">
        <bdi>{name}</bdi>
        <span className="small font-normal text-ink-2">{roles}</span>
      </Link>
    </li>
  )
}
