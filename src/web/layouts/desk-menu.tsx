import { useSubmit } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument, usePaths } from '../document.ts'
import {
  CalendarDays,
  Check,
  Languages,
  LogOut,
  MonitorSmartphone,
  Moon,
  ShieldCheck,
  Store,
  Sun,
  User,
} from '../icons.tsx'
import { choicePath } from '../paths.ts'
import { MenuButton, type MenuEntry } from '../ui/desk/menu.tsx'
import { type Hats, useRoleWords } from './hats.ts'
import { useHere } from './use-here.ts'

interface DeskMenuProps {
  name: string
  /** The slug of the shop that is open; without it the platform's console is. */
  shop?: string
  hats: Hats
  /** At a shared device, or acted for in this shop: what is the person's own is out of reach. */
  isConfined: boolean
}

/** The person's own menu: which hat is on and the others, how the program looks and speaks, sign out. */
export function DeskMenu({ name, shop, hats, isConfined }: DeskMenuProps) {
  const t = useTranslations('common')
  const hatEntries = useHatEntries(shop, hats, isConfined)
  const to = usePaths()
  const here = useHere()
  const submit = useSubmit()
  const { locale, calendar, theme } = useDocument()
  const language = locale === 'fa' ? 'en' : 'fa'
  const days = calendar === 'persian' ? 'gregory' : 'persian'
  const light = theme === 'dark' ? 'light' : 'dark'
  const groups = [
    { id: 'hats', title: t('hats.title'), entries: hatEntries },
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
        ...(isConfined
          ? []
          : [
              { id: 'security', label: t('nav.security'), icon: <ShieldCheck />, href: to.security() },
              { id: 'openShop', label: t('nav.openShop'), icon: <Store />, href: to.openShop() },
            ]),
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

/** Every hat of the person, the one that is on with a tick. */
function useHatEntries(
  here: string | undefined,
  { shops, platform }: Hats,
  isConfined: boolean,
): MenuEntry[] {
  const t = useTranslations('common')
  const to = usePaths()
  const roleWords = useRoleWords()
  return [
    ...shops.map(({ slug, name, roles, ownRoles }) => ({
      id: `hat ${slug}`,
      label: name,
      note: roleWords(roles, ownRoles),
      icon: slug === here ? <Check /> : <Store />,
      href: to.desk(slug),
    })),
    ...(platform.length > 0
      ? [
          {
            id: 'hat of the platform',
            label: t('hats.platform'),
            note: roleWords(platform),
            icon: here === undefined ? <Check /> : <ShieldCheck />,
            href: to.platform(),
          },
        ]
      : []),
    ...(isConfined
      ? []
      : [{ id: 'me', label: t('nav.me'), note: t('hats.customer'), icon: <User />, href: to.me() }]),
  ]
}
