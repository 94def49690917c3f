import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { useReading } from '../../../../web/ui/reading.tsx'

const never = () => () => {}

/** Says whose clock the times go by where the reader's own shows another; without JavaScript to everybody. */
export function ZoneLine({ at }: { at: string | undefined }) {
  const t = useTranslations('common')
  const { style } = useReading()
  const own = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  )
  if (!at || (own && wall(at, own) === wall(at, style.zone))) return null
  return <p className="small text-ink-3">{t('timesIn', { zone: nameOf(style.zone, at, style.locale) })}</p>
}

/** What a clock of a zone shows at an instant. */
function wall(at: string, zone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return format.format(Date.parse(at))
}

function nameOf(zone: string, at: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' })
  return format.formatToParts(Date.parse(at)).find(({ type }) => type === 'timeZoneName')?.value ?? zone
}
