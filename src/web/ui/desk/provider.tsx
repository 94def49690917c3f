import * as english from 'react-aria-components/i18n/en-US'
import { I18nProvider, RouterProvider } from 'react-aria-components'
import type { ReactNode } from 'react'
import { useHref, useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { useDocument } from '../../document.ts'
import { Toasts } from './toast.tsx'

type Words = ReturnType<typeof useTranslations<'ui'>>
type Args = Record<string, string | number | boolean>
type Text = string | ((args: Args) => string)

// Its types call this default export a type; it is the value.
const { default: en } = english as unknown as { default: Record<string, Record<string, Text>> }

let supplied = false

/**
 * React Aria has no Persian. Its own words are looked up under these symbols of `window` before its built-in ones;
 * what Fixbay uses of it is said here in ours, the rest stays English.
 */
function supplyPersian(t: Words) {
  if (supplied || typeof window === 'undefined') return
  supplied = true
  const strings: Record<string, Record<string, Text>> = { ...en }
  for (const [name, words] of Object.entries(persian(t))) strings[name] = { ...strings[name], ...words }
  Object.assign(window, {
    [Symbol.for('react-aria.i18n.locale')]: 'fa-IR',
    [Symbol.for('react-aria.i18n.strings')]: strings,
  })
}

const text = (value: Args[string] | undefined) => String(value ?? '')

function persian(t: Words): Record<string, Record<string, Text>> {
  const chosen = (date: Text) => (args: Args) =>
    t('aria.chosen', { what: typeof date === 'string' ? text(args[date]) : '' })
  return {
    '@react-aria/overlays': { dismiss: t('close') },
    '@react-aria/searchfield': { 'Clear search': t('clear') },
    '@react-aria/autocomplete': { collectionLabel: t('aria.suggestions') },
    '@react-aria/menu': { longPressMessage: t('aria.longPress') },
    '@react-aria/toast': {
      close: t('close'),
      notifications: ({ count = 0 }) => t('aria.messages', { count: Number(count) }),
    },
    '@react-aria/combobox': {
      focusAnnouncement: ({ optionText, isSelected }) =>
        isSelected ? t('aria.chosen', { what: text(optionText) }) : text(optionText),
      countAnnouncement: ({ optionCount = 0 }) => t('combobox.options', { count: Number(optionCount) }),
      selectedAnnouncement: chosen('optionText'),
      buttonLabel: t('combobox.open'),
      listboxLabel: t('aria.suggestions'),
    },
    '@react-aria/datepicker': {
      year: t('date.year'),
      month: t('date.month'),
      day: t('date.day'),
      calendar: t('date.calendar'),
      selectedDateDescription: chosen('date'),
    },
    '@react-aria/calendar': {
      previous: t('date.previous'),
      next: t('date.next'),
      selectedDateDescription: chosen('date'),
      dateSelected: chosen('date'),
      todayDate: ({ date }) => t('aria.today', { date: text(date) }),
      todayDateSelected: ({ date }) => t('aria.chosen', { what: t('aria.today', { date: text(date) }) }),
      minimumDate: t('aria.firstDate'),
      maximumDate: t('aria.lastDate'),
    },
    '@react-aria/spinbutton': { Empty: t('aria.empty') },
  }
}

/** Around every staff page: React Aria's language, calendar, words and links, and the messages at the foot. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('ui')
  const { locale, calendar } = useDocument()
  const navigate = useNavigate()
  if (locale === 'fa') supplyPersian(t)
  return (
    <I18nProvider locale={`${locale === 'fa' ? 'fa-IR' : 'en-US'}-u-ca-${calendar}`}>
      <RouterProvider navigate={(to) => void navigate(to)} useHref={useHref}>
        {children}
        <Toasts />
      </RouterProvider>
    </I18nProvider>
  )
}
