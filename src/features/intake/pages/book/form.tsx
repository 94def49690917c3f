import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { FormKey } from '../../../../web/form-key.tsx'
import { Head } from '../../../../web/head.tsx'
import { usePaths } from '../../../../web/document.ts'
import { Form } from '../../../../web/ui/form.tsx'
import { Breadcrumb } from '../../../../web/ui/nav.tsx'
import { Notice } from '../../../../web/ui/notice.tsx'
import { PageHeader } from '../../../../web/ui/page.tsx'
import { Steps } from '../../../../web/ui/step.tsx'
import type { BookingAnswer } from './act.ts'
import { Bar, EnterKey } from './bar.tsx'
import { Carried } from './carried.tsx'
import { isTyped, queryOf } from './draft.ts'
import { type Given, isInstant } from './given.ts'
import { Parts } from './parts.tsx'
import { isAboutTime, SlotTaken } from './slot-taken.tsx'
import { useHold } from './use-hold.ts'
import { useLive } from './use-live.ts'
import { useOpened } from './use-opened.ts'
import { usePhotos } from './use-photos.ts'
import { useTyped } from './use-typed.ts'

/** The booking page: one form whose parts open one after the other. */
export function BookingForm({ given, answer }: { given: Given; answer: BookingAnswer | undefined }) {
  const t = useTranslations('booking')
  const to = usePaths()
  const { shop } = given
  const state = answer?.state ?? given.state
  useHold(shop.slug, state)
  const live = useLive(state)
  const typed = useTyped(shop.slug, answer?.values)
  const photos = usePhotos(typed.values['imageIds'], answer?.photos)
  const opened = useOpened(state.open, answer?.problem)
  const missing = useMissing(state.missing, state.open)
  const problem = answer?.problem ?? missing
  const carries = state.ask || state.open === 'which' || state.open === 'who' || isTyped(typed.values)
  const shared = { given, state, live: live.now, values: typed.values, photos }
  return (
    <>
      <Head title={t('title', { shop: shop.name })} hidden={shop.status !== 'approved'} />
      <PageHeader
        title={t('heading')}
        above={<Breadcrumb items={[{ to: to.shop(shop.slug), label: <bdi>{shop.name}</bdi> }]} />}
      />
      <Form
        method={carries ? 'post' : 'get'}
        action={to.book(shop.slug, carries ? queryOf(state) : undefined)}
        encType={carries ? 'multipart/form-data' : undefined}
        problem={isAboutTime(answer?.problem) ? undefined : problem}
        values={{
          // What is ticked before anybody has chosen.
          assetId: given.garage[0]?.id ?? '',
          'preferred.part': 'morning',
          'wait.part': 'any',
          ...typed.values,
          service: state.services,
          startsAt: state.startsAt ?? undefined,
        }}
        labels={useLabels()}
        preventScrollReset
        onChange={(event) => {
          live.read(event.currentTarget)
          typed.keep(event.currentTarget)
        }}
        onSubmit={photos.holdBack}
      >
        <EnterKey {...shared} />
        <Carried {...shared} />
        {state.open === 'who' || isAboutTime(answer?.problem) ? (
          <FormKey value={answer?.formKey ?? given.formKey} />
        ) : null}
        <SlotTaken
          problem={answer?.problem}
          words={(when) => t(isInstant(shared) ? 'bar.book' : 'bar.request', { when })}
        />
        {state.lapsed && !answer?.problem ? <Notice kind="waiting">{t('held.lapsed')}</Notice> : null}
        {state.gone && !answer?.problem ? <Notice kind="waiting">{t('gone')}</Notice> : null}
        <div ref={opened} key={typed.revision}>
          <Steps>
            <Parts {...shared} />
          </Steps>
        </div>
        <Bar {...shared} />
      </Form>
    </>
  )
}

/** The names of the fields that are asked for, for the summary of what was wrong. */
function useLabels(): Record<string, string> {
  const which = useTranslations('booking.which')
  const who = useTranslations('booking.who')
  return {
    ...Object.fromEntries(
      (['make', 'brand', 'model', 'year', 'plate', 'imei'] as const).map((key) => [
        `asset.${key}`,
        which(key),
      ]),
    ),
    description: which('issue'),
    ...Object.fromEntries((['name', 'phone', 'email'] as const).map((key) => [`customer.${key}`, who(key)])),
  }
}

/** Somebody went on without choosing: said at the choice, as any refusal is. */
function useMissing(missing: boolean, open: string) {
  const t = useTranslations('booking')
  // The same object while nothing was pressed: each new one takes the focus to the summary.
  return useMemo(() => {
    if (!missing || (open !== 'what' && open !== 'when')) return undefined
    const pointer = open === 'what' ? '/service' : '/startsAt'
    return { code: 'invalid', errors: [{ pointer, message: t(`missing.${open}`) }] }
  }, [missing, open, t])
}
