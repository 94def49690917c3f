import { Form } from 'react-router'
import { useTranslations } from 'use-intl'
import { LocateFixed, MapPin, Search } from '../../../web/icons.tsx'
import { Button, SubmitButton } from '../../../web/ui/button.tsx'
import nearMe from './near-me.js?url&no-inline'

interface Asked {
  q?: string | undefined
  place?: string | undefined
  near?: string | undefined
  kind?: string | undefined
}

/** What and where, in one line: a plain form whose answer has an address. */
export function FindForm({ asked, places }: { asked: Asked; places: readonly string[] }) {
  const t = useTranslations('home')
  return (
    <search className="mt-6 grid gap-2">
      <Form method="get" className="flex flex-wrap gap-2">
        <div className="search search-in flex-[3_1_14rem]">
          <div className="search-line">
            <input
              type="search"
              name="q"
              className="input"
              aria-label={t('what')}
              placeholder={t('what')}
              defaultValue={asked.q}
              autoComplete="off"
              enterKeyHint="search"
            />
            <Search />
          </div>
        </div>
        <div className="search search-in flex-[2_1_12rem]">
          <div className="search-line">
            <input
              type="search"
              name="place"
              className="input"
              aria-label={t('where')}
              placeholder={asked.near ? t('here') : t('where')}
              defaultValue={asked.place}
              list="places"
              autoComplete="address-level2"
              enterKeyHint="search"
            />
            <MapPin />
          </div>
        </div>
        <input type="hidden" name="near" defaultValue={asked.near} disabled={!asked.near} />
        {asked.kind ? <input type="hidden" name="kind" value={asked.kind} /> : null}
        <datalist id="places">
          {places.map((place) => (
            <option key={place} value={place}>
              {place}
            </option>
          ))}
        </datalist>
        <Button hidden data-near-me="" icon={<LocateFixed />}>
          {t('nearMe')}
        </Button>
        <SubmitButton className="max-sm:w-full">{t('find')}</SubmitButton>
      </Form>
      <output hidden data-near-me-failed="" className="small text-ink-2">
        {t('nearMeFailed')}
      </output>
      <script type="module" src={nearMe} />
    </search>
  )
}
