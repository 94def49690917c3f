import { useTranslations } from 'use-intl'
import type { Permission, Scope } from '../../kit/access/permissions.ts'
import { usePaths } from '../document.ts'
import {
  CalendarDays,
  ClipboardList,
  Clock,
  Columns3,
  House,
  ListChecks,
  Settings,
  ShieldCheck,
  Users,
} from '../icons.tsx'
import type { NavItem } from '../ui/shell.tsx'

interface Rights {
  shop: { slug: string }
  /** The super admin: every page. */
  everything: boolean
  may: readonly (readonly [Permission, Scope])[]
}

/** The parts of the desk that the person may open, in order of use: a technician's day comes first. */
export function useDeskNav({ shop: { slug }, everything, may }: Rights): {
  nav: NavItem[]
  mayCreate: boolean
} {
  const t = useTranslations('common')
  const to = usePaths()
  const rights = new Map(may)
  const all = (permission: Permission) => everything || rights.get(permission) === 'all'
  const parts: (NavItem | false)[] = [
    rights.get('orders.edit') === 'own' && {
      to: to.myDay(slug),
      label: t('nav.myDay'),
      icon: <ListChecks />,
    },
    all('orders.read') && { to: to.desk(slug), label: t('nav.dashboard'), icon: <House />, end: true },
    all('orders.read') && { to: to.board(slug), label: t('nav.board'), icon: <Columns3 /> },
    // A technician's calendar shows their own visits.
    (all('appointments.read') || rights.get('appointments.read') === 'own') && {
      to: to.calendar(slug),
      label: t('nav.calendar'),
      icon: <CalendarDays />,
    },
    all('customers.read') && { to: to.customers(slug), label: t('nav.customers'), icon: <Users /> },
    all('orders.read') && { to: to.orders(slug), label: t('nav.orders'), icon: <ClipboardList /> },
    rights.has('timeoff.ask') && { to: to.mySchedule(slug), label: t('nav.mySchedule'), icon: <Clock /> },
    all('audit.read') && { to: to.audit(slug), label: t('nav.audit'), icon: <ShieldCheck /> },
    all('shop.read') && { to: to.settings(slug), label: t('nav.settings'), icon: <Settings /> },
  ]
  return {
    nav: parts.filter((part) => part !== false),
    mayCreate: all('requests.create') && all('appointments.create'),
  }
}
