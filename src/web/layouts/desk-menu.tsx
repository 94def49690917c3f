import { useSubmit } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../document.ts'
import { CalendarDays, Languages, LogOut, MonitorSmartphone, Moon, Store, Sun, User } from '../icons.tsx'
import { choicePath } from '../paths.ts'
import { MenuButton } from '../ui/desk/menu.tsx'
import { useHere } from './use-here.ts'

interface DeskMenuProps {
  name: string
  /** The slug of the shop that is open. */
  shop: string
  shops: readonly { slug: string; name: string }[]
}

/** The person's own menu: their other shops, how the program looks and speaks, sign out. */
export function DeskMenu({ name, shop, shops }: DeskMenuProps) {
  const t = useTranslations('common')
  const to = usePaths()
  const here = useHere()
  const submit = useSubmit()
  const { locale, calendar, theme } = useDocument()
  const language = locale === 'fa' ? 'en' : 'fa'
  const days = calendar === 'persian' ? 'gregory' : 'persian'
  const light = theme === 'dark' ? 'light' : 'dark'
  const others = shops.filter(({ slug }) => slug !== shop)
  const groups = [
    {
      id: 'shops',
      entries: others.map((one) => ({
        id: one.slug,
        label: one.name,
        icon: <Store />,
        href: to.desk(one.slug),
      })),
    },
    {
      id: 'looks',
      title: t('preferences.title'),
      entries: [
        {
          id: 'language',
          label: t(`language.${language}`),
          icon: <Languages />,
          href: choicePath('locale', language, here),
        },
        {
          id: 'calendar',
          label: t(`calendar.${days}`),
          icon: <CalendarDays />,
          href: choicePath('calendar', days, here),
        },
        {
          id: 'theme',
          label: t(`theme.${light}`),
          icon: light === 'dark' ? <Moon /> : <Sun />,
          href: choicePath('theme', light, here),
        },
        {
          id: 'system',
          label: t('theme.system'),
          icon: <MonitorSmartphone />,
          href: choicePath('theme', 'system', here),
        },
      ],
    },
    {
      id: 'person',
      title: name,
      entries: [
        { id: 'me', label: t('nav.me'), icon: <User />, href: to.me() },
        {
          id: 'out',
          label: t('nav.signOut'),
          icon: <LogOut />,
          onAction: () => void submit(null, { method: 'post', action: to.signOut() }),
        },
      ],
    },
  ]
  return (
    <MenuButton
      label={t('nav.account')}
      iconOnly
      kind="bare"
      icon={<User />}
      groups={groups.filter(({ entries }) => entries.length > 0)}
    />
  )
}
