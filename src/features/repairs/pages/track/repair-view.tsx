import { useTranslations } from 'use-intl'
import { localDigits } from '../../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Mail, Phone, Store } from '../../../../web/icons.tsx'
import { nameDigits } from '../../../../web/ui/name-digits.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { Section, Sections } from '../../../../web/ui/page.tsx'
import { PhaseRail, phaseOf } from '../../../../web/ui/phase-rail.tsx'
import { PhotoGrid } from '../../../../web/ui/photo-grid.tsx'
import { Plate } from '../../../../web/ui/plate.tsx'
import { StatusTag } from '../../../../web/ui/status-tag.tsx'
import { Ltr, NumberTag, PhoneLink, When } from '../../../../web/ui/values.tsx'
import { WayOn } from '../../../../web/way-on.tsx'
import { NextStep } from './next-step.tsx'
import { Papers } from './papers.tsx'
import type { RepairView } from './read-view.ts'
import { Sentence } from './sentence.tsx'
import { Story } from './story.tsx'
import { useFresh } from './use-fresh.ts'
import { CancelBox, ShopLine, Visit } from './visit.tsx'
import { Waiting } from './waitlist.tsx'
import { Work } from './work.tsx'

interface Props {
  view: RepairView
  /** What the last press met. */
  problem?: { title?: string; detail?: string; reason?: string } | undefined
  timePath: string
  calendarPath: string
  /** Above all: a confirmation. */
  banner?: React.ReactNode
}

/** A repair for its customer: where it stands, what to do next, and everything about it. */
export function RepairPage({ view, problem, timePath, calendarPath, banner }: Props) {
  useFresh(`/api/service-request/${view.id}/status?code=${view.code}`, view.mark)
  const { status, asset, visit, reached } = view
  const phase = phaseOf(status, visit?.status === 'arrived')
  const times = Object.fromEntries(
    Object.entries(reached).map(([name, at]) => [name, at ? <When key={name} at={at} show="near" /> : null]),
  )
  return (
    <Sections>
      {banner}
      {view.mayKeep ? <KeepLine /> : null}
      {view.shop.isSuspended ? <ShutLine shop={view.shop.name} /> : null}
      <div className="grid gap-6">
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <NumberTag number={view.number} />
            <StatusTag kind="order" status={status} />
            {asset ? <AssetLine asset={asset} /> : null}
          </div>
          <h1>
            <Sentence view={view} />
          </h1>
          {view.delayedReason ? <p className="text-ink-2">{view.delayedReason}</p> : null}
        </div>
        {phase ? (
          <PhaseRail
            phase={phase}
            finished={status === 'completed' || status === 'closed' || status === 'payment_pending'}
            times={times}
          />
        ) : null}
        {problem ? (
          <Notice kind="blocked" alert title={problem.title}>
            {problem.detail ? <p>{problem.detail}</p> : null}
            <WayOn problem={problem} />
          </Notice>
        ) : null}
        <NextStep view={view} timePath={timePath} />
      </div>
      <Visit view={view} timePath={timePath} calendarPath={calendarPath} />
      <Waiting view={view} />
      <Work view={view} />
      <Reported view={view} />
      <Papers view={view} />
      <Story view={view} />
      {view.mayCancel && !visit?.isComing ? <CancelBox view={view} /> : null}
      <Contact view={view} />
    </Sections>
  )
}

/** A guest's repair that belongs to whoever is signed in. */
function KeepLine() {
  const t = useTranslations('track.keep')
  return (
    <Form method="post">
      <input type="hidden" name="act" value="keep" />
      <Notice action={<SubmitButton kind="quiet">{t('submit')}</SubmitButton>}>{t('text')}</Notice>
    </Form>
  )
}

/** The platform has suspended the shop: no new bookings, and no reason to be alarmed about this repair. */
function ShutLine({ shop }: { shop: string }) {
  const t = useTranslations('track.shut')
  return (
    <Notice title={t('title', { shop })}>
      <p>{t('text')}</p>
    </Notice>
  )
}

function AssetLine({ asset }: { asset: NonNullable<RepairView['asset']> }) {
  const { locale } = useDocument()
  const name = nameDigits(asset.name, locale)
  const year = asset.year ? localDigits(String(asset.year), locale) : ''
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
      <bdi>{[name, year].filter(Boolean).join(' ')}</bdi>
      {asset.plate ? <Plate plate={asset.plate} /> : null}
    </span>
  )
}

function Reported({ view: { description, photos } }: { view: RepairView }) {
  const t = useTranslations('track')
  if (!description && photos.length === 0) return null
  return (
    <Section title={t('reported')}>
      {description ? <p className="own-way measure whitespace-pre-line">{description}</p> : null}
      {photos.length > 0 ? <PhotoGrid photos={photos} /> : null}
    </Section>
  )
}

function Contact({ view }: { view: RepairView }) {
  const t = useTranslations('track')
  const to = usePaths()
  const { shop } = view
  return (
    <Section title={t('contact')}>
      <ul className="grid gap-2">
        {shop.phone ? (
          <li className="flex items-center gap-3">
            <Phone />
            <PhoneLink phone={shop.phone.number}>{shop.phone.text}</PhoneLink>
          </li>
        ) : null}
        {shop.email ? (
          <li className="flex items-center gap-3">
            <Mail />
            <a className="link link-ink" href={`mailto:${shop.email}?subject=${view.number}`}>
              <Ltr>{shop.email}</Ltr>
            </a>
          </li>
        ) : null}
        <li className="flex items-center gap-3">
          <Store />
          <ShopLine view={view} to={to.shop(shop.slug)} />
        </li>
      </ul>
    </Section>
  )
}
