import { useTranslations } from 'use-intl'
import { TextInput } from '../../../web/ui/inputs.tsx'

/** What is asked about a vehicle or device of the garage. */
export function ThingFields({ kind }: { kind: 'vehicle' | 'device' }) {
  const t = useTranslations('portal.garage')
  return (
    <>
      <input type="hidden" name="kind" value={kind} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput
          name={kind === 'vehicle' ? 'make' : 'brand'}
          label={t(kind === 'vehicle' ? 'make' : 'brand')}
          maxLength={80}
          required
        />
        <TextInput name="model" label={t('model')} maxLength={80} required />
      </div>
      {kind === 'vehicle' ? (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextInput name="year" label={t('year')} inputMode="numeric" maxLength={10} ltr optional />
            <TextInput name="plate" label={t('plate')} maxLength={40} optional />
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextInput name="vin" label={t('vin')} hint={t('vinHint')} maxLength={40} ltr optional />
            <TextInput
              name="odometer"
              label={t('odometer')}
              hint={t('odometerHint')}
              inputMode="numeric"
              maxLength={12}
              ltr
              optional
            />
          </div>
        </>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput
            name="imei"
            label={t('imei')}
            hint={t('imeiHint')}
            inputMode="numeric"
            maxLength={40}
            ltr
            optional
          />
          <TextInput name="serial" label={t('serial')} hint={t('serialHint')} maxLength={80} ltr optional />
        </div>
      )}
    </>
  )
}

/** The names of the fields, for the summary of what was wrong. */
export function useThingLabels(): Record<string, string> {
  const t = useTranslations('portal.garage')
  const names = ['make', 'brand', 'model', 'year', 'plate', 'vin', 'odometer', 'imei', 'serial'] as const
  return Object.fromEntries(names.map((name) => [name, t(name)]))
}
