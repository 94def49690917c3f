import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { localDigits } from '../../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Button } from '../../../../web/ui/button.tsx'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { TextArea, TextInput } from '../../../../web/ui/inputs.tsx'
import { nameDigits } from '../../../../web/ui/name-digits.ts'
import { Plate } from '../../../../web/ui/plate.tsx'
import { Ltr } from '../../../../web/ui/values.tsx'
import { last, queryOf } from './draft.ts'
import { type GarageThing, kindsOfThings, type PartProps } from './given.ts'
import { PhotoField } from './photos.tsx'

/** On which car or phone, what is wrong with it, and photos. */
export function WhichPart(props: PartProps) {
  const { given, state, values, photos } = props
  const t = useTranslations('booking.which')
  const to = usePaths()
  const kinds = kindsOfThings(given.shop)
  const wanted = last(values['asset.kind'])
  const kind = kinds.find((one) => one === wanted) ?? kinds[0] ?? 'vehicle'
  const mine = given.garage.filter((thing) => kinds.includes(thing.kind))
  const hasServices = state.services.length > 0
  return (
    <div className="which grid gap-4">
      {given.account ? null : (
        <p className="text-ink-2">
          {t('haveAccount')}{' '}
          <Link to={to.signIn(to.book(given.shop.slug, queryOf(state)))} reloadDocument className="link">
            {t('signIn')}
          </Link>
        </p>
      )}
      {mine.length > 0 ? <GarageChoice mine={mine} /> : null}
      <div className="which-other grid gap-4">
        {kinds.length > 1 ? <KindChoice kinds={kinds} kind={kind} /> : null}
        <input type="hidden" name="asset.kind" value={kind} />
        {kind === 'vehicle' ? <VehicleFields /> : <DeviceFields />}
      </div>
      <TextArea
        name="description"
        label={t(hasServices ? 'issueKnown' : 'issue')}
        hint={t('issueHint', { kind })}
        optional={hasServices}
        maxLength={10_000}
      />
      <PhotoField photos={photos} />
    </div>
  )
}

/** What stands in the garage already, the newest first; or another. */
function GarageChoice({ mine }: { mine: readonly GarageThing[] }) {
  const t = useTranslations('booking.which')
  const { locale } = useDocument()
  return (
    <RadioCards
      name="assetId"
      label={t('garage')}
      choices={[
        ...mine.map((thing) => ({
          value: thing.id,
          title: (
            <bdi>
              {nameDigits(`${thing.kind === 'vehicle' ? thing.make : thing.brand} ${thing.model}`, locale)}
            </bdi>
          ),
          note:
            thing.kind === 'vehicle' ? (
              thing.year && localDigits(String(thing.year), locale)
            ) : thing.imei ? (
              <Ltr>{thing.imei}</Ltr>
            ) : null,
          end: thing.kind === 'vehicle' && thing.plate ? <Plate plate={thing.plate} /> : null,
        })),
        { value: '', title: t('another') },
      ]}
    />
  )
}

/** A shop for cars and phones: which of the two. Buttons, because the fields below follow. */
function KindChoice({ kinds, kind }: { kinds: readonly ('vehicle' | 'device')[]; kind: string }) {
  const t = useTranslations('booking.which')
  return (
    <fieldset className="flex gap-2">
      <legend className="sr-only">{t('kind')}</legend>
      {kinds.map((one) => (
        <Button
          key={one}
          type="submit"
          name="asset.kind"
          value={one}
          aria-pressed={one === kind}
          className="aria-pressed:border-accent aria-pressed:bg-accent-wash"
        >
          {t(one)}
        </Button>
      ))}
    </fieldset>
  )
}

function VehicleFields() {
  const t = useTranslations('booking.which')
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput name="asset.make" label={t('make')} hint={t('makeHint')} maxLength={80} required />
        <TextInput name="asset.model" label={t('model')} hint={t('modelHint')} maxLength={80} required />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput
          name="asset.year"
          label={t('year')}
          hint={t('yearHint')}
          inputMode="numeric"
          maxLength={10}
          ltr
          optional
        />
        <TextInput
          name="asset.plate"
          label={t('plate')}
          hint={t('plateHint')}
          maxLength={40}
          autoCapitalize="characters"
          optional
        />
      </div>
    </>
  )
}

function DeviceFields() {
  const t = useTranslations('booking.which')
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput name="asset.brand" label={t('brand')} hint={t('brandHint')} maxLength={80} required />
        <TextInput name="asset.model" label={t('model')} hint={t('deviceHint')} maxLength={80} required />
      </div>
      <TextInput
        name="asset.imei"
        label={t('imei')}
        hint={t('imeiHint')}
        inputMode="numeric"
        maxLength={40}
        ltr
        optional
      />
    </>
  )
}
